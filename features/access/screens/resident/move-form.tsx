/** Plans a move: the day, the home, and who of the household goes along. */
import { tenancyRoles, type TenancyRole } from '@loge/features/people/core'
import { type Home, type Person, unitsQuery } from '@loge/features/people/screens'
import {
  Button,
  DayField,
  type DayText,
  isDay,
  Notice,
  Select,
  type TypedDay,
  useProblemText,
  useWords,
} from '@loge/ui'
import { ApiProblem } from '@loge/http/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AlreadyThere } from './already-there.tsx'
import { householdQuery, type Move, type NewMove, planMove } from './queries.ts'
import { useMovesChanged } from './use-moves-changed.ts'

interface MoveFormProps {
  readonly kind: Move['kind']
  readonly person: Person
  /** Those that can be left. */
  readonly homes: readonly Home[]
  readonly close: () => void
}

/** `C 4` comes before `C 33`. */
const inOrder = new Intl.Collator(undefined, { numeric: true })

export const MoveForm = ({ kind, person, homes, close }: MoveFormProps) => {
  const t = useTranslations('resident')
  const words = useWords()
  const problem = useProblemText()
  const changed = useMovesChanged()
  const form = useRef<HTMLFormElement>(null)
  const { data: units = [] } = useQuery(unitsQuery)
  const [on, setOn] = useState<TypedDay>('')
  const [unitId, setUnitId] = useState('')
  const [role, setRole] = useState<TenancyRole>('holder')
  const [left, setLeft] = useState(homes[0]?.tenancyId ?? '')
  const [along, setAlong] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const plan = useMutation({
    mutationFn: planMove,
    onSuccess: async () => {
      await changed()
      close()
    },
  })
  const moveOf = (on: DayText): NewMove => {
    const tenancyIds = [left, ...along]
    if (kind === 'in') return { kind, on, unitId, people: [{ personId: person.id, role }] }
    return kind === 'out' ? { kind, on, tenancyIds } : { kind, on, unitId, tenancyIds }
  }
  const refusal = plan.error instanceof ApiProblem ? plan.error.code : undefined
  const needsHome = kind !== 'out'
  const isMissing = needsHome && unitId === ''
  const sorted = units
    .filter((unit) => unit.kind === 'home')
    .toSorted((a, b) => inOrder.compare(a.name, b.name))
  return (
    <form
      className="stack boxed"
      aria-label={t(`move.${kind}`)}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing && isDay(on)) plan.mutate(moveOf(on))
      }}
    >
      <DayField
        label={t(kind === 'out' ? 'lastDay' : 'firstDay')}
        value={on}
        onChange={setOn}
        error={tried && !isDay(on) ? t('dayMissing') : undefined}
      />
      {kind === 'in' || homes.length < 2 ? null : (
        <Select
          label={t('leavingHome')}
          value={left}
          options={homes.map(({ tenancyId, unit }) => ({ value: tenancyId, label: unit }))}
          onChange={setLeft}
        />
      )}
      {needsHome ? (
        <Select
          label={t('newHome')}
          value={unitId}
          options={[
            { value: '', label: t('choose') },
            ...sorted.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setUnitId}
          error={tried && unitId === '' ? t('homeMissing') : undefined}
        />
      ) : null}
      {kind === 'in' ? (
        <Select
          label={t('asWhat')}
          value={role}
          options={tenancyRoles.map((value) => ({ value, label: words(`tenancyRole.${value}`) ?? value }))}
          onChange={setRole}
        />
      ) : (
        <Household
          personId={person.id}
          unitId={homes.find(({ tenancyId }) => tenancyId === left)?.unitId}
          along={along}
          setAlong={setAlong}
        />
      )}
      <p className="fact">{t(`moveWill.${kind}`)}</p>
      {plan.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(plan.error)}
          {refusal === 'tenancy_overlaps' ? <AlreadyThere personId={person.id} unitId={unitId} /> : null}
          {refusal === 'move_day_past' && isDay(on) ? (
            <>
              {' '}
              {t('movedThen')}{' '}
              <Button
                small
                busy={plan.isPending}
                onClick={() => plan.mutate({ ...moveOf(on), inThePast: true })}
              >
                {t('recordMove')}
              </Button>
            </>
          ) : null}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={plan.isPending}>
          {t('planMove')}
        </Button>
        <Button onClick={close}>{t('leave')}</Button>
      </div>
    </form>
  )
}

interface HouseholdProps {
  readonly personId: string
  readonly unitId: string | undefined
  readonly along: readonly string[]
  readonly setAlong: (along: readonly string[]) => void
}

const Household = ({ personId, unitId, along, setAlong }: HouseholdProps) => {
  const t = useTranslations('resident')
  const { data } = useQuery({ ...householdQuery(unitId ?? ''), enabled: unitId !== undefined })
  const others = (data ?? []).filter(
    ({ person, stay }) => person.id !== personId && stay !== undefined && stay.role !== 'owner',
  )
  if (others.length === 0) return null
  return (
    <fieldset>
      <legend className="label">{t('along')}</legend>
      {others.map(({ person, stay }) => {
        const id = stay?.id ?? ''
        return (
          <label className="opt" key={id}>
            <input
              type="checkbox"
              checked={along.includes(id)}
              onChange={(event) =>
                setAlong(event.target.checked ? [...along, id] : along.filter((one) => one !== id))
              }
            />
            <span>
              {person.givenName} {person.familyName}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
