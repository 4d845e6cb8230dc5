/** The last few events of one entrance or piece of equipment, live. */
import { Loading, Log, LogLine, PaneSection, useLiveEvents, useMoments } from '@loge/ui'
import { eventOf, type EventSearch, latestEventsQuery, useEventWords } from '@loge/features/events/screens'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

const SHOWN = 6

export const Recent = ({ search }: { search: EventSearch }) => {
  const t = useTranslations('doors')
  const say = useEventWords()
  const { time } = useMoments()
  const queries = useQueryClient()
  const query = latestEventsQuery(search, SHOWN)
  const { data, isError } = useQuery(query)
  useLiveEvents((message) => {
    const event = eventOf(message)
    if (event === undefined) return
    const isHere =
      search.entrance === undefined ? event.deviceId === search.device : event.entranceId === search.entrance
    if (isHere) void queries.invalidateQueries({ queryKey: query.queryKey })
  })
  if (isError) return null
  return (
    <PaneSection
      title={t('recent')}
      link={
        <Link className="dense" to="/events" search={search}>
          {t('allEvents')}
        </Link>
      }
    >
      {data === undefined ? (
        <Loading label={t('recent')} />
      ) : data.data.length === 0 ? (
        <p className="fact">{t('noEvents')}</p>
      ) : (
        <Log label={t('recent')}>
          {data.data.map((event) => {
            const words = say(event)
            return (
              <LogLine
                key={event.id}
                at={event.filedAt}
                time={time(Date.parse(event.filedAt))}
                mark={words.mark}
              >
                <Link className="quiet" to="/events" search={{ ...search, event: event.id }}>
                  {words.what}
                </Link>
                {words.withWhat === undefined ? null : `, ${words.withWhat}`}
              </LogLine>
            )
          })}
        </Log>
      )}
    </PaneSection>
  )
}
