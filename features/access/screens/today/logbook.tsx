/** The logbook live: the last lines, each new one with a wash that fades. */
import { eventOf, type LogEvent, latestEventsQuery, useEventWords } from '@loge/features/events/screens'
import { Loading, Log, LogLine, Section, useLiveEvents, useLiveState, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

const SHOWN = 18

/** What edges tell of themselves and orders of machines are for the event log; here is what a person would write. */
const isForPeople = (event: LogEvent): boolean =>
  !/^(command|edge|device_config)\.|^door\.(unlock_ordered|opening_asked)$/.test(event.type)

export const Logbook = () => {
  const t = useTranslations('today')
  const say = useEventWords()
  const { second } = useMoments()
  const line = useLiveState()
  const { data, isError } = useQuery(latestEventsQuery({}, SHOWN * 2))
  const [fresh, setFresh] = useState<readonly LogEvent[]>([])
  useLiveEvents((message) => {
    const event = eventOf(message)
    if (event !== undefined) setFresh((before) => [event, ...before].slice(0, SHOWN))
  })
  if (isError) return null
  const known = new Set(fresh.map((event) => event.id))
  const events = [...fresh, ...(data?.data ?? []).filter((event) => !known.has(event.id))]
    .filter(isForPeople)
    .slice(0, SHOWN)
  return (
    <Section
      title={t('logbook')}
      note={line.is === 'live' ? <span className="live">{t('live')}</span> : undefined}
    >
      {data === undefined ? (
        <Loading label={t('logLabel')} lines={8} />
      ) : events.length === 0 ? (
        <p className="soft">{t('logEmpty')}</p>
      ) : (
        <Log label={t('logLabel')}>
          {events.map((event) => {
            const words = say(event)
            return (
              <LogLine
                key={event.id}
                at={event.filedAt}
                time={second(Date.parse(event.filedAt))}
                mark={words.mark}
                isNew={known.has(event.id)}
              >
                {words.where === undefined ? null : <b>{words.where} </b>}
                <Link className="quiet" to="/events" search={{ event: event.id }}>
                  {words.where === undefined ? words.what : lowerFirst(words.what)}
                </Link>
                {words.withWhat === undefined ? null : `, ${words.withWhat}`}
              </LogLine>
            )
          })}
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

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1)
