/** The event log: find one event among many, and explain it. Live while nobody reads further down. */
import {
  Blank,
  Button,
  buttonClass,
  Icon,
  Loading,
  useLiveState,
  useMoments,
  useNow,
  useTitle,
} from '@loge/ui'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ComponentType, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ExportLog } from '../export/export-log.tsx'
import { EventFilters, type FindPersonProps, type Places } from './event-filters.tsx'
import { EventHistogram } from './event-histogram.tsx'
import { EventList } from './event-list.tsx'
import { EventPane, type EventPaneProps } from './event-pane.tsx'
import { foldPassages } from './passages.ts'
import { eventsQuery, latestEventsQuery } from './queries.ts'
import { LookDoor } from '../look/look-door.tsx'
import { type EventSearch, type Span, spanOf, spanWithin } from './search.ts'
import { SavedViews } from '../views/saved-views.tsx'
import type { ViewSite } from '../views/view-form.tsx'
import { type Tail, useTail } from './use-tail.ts'
import './events.css'

const MINUTE = 60_000

/** The log knows nothing of people: it is told how somebody is called. */
export type UsePersonName = (id: string | undefined) => string | undefined

interface EventsPageProps extends Omit<EventPaneProps, 'id' | 'search'> {
  readonly usePlaces: () => Places
  /** With whom a view can be shared. */
  readonly useSites: () => readonly ViewSite[]
  /** Whether whoever looks may have parts of the log sent regularly. */
  readonly useMayReport: () => boolean
  readonly FindPerson: ComponentType<FindPersonProps>
  readonly usePersonName: UsePersonName
}

/** Supplied by whoever knows doors: the order in which a door looks for reasons, and what there is to say of one event. */
export const EventsPage = ({ checks, About, FindPerson, ...uses }: EventsPageProps) => {
  const t = useTranslations('events')
  const search = useSearch({ from: '/console/events' })
  const navigate = useNavigate()
  const places = uses.usePlaces()
  const sites = uses.useSites()
  const mayReport = uses.useMayReport()
  const personName = uses.usePersonName(search.person)
  const now = useNow(MINUTE)
  const span = spanOf(search, now)
  const [exporting, setExporting] = useState(false)
  const exportWords = useTranslations('exportLog')
  const lookWords = useTranslations('look')
  const viewWords = useTranslations('views')
  useTitle(t('title'))
  return (
    <div className={search.event === undefined ? undefined : 'with-pane events-pane'}>
      <div className="page">
        <div className="page-head">
          <div>
            <h1>{t('title')}</h1>
            <p className="lead">{t('lead')}</p>
          </div>
          <div className="acts">
            {mayReport ? (
              <Link className={buttonClass('text')} to="/events/reports">
                {viewWords('reports')}
              </Link>
            ) : null}
            <Link className={buttonClass('text')} to="/events/looks">
              {lookWords('review')}
            </Link>
            <Button aria-expanded={exporting} onClick={() => setExporting(!exporting)}>
              {exportWords('open')}
            </Button>
          </div>
        </div>
        <SavedViews search={search} sites={sites} mayReport={mayReport} />
        <EventFilters
          search={search}
          places={places}
          sites={sites}
          FindPerson={FindPerson}
          personName={personName}
          onChange={(next) => void navigate({ to: '/events', search: next })}
        />
        {search.person === undefined ? (
          <Found search={search} span={span} exporting={exporting} />
        ) : (
          <LookDoor
            key={search.person}
            personId={search.person}
            {...(personName === undefined ? {} : { name: personName })}
            period={search}
            onOpen={({ from, until }) => {
              const { range: _range, ...rest } = search
              void navigate({ to: '/events', search: { ...rest, from, until } })
            }}
          >
            {(look) => (
              <Found
                search={search}
                span={look === undefined ? span : spanWithin(span, look)}
                exporting={exporting}
              />
            )}
          </LookDoor>
        )}
      </div>
      {search.event === undefined ? null : (
        <EventPane id={search.event} search={search} checks={checks} About={About} />
      )}
    </div>
  )
}

interface FoundProps {
  readonly search: EventSearch
  readonly span: Span
  readonly exporting: boolean
}

const Found = ({ search, span, exporting }: FoundProps) => {
  const now = useNow(MINUTE)
  return (
    <>
      {exporting ? <ExportLog search={search} span={span} now={now} /> : null}
      <EventHistogram search={search} span={span} />
      <TailAndList search={search} span={span} />
    </>
  )
}

const TailAndList = ({ search, span }: { search: EventSearch; span: Span }) => {
  const t = useTranslations('events')
  const tail = useTail(search, span)
  const list = useInfiniteQuery({
    ...eventsQuery(search, span),
    placeholderData: keepPreviousData,
    throwOnError: (_error, query) => query.state.data === undefined,
  })
  const pages = list.data?.pages
  const events = useMemo(() => {
    const asked = pages?.flatMap((page) => page.data) ?? []
    const known = new Set(asked.map((event) => event.id))
    return [...tail.shown.filter((event) => !known.has(event.id)), ...asked]
  }, [pages, tail.shown])
  const passages = useMemo(() => foldPassages(events), [events])
  const fresh = useMemo(() => new Set(tail.shown.map((event) => event.id)), [tail.shown])
  if (pages === undefined) return <Loading label={t('listLabel')} lines={8} />
  return (
    <>
      <TailBar tail={tail} live={span.until === undefined} count={events.length} lines={passages.length} />
      {events.length === 0 ? (
        <NothingFound search={search} />
      ) : (
        <>
          <EventList passages={passages} fresh={fresh} search={search} />
          <p className="note evs-order">{t('order')}</p>
        </>
      )}
      {list.hasNextPage ? (
        <p className="older">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('older')}
          </Button>
        </p>
      ) : events.length > 0 ? (
        <p className="note older">{t('noneOlder')}</p>
      ) : null}
    </>
  )
}

interface TailBarProps {
  readonly tail: Tail
  readonly live: boolean
  readonly count: number
  readonly lines: number
}

const TailBar = ({ tail, live, count, lines }: TailBarProps) => {
  const t = useTranslations('events')
  const line = useLiveState()
  const follows = live && line.is === 'live' && !tail.paused
  return (
    <div className="tail">
      <span className={follows ? 'live' : 'live live-off'}>
        <b>{follows ? t('following') : tail.paused ? t('paused') : t('stopped')}</b>
      </span>
      {live ? (
        <Button small onClick={() => tail.setPaused(!tail.paused)}>
          {tail.paused ? null : <Icon name="pause" small />}
          {tail.paused ? t('follow') : t('pause')}
        </Button>
      ) : null}
      {tail.waiting > 0 ? (
        <Button small kind="main" onClick={tail.showWaiting}>
          {t('fresh', { count: tail.waiting })}
        </Button>
      ) : null}
      <span className="note push">
        {lines === count ? t('inView', { count }) : t('inLines', { count, lines })}
      </span>
    </div>
  )
}

const AROUND_MS = 6 * 60 * MINUTE

/** The last event these filters let through, whenever that was, is the way out of an empty period. */
const NothingFound = ({ search }: { search: EventSearch }) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const { range, from: _from, until: _until, event: _event, ...filters } = search
  const { data } = useQuery({ ...latestEventsQuery(filters, 1), throwOnError: false })
  const last = data?.data[0]
  const at = last === undefined ? undefined : Date.parse(last.filedAt)
  const iso = (moment: number) => new Date(moment).toISOString()
  return (
    <Blank
      title={t('emptyTitle')}
      acts={
        <>
          {at === undefined ? null : (
            <Link
              className={buttonClass('main')}
              to="/events"
              search={{ ...filters, from: iso(at - AROUND_MS), until: iso(at + AROUND_MS) }}
            >
              {t('showLast')}
            </Link>
          )}
          {range === 'month' ? null : (
            <Link className={buttonClass()} to="/events" search={{ ...filters, range: 'month' }}>
              {t('emptyLonger')}
            </Link>
          )}
          <Link className={buttonClass('text')} to="/events" search={{}}>
            {t('clear')}
          </Link>
        </>
      }
    >
      {at === undefined ? t('emptyText') : t('lastMatch', { day: moments.date(at), time: moments.time(at) })}
    </Blank>
  )
}
