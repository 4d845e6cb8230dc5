/** The last few events of one entrance or piece of equipment, live. */
import { Loading, Log, PaneSection, useLiveEvents } from '@loge/ui'
import {
  eventOf,
  type EventSearch,
  foldPassages,
  latestEventsQuery,
  orderOf,
  PassageLine,
} from '@loge/features/events/screens'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { OrderWords } from '../evidence/order-words.tsx'
import { askAgain } from '../residence/ask-again.ts'

const SHOWN = 6

export const Recent = ({ search }: { search: EventSearch }) => {
  const t = useTranslations('doors')
  const queries = useQueryClient()
  const query = latestEventsQuery(search, SHOWN * 5)
  const { data, isError } = useQuery(query)
  useLiveEvents((message) => {
    const event = eventOf(message)
    if (event === undefined) return
    const isHere =
      search.entrance === undefined ? event.deviceId === search.device : event.entranceId === search.entrance
    if (isHere) void askAgain(queries, query.queryKey)
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
          {foldPassages(data.data)
            .slice(0, SHOWN)
            .map((passage) => (
              <PassageLine
                key={passage.parts[0]?.id}
                passage={passage}
                search={search}
                hideWhere
                order={<OrderWords order={orderOf(passage)} />}
              />
            ))}
        </Log>
      )}
    </PaneSection>
  )
}
