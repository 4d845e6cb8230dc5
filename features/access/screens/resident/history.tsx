/** What happened to somebody's record and at the doors, newest first. */
import { latestEventsQuery, useEventWords } from '@loge/features/events/screens'
import { Loading, Log, LogLine, Section, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

const SHOWN = 12

export const History = ({ personId }: { personId: string }) => {
  const t = useTranslations('resident')
  const say = useEventWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const search = { person: personId }
  const { data, isError } = useQuery(latestEventsQuery(search, SHOWN))
  return (
    <Section
      title={t('history')}
      note={
        <Link to="/events" search={{ ...search, range: 'month' }}>
          {t('allHistory')}
        </Link>
      }
    >
      {isError ? (
        <p className="fact">{t('historyHidden')}</p>
      ) : data === undefined ? (
        <Loading label={t('history')} />
      ) : data.data.length === 0 ? (
        <p className="fact">{t('historyNone')}</p>
      ) : (
        <Log label={t('history')}>
          {data.data.map((event) => {
            const words = say(event)
            return (
              <LogLine
                key={event.id}
                at={event.filedAt}
                time={when(Date.parse(event.filedAt), now)}
                mark={words.mark}
              >
                <Link className="quiet" to="/events" search={{ ...search, range: 'month', event: event.id }}>
                  {words.what}
                </Link>
                {words.where === undefined ? null : `, ${words.where}`}
              </LogLine>
            )
          })}
        </Log>
      )}
    </Section>
  )
}
