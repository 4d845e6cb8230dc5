/** The log as a register: one line an event, newest first; on a phone each row becomes two labelled lines. */
import { State, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { LogEvent } from './queries.ts'
import type { EventSearch } from './search.ts'
import { type EventWords, useEventWords } from './use-event-words.ts'

interface EventListProps {
  readonly events: readonly LogEvent[]
  readonly fresh: ReadonlySet<string>
  readonly search: EventSearch
}

export const EventList = ({ events, fresh, search }: EventListProps) => {
  const t = useTranslations('events')
  const say = useEventWords()
  const now = useNow(60_000)
  return (
    <table className="tbl evs">
      <caption className="vh">{t('listLabel')}</caption>
      <thead>
        <tr>
          <th scope="col" className="id">
            {t('columns.number')}
          </th>
          <th scope="col">{t('columns.time')}</th>
          <th scope="col">{t('columns.what')}</th>
          <th scope="col">{t('columns.where')}</th>
          <th scope="col">{t('columns.with')}</th>
          <th scope="col">{t('columns.by')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            words={say(event)}
            isFresh={fresh.has(event.id)}
            isOpen={search.event === event.id}
            search={search}
            now={now}
          />
        ))}
      </tbody>
    </table>
  )
}

interface EventRowProps {
  readonly event: LogEvent
  readonly words: EventWords
  readonly isFresh: boolean
  readonly isOpen: boolean
  readonly search: EventSearch
  readonly now: number
}

const EventRow = ({ event, words, isFresh, isOpen, search, now }: EventRowProps) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const at = Date.parse(event.filedAt)
  const isToday = moments.day(at) === moments.day(now)
  return (
    <tr
      className={isOpen ? 'is-on' : isFresh ? 'is-fresh' : undefined}
      aria-current={isOpen ? 'true' : undefined}
    >
      <td className="id">{event.number}</td>
      <td className="at">
        <time dateTime={event.filedAt}>
          {isToday ? null : `${moments.shortDay(at)} `}
          {moments.second(at)}
        </time>
        {event.late ? <span className="tag">{t('late')}</span> : null}
      </td>
      <th scope="row" className="what">
        <Link to="/events" search={{ ...search, event: event.id }} resetScroll={false}>
          <State kind={words.mark}>{words.what}</State>
        </Link>
      </th>
      <td className="where">{words.where}</td>
      <td className="with">{words.withWhat}</td>
      <td className="by faint">{words.decidedBy}</td>
    </tr>
  )
}
