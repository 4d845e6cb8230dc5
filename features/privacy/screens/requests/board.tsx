/** Every case with its clock as a ruler of three months: used, left, paused, extended. */
import { Mark, type MarkKind, GroupedTable } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Line } from './queries.ts'
import { useCaseWords } from './use-case-words.ts'

interface BoardProps {
  readonly open: readonly Line[]
  readonly ended: readonly Line[]
  readonly chosen: string | undefined
}

export const Board = ({ open, ended, chosen }: BoardProps) => {
  const t = useTranslations('desk')
  const groups = [
    { title: t('needsYou'), lines: open.filter(({ isWaiting }) => !isWaiting) },
    { title: t('waiting'), lines: open.filter(({ isWaiting }) => isWaiting) },
    { title: t('ended'), lines: ended },
  ]
  return (
    <GroupedTable
      className="board"
      columns={3}
      groups={groups}
      head={
        <tr>
          <th scope="col">{t('whoWhat')}</th>
          <th scope="col" className="ck">
            {t('clock')}
          </th>
          <th scope="col" className="num">
            {t('left')}
          </th>
        </tr>
      }
      line={(line) => <Row key={line.id} line={line} isChosen={line.id === chosen} />}
    />
  )
}

const DAY = 86_400_000
const RULER_DAYS = 92
const WEEK = 7

const share = (days: number): string => `${Math.max(0, Math.min(100, (days / RULER_DAYS) * 100)).toFixed(2)}%`

export const Ruler = ({ line }: { line: Line }) => {
  const from = Date.parse(line.receivedAt)
  const whole = Math.max(1, Math.round((Date.parse(line.clock.dueAt) - from) / DAY))
  const used = Math.max(0, whole - Math.max(0, line.clock.daysLeft))
  const isShort = line.endedAt === null && line.clock.daysLeft < WEEK
  const rest = line.clock.state === 'extended' ? 'ext' : line.clock.state === 'paused' ? 'hold' : 'rest'
  return (
    <div className="clock" aria-hidden="true">
      <span className={isShort ? 'late' : 'run'} style={{ left: 0, width: share(used) }} />
      {line.endedAt === null ? (
        <span className={rest} style={{ left: share(used), width: share(whole - used) }} />
      ) : null}
    </div>
  )
}

const markOf = ({ endedAt, clock, isWaiting }: Line): MarkKind => {
  if (endedAt !== null) return 'ok'
  if (clock.state === 'late') return 'bad'
  if (isWaiting) return 'off'
  return clock.daysLeft < WEEK ? 'att' : 'wait'
}

const Row = ({ line, isChosen }: { line: Line; isChosen: boolean }) => {
  const t = useTranslations('desk')
  const { right, standing, left, day } = useCaseWords()
  return (
    <tr className={isChosen ? 'is-on' : undefined} aria-selected={isChosen}>
      <th scope="row">
        <Link to="/privacy" search={{ id: line.id }}>
          {line.requesterName}
        </Link>
        <span className="note">
          {right(line.right)} · {line.reference}
        </span>
      </th>
      <td className="ck">
        <Ruler line={line} />
        <span className="stt">
          <Mark kind={markOf(line)} /> {standing(line)}
          {line.lettersHeld > 0 ? ` · ${t('letterHeld')}` : ''}
        </span>
      </td>
      <td className="num">
        <b>{left(line)}</b>
        <span className="note">{day(line.clock.dueOn)}</span>
      </td>
    </tr>
  )
}
