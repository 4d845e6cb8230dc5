/** Rights given to the person and not by their home, each with its end, which is changed here and undone here. */
import {
  Button,
  DayField,
  isDay,
  Notice,
  Section,
  TextField,
  type TypedDay,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { profilesQuery } from '../residence/asked-in-panes.ts'
import { endOfDay } from '../residence/end-of-day.ts'
import { useReadAnew } from '../rights/change-bar.tsx'
import { endOwnRight, type Grant, isOver, ownGrantsQuery, undoChange } from './queries.ts'
import { useMay } from './use-may.ts'

const SHORTEST_REASON = 3

export const OwnRights = ({ personId }: { readonly personId: string }) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const now = useNow(60_000)
  const readAnew = useReadAnewOf(personId)
  const may = useMay('access.manage')
  const { data: grants } = useQuery({ ...ownGrantsQuery(personId), throwOnError: false })
  const { data: profiles = [] } = useQuery({ ...profilesQuery, throwOnError: false })
  const [changing, setChanging] = useState<string | undefined>(undefined)
  const [made, setMade] = useState<string | undefined>(undefined)
  const undo = useMutation({
    mutationFn: undoChange,
    onSuccess: async () => {
      await readAnew()
      setMade(undefined)
    },
  })
  const own = (grants ?? []).filter((grant) => !isOver(grant, now))
  if (own.length === 0) return null
  return (
    <Section title={t('ownRights')}>
      <ul className="checklist own-rights">
        {own.map((grant) => (
          <li key={grant.id}>
            <OwnRight
              grant={grant}
              group={profiles.find(({ id }) => id === grant.accessProfileId)?.name ?? t('someGroup')}
              isChanging={changing === grant.id}
              onChange={may ? () => setChanging(grant.id) : undefined}
              onDone={(change) => {
                setChanging(undefined)
                if (change !== undefined) setMade(change)
              }}
            />
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {undo.error === null ? null : <Notice kind="att">{problem(undo.error)}</Notice>}
        {made === undefined ? null : (
          <Notice
            kind="ok"
            act={
              <Button small busy={undo.isPending} onClick={() => undo.mutate(made)}>
                {t('ownRightUndo')}
              </Button>
            }
          >
            {t('endChanged')}
          </Notice>
        )}
      </div>
    </Section>
  )
}

const useReadAnewOf = (personId: string) => {
  const queries = useQueryClient()
  const readAnew = useReadAnew()
  return async () => {
    await Promise.all([readAnew(), queries.invalidateQueries({ queryKey: ['people', personId] })])
  }
}

interface OwnRightProps {
  readonly grant: Grant
  readonly group: string
  readonly isChanging: boolean
  readonly onChange: (() => void) | undefined
  /** With the change, once it is made. */
  readonly onDone: (change?: string) => void
}

const OwnRight = ({ grant, group, isChanging, onChange, onDone }: OwnRightProps) => {
  const t = useTranslations('resident')
  const { date } = useMoments()
  const { reason, validUntil } = grant
  return (
    <>
      <span>
        {t('ownRight', { group, reason })}{' '}
        <span className="note">
          {validUntil === null ? t('endsNever') : t('endsAfter', { date: date(Date.parse(validUntil) - 1) })}
        </span>
      </span>
      {onChange === undefined || isChanging ? null : (
        <Button small onClick={onChange}>
          {t('changeEnd')}…<span className="vh"> {group}</span>
        </Button>
      )}
      {isChanging ? <EndForm grant={grant} group={group} onDone={onDone} /> : null}
    </>
  )
}

const EndForm = ({ grant, group, onDone }: Pick<OwnRightProps, 'grant' | 'group' | 'onDone'>) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const personId = grant.to.kind === 'person' ? (grant.to.personId ?? '') : ''
  const readAnew = useReadAnewOf(personId)
  const [day, setDay] = useState<TypedDay>('')
  const [why, setWhy] = useState('')
  const [isTried, setTried] = useState(false)
  const isShort = why.trim().length < SHORTEST_REASON
  const save = useMutation({
    mutationFn: () => endOwnRight(grant, isDay(day) ? endOfDay(day) : null, why.trim()),
    onSuccess: async ({ id }) => {
      await readAnew()
      onDone(id)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (day !== 'unreadable' && !isShort) save.mutate()
  }
  return (
    <form className="stack boxed" noValidate aria-label={t('changeEndOf', { group })} onSubmit={submit}>
      <DayField label={t('lastDayOfRight')} hint={t('lastDayHint')} value={day} onChange={setDay} />
      <TextField
        label={t('changeWhy')}
        value={why}
        onChange={setWhy}
        maxLength={500}
        autoComplete="off"
        error={isTried && isShort ? t('changeWhyShort') : undefined}
      />
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('changeEnd')}
        </Button>
        <Button kind="text" onClick={() => onDone()}>
          {t('leaveEnd')}
        </Button>
      </div>
    </form>
  )
}
