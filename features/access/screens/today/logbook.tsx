/** The logbook live: the last lines, each new one with a wash that fades. */
import {
  eventOf,
  foldPassages,
  type LogEvent,
  latestEventsQuery,
  orderOf,
  PassageLine,
} from '@loge/features/events/screens'
import { Loading, Log, Section, useLiveEvents, useLiveState, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { OrderWords } from '../evidence/order-words.tsx'

const SHOWN = 14
/** One passage leaves about four events. */
const ASKED = SHOWN * 4

/** What edges tell of themselves and orders of machines are for the event log; here is what a person would write. */
const isForPeople = (event: LogEvent): boolean =>
  !/^(command|edge|device_config)\.|^door\.(unlock_ordered|opening_asked)$/.test(event.type)

interface LogbookProps {
  /** Since when nothing comes from the doors. */
  readonly aloneSince: number | undefined
}

export const Logbook = ({ aloneSince }: LogbookProps) => {
  const t = useTranslations('today')
  const { time } = useMoments()
  const line = useLiveState()
  const { data, isError } = useQuery(latestEventsQuery({}, ASKED))
  const [fresh, setFresh] = useState<readonly LogEvent[]>([])
  useLiveEvents((message) => {
    const event = eventOf(message)
    if (event === undefined) return
    setFresh((before) => [event, ...before.filter(({ id }) => id !== event.id)].slice(0, ASKED))
  })
  if (isError) return null
  const known = new Set(fresh.map((event) => event.id))
  const events = [...fresh, ...(data?.data ?? []).filter((event) => !known.has(event.id))]
  const passages = foldPassages(events)
    .filter(({ head }) => isForPeople(head))
    .slice(0, SHOWN)
  return (
    <Section
      title={t('logbook')}
      note={
        aloneSince !== undefined ? (
          <span className="live live-off">{t('silentSince', { time: time(aloneSince) })}</span>
        ) : line.is === 'live' ? (
          <span className="live">{t('live')}</span>
        ) : undefined
      }
    >
      {data === undefined ? (
        <Loading label={t('logLabel')} lines={8} />
      ) : passages.length === 0 ? (
        <p className="soft">{t('logEmpty')}</p>
      ) : (
        <Log label={t('logLabel')}>
          {passages.map((passage) => (
            <PassageLine
              key={passage.parts[0]?.id}
              passage={passage}
              isNew={known.has(passage.head.id)}
              order={<OrderWords order={orderOf(passage)} />}
            />
          ))}
        </Log>
      )}
      <p className="note log-note">
        {t('folded')}{' '}
        <Link to="/events" search={{}}>
          {t('allEvents')}
        </Link>
      </p>
    </Section>
  )
}
