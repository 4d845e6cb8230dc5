/**
 * The log as a register: one line for what happened, newest first, with the events it was made of unfolding under it;
 * on a phone each row becomes two labelled lines.
 */
import { Gap, Icon, State, useMoments, useNow, useWalk, useWindowed } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Passage } from './passages.ts'
import type { LogEvent } from './queries.ts'
import type { EventSearch } from './search.ts'
import { type EventWords, useEventWords } from './use-event-words.ts'

interface EventListProps {
  readonly passages: readonly Passage[]
  readonly fresh: ReadonlySet<string>
  readonly search: EventSearch
}

export const EventList = ({ passages, fresh, search }: EventListProps) => {
  const t = useTranslations('events')
  const say = useEventWords()
  const now = useNow(60_000)
  const list = useRef<HTMLTableElement>(null)
  const keys = useMemo(() => passages.map(keyOf), [passages])
  const drawn = useWindowed(list, keys)
  useWalk(list, keys.length, drawn)
  const isPart = drawn.to - drawn.from < passages.length
  return (
    <table className="tbl evs" ref={list} aria-rowcount={isPart ? passages.length + 1 : undefined}>
      <caption className="vh">{t('listLabel')}</caption>
      <thead>
        <tr aria-rowindex={isPart ? 1 : undefined}>
          <th scope="col" className="id">
            {t('columns.number')}
          </th>
          <th scope="col">{t('columns.time')}</th>
          <th scope="col">{t('columns.what')}</th>
          <th scope="col">{t('columns.where')}</th>
          <th scope="col">{t('columns.with')}</th>
          <th scope="col">{t('columns.by')}</th>
          <th scope="col">
            <span className="vh">{t('columns.steps')}</span>
          </th>
        </tr>
      </thead>
      <Gap px={drawn.abovePx} />
      <tbody>
        {passages.slice(drawn.from, drawn.to).map((passage, position) => (
          <PassageRows
            key={keyOf(passage)}
            passage={passage}
            index={drawn.from + position}
            isPart={isPart}
            say={say}
            isFresh={fresh.has(passage.head.id)}
            search={search}
            now={now}
          />
        ))}
      </tbody>
      <Gap px={drawn.belowPx} />
    </table>
  )
}

const keyOf = ({ head, parts }: Passage): string => parts[0]?.id ?? head.id

interface PassageRowsProps {
  readonly passage: Passage
  readonly index: number
  /** Of a long log only a part is drawn, and each line says which it is. */
  readonly isPart: boolean
  readonly say: (event: LogEvent) => EventWords
  readonly isFresh: boolean
  readonly search: EventSearch
  readonly now: number
}

const PassageRows = ({ passage, index, isPart, say, isFresh, search, now }: PassageRowsProps) => {
  const t = useTranslations('events')
  const { head, parts } = passage
  const rest = parts.filter((part) => part !== head)
  // Whoever opened one of its steps finds that step in the list.
  const [isOpen, setIsOpen] = useState(() => rest.some(({ id }) => id === search.event))
  const row = { search, now }
  return (
    <>
      <EventRow
        {...row}
        place={{ index, isPart }}
        event={head}
        words={say(head)}
        isFresh={isFresh}
        more={
          rest.length === 0 ? null : (
            <button
              type="button"
              className="log-more"
              aria-expanded={isOpen}
              aria-label={t('steps', { count: parts.length })}
              title={t('steps', { count: parts.length })}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Icon name="caret-down" small />
            </button>
          )
        }
      />
      {isOpen
        ? rest.map((part) => <EventRow {...row} key={part.id} event={part} words={say(part)} isStep />)
        : null}
    </>
  )
}

interface EventRowProps {
  readonly event: LogEvent
  /** Where the line stands in the log; left out for the steps under it. */
  readonly place?: { readonly index: number; readonly isPart: boolean }
  readonly words: EventWords
  readonly isFresh?: boolean
  /** Led to, or followed from, the line above. */
  readonly isStep?: boolean
  readonly search: EventSearch
  readonly now: number
  /** What unfolds the rest. */
  readonly more?: ReactNode
}

const rowClass = (isOpen: boolean, isFresh: boolean, isStep: boolean): string | undefined =>
  [isOpen ? 'is-on' : isFresh ? 'is-fresh' : '', isStep ? 'step' : ''].filter(Boolean).join(' ') || undefined

const EventRow = (props: EventRowProps) => {
  const { event, place, words, isFresh = false, isStep = false, search, now, more } = props
  const t = useTranslations('events')
  const moments = useMoments()
  const at = Date.parse(event.filedAt)
  const isToday = moments.day(at) === moments.day(now)
  const isOpen = search.event === event.id
  return (
    <tr
      className={rowClass(isOpen, isFresh, isStep)}
      data-row={place?.index}
      aria-rowindex={place?.isPart === true ? place.index + 2 : undefined}
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
      <td className="where">{isStep ? null : words.where}</td>
      <td className="with">{isStep ? null : words.withWhat}</td>
      <td className="by faint">{words.decidedBy}</td>
      <td className="more">{more}</td>
    </tr>
  )
}
