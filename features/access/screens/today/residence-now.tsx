/** The residence now: the plan, and under it the same in words. */
import { Mark, PlanOfResidence, Section, shortName, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { groupOf } from '../doors/piece-list.tsx'
import { isLiftFloor, liftsOf } from '../lifts/lift.ts'
import { usePieceWords } from '../doors/use-piece-words.ts'
import { aloneTogether, type Condition, type DevicePiece, type EntrancePiece } from '../residence/pieces.ts'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { Residence } from '../residence/use-residence.ts'

const planState = (condition: Condition): 'ok' | 'att' | 'bad' | 'off' =>
  condition === 'wait' ? 'att' : condition

export const ResidenceNow = ({ residence }: { residence: Residence }) => {
  const t = useTranslations('today')
  const { data: buildings } = useQuery(buildingsQuery)
  const calls = useCalls(residence.entrances.filter((piece) => !isLiftFloor(piece)))
  const all = residence.entrances
  // The plan is drawn from above: the floors of a lift lie over one another.
  const entrances = all.filter((piece) => !isLiftFloor(piece))
  const ok = entrances.filter((piece) => piece.condition === 'ok').length
  return (
    <Section
      title={t('now')}
      note={
        <Link to="/doors" search={{}}>
          {t('all')}
        </Link>
      }
    >
      <div className="now">
        {entrances.length === 0 ? null : (
          <PlanOfResidence
            label={t('plan', {
              calls: [...calls.values()].map((call) => `${call.name}: ${call.text}.`).join(' '),
              ok,
            })}
            buildings={(buildings ?? []).map(({ id, name }) => ({ id, name: shortName(name) }))}
            entrances={entrances.map((piece) => ({
              id: piece.id,
              number: piece.number ?? '',
              name: piece.name,
              buildingId: piece.location.buildingId,
              state: planState(piece.condition),
              call: calls.get(piece.id)?.text,
            }))}
          />
        )}
        <Health residence={residence} calls={calls} />
      </div>
    </Section>
  )
}

interface HealthProps {
  readonly residence: Residence
  readonly calls: ReturnType<typeof useCalls>
}

/** In words what the plan shows; of a building that is not heard, one line for all of it. */
const Health = ({ residence: { entrances: all, others }, calls }: HealthProps) => {
  const entrances = all.filter((piece) => !isLiftFloor(piece))
  const t = useTranslations('today')
  const { when } = useMoments()
  const now = useNow(60_000)
  const alone = aloneTogether([...all, ...others])
  const counts = { doors: all.length, pieces: others.length }
  if (alone !== undefined)
    return (
      <ul className="health">
        <HealthLine label={t('allAlone', { ...counts, time: when(alone, now) })} pieces={entrances} />
      </ul>
    )
  return (
    <ul className="health">
      {entrances.length === 0 ? null : (
        <HealthLine
          label={t('entrancesOk', inOrder(entrances))}
          pieces={entrances}
          {...noteOf([...calls.values()].map((call) => `${call.name} ${call.text}`))}
        />
      )}
      <LiftLines entrances={all} />
      <OtherLines others={others} />
    </ul>
  )
}

/** What is said beside an entrance on the plan. That the building is not heard is said once, not at each door. */
const useCalls = (entrances: readonly EntrancePiece[]) => {
  const say = usePieceWords()
  return new Map(
    entrances
      .filter((piece) => piece.condition !== 'ok' && (piece.aloneSince === null || piece.condition !== 'off'))
      .map((piece) => [piece.id, { name: piece.name, text: say(piece) }] as const),
  )
}

const WORST: readonly Condition[] = ['bad', 'off', 'att', 'wait', 'ok']

interface HealthLineProps {
  readonly label: string
  readonly pieces: readonly { readonly condition: Condition }[]
  readonly note?: string
}

const HealthLine = ({ label, pieces, note }: HealthLineProps) => {
  const t = useTranslations('today')
  const worst = WORST.find((condition) => pieces.some((piece) => piece.condition === condition)) ?? 'ok'
  const said = note ?? (worst === 'ok' ? t('allOk') : '')
  return (
    <li>
      <Mark kind={worst} />
      <span>{label}</span>
      {said === '' ? null : <span className="push">{said}</span>}
    </li>
  )
}

const noteOf = (said: readonly string[]) => (said.length === 0 ? {} : { note: said.join(', ') })

const inOrder = (pieces: HealthLineProps['pieces']) => {
  const ok = pieces.filter(({ condition }) => condition === 'ok').length
  return { count: pieces.length, ok, all: String(ok === pieces.length) }
}

const LiftLines = ({ entrances }: { entrances: readonly EntrancePiece[] }) => {
  const t = useTranslations('lifts')
  const say = usePieceWords()
  return liftsOf(entrances).map(({ id, name, floors }) => {
    const wrong = floors.filter(({ condition }) => condition !== 'ok').map(say)
    return (
      <HealthLine
        key={id}
        pieces={floors}
        label={t('groupOk', { name: name ?? t('group'), ...inOrder(floors) })}
        {...noteOf([...new Set(wrong)])}
      />
    )
  })
}

const OtherLines = ({ others }: { others: readonly DevicePiece[] }) => {
  const t = useTranslations('today')
  const doors = useTranslations('doors')
  const groups = [...new Set(others.map(groupOf))].filter((group) => group !== 'toAdopt')
  return groups.map((group) => {
    const own = others.filter((piece) => groupOf(piece) === group)
    const wrong = own.filter((piece) => piece.condition !== 'ok')
    return (
      <HealthLine
        key={group}
        pieces={own}
        label={t('groupOk', { group: doors(`groups.${group}`), ...inOrder(own) })}
        {...noteOf(wrong.map((piece) => piece.name))}
      />
    )
  })
}
