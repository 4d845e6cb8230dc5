/** What a change would do: who gains, who loses, at which door, and which doors learn it when. */
import { Mark, Notice, useMoments, useNames, useNow, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { draftOf } from './draft.ts'
import type { Preview } from './queries.ts'
import { useHoursWords } from './use-hours-words.ts'

type Change = Preview['gains'][number]
type Hours = Change['before']

const useSayHours = (preview: Preview) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { when, until: saysUntil } = useMoments()
  const now = useNow(60_000)
  const weekly = (scheduleId: string, which: 'before' | 'after'): string => {
    const shown = preview.schedules.find(({ id }) => id === scheduleId)?.[which]
    return shown === undefined || shown === null
      ? t('newHours')
      : words.week(draftOf({ ...shown, holidays: null, exceptions: [] }).week)
  }
  return (hours: Hours, which: 'before' | 'after'): string => {
    if (hours === null || hours.kind === 'never') return t('never')
    const said =
      hours.kind === 'always' ? t('anyTime') : hours.scheduleIds.map((id) => weekly(id, which)).join('; ')
    const from = hours.from === null ? '' : ` ${t('since', { time: when(Date.parse(hours.from), now) })}`
    const until = hours.until === null ? '' : ` ${saysUntil(Date.parse(hours.until), now)}`
    return `${said}${from}${until}`
  }
}

/** Of whom it is said; nobody who arrives later is counted among those of today. */
const useLater = () => {
  const t = useTranslations('rights')
  const { date } = useMoments()
  return (said: string, all: number, later: Preview['totals']['gainingLater']): string =>
    later === null
      ? said
      : t('saidLater', {
          said,
          now: all - later.people,
          later: later.people,
          day: date(Date.parse(later.from)),
        })
}

export const PreviewList = ({ preview }: { preview: Preview }) => {
  const t = useTranslations('rights')
  const words = useWords()
  const { gains, losses, totals, warnings } = preview
  const isNothing = gains.length + losses.length === 0
  const withLater = useLater()
  return (
    <div aria-live="polite">
      <p>
        <b>
          {isNothing
            ? t('nothingChanges')
            : t('totals', {
                gaining: withLater(
                  t('gaining', { count: totals.peopleGaining }),
                  totals.peopleGaining,
                  totals.gainingLater,
                ),
                losing: withLater(
                  t('losing', { count: totals.peopleLosing }),
                  totals.peopleLosing,
                  totals.losingLater,
                ),
              })}
        </b>
      </p>
      <ChangeList title={t('gains')} mark="ok" changes={gains} preview={preview} />
      <ChangeList title={t('losses')} mark="no" changes={losses} preview={preview} />
      {warnings.map(({ code, edit }) => (
        <Notice key={`${code} ${edit}`} kind="att">
          {words(`schedule.warning.${code}`) ?? t('stillInUse')}
        </Notice>
      ))}
      {isNothing ? null : <DoorsTold preview={preview} />}
    </div>
  )
}

interface ChangeListProps {
  readonly title: string
  readonly mark: 'ok' | 'no'
  readonly changes: readonly Change[]
  readonly preview: Preview
}

const ChangeList = ({ title, mark, changes, preview }: ChangeListProps) => {
  const t = useTranslations('rights')
  const nameOf = useNames()
  const say = useSayHours(preview)
  const withLater = useLater()
  if (changes.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="changes">
        {changes.map(({ entranceId, people, later, before, after }, index) => (
          <li key={index}>
            <Mark kind={mark} /> <b>{nameOf(entranceId) ?? '…'}</b>,{' '}
            {withLater(t('people', { count: people }), people, later)}:{' '}
            {t('fromTo', { before: say(before, 'before'), after: say(after, 'after') })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Doors decide alone: each learns it at its next contact. */
const DoorsTold = ({ preview }: { preview: Preview }) => {
  const t = useTranslations('rights')
  const nameOf = useNames()
  const late = preview.doors.filter(({ told }) => told === 'when_it_answers')
  const names = late.map(({ entranceId }) => nameOf(entranceId) ?? '…').join(', ')
  return (
    <p className="note">
      {late.length === 0
        ? t('doorsNow')
        : late.length === preview.doors.length
          ? t('doorsLater', { doors: names })
          : t('doorsSome', { doors: names })}
    </p>
  )
}
