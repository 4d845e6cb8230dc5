/** What happened to somebody's record and at the doors, newest first. */
import { latestEventsQuery, LookDoor, useEventWords } from '@loge/features/events/screens'
import { Loading, Log, LogLine, Section, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

const SHOWN = 12

/** Behind the same door as everywhere: who looks at where somebody went says why. */
export const History = ({ personId, name }: { personId: string; name: string }) => {
  const t = useTranslations('resident')
  return (
    <Section title={t('history')}>
      <LookDoor personId={personId} name={name}>
        {(look) => <Passages personId={personId} from={look?.from} until={look?.until} />}
      </LookDoor>
    </Section>
  )
}

interface PassagesProps {
  readonly personId: string
  /** Of the look; `undefined` for oneself. */
  readonly from: string | undefined
  readonly until: string | undefined
}

const Passages = ({ personId, from, until }: PassagesProps) => {
  const t = useTranslations('resident')
  const say = useEventWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data: went } = useQuery({
    ...latestEventsQuery({ person: personId, kind: 'opened' }, 1),
    throwOnError: false,
  })
  const { data, isError } = useQuery(latestEventsQuery({ person: personId }, SHOWN))
  const search = {
    person: personId,
    ...(from === undefined || until === undefined ? { range: 'month' as const } : { from, until }),
  }
  if (isError) return <p className="fact">{t('historyHidden')}</p>
  if (data === undefined) return <Loading label={t('history')} />
  if (data.data.length === 0)
    return <p className="fact">{t(from === undefined ? 'historyNone' : 'passagesNone')}</p>
  return (
    <>
      {from === undefined || went?.data.length !== 0 ? null : <p className="fact">{t('passagesNone')}</p>}
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
              <Link className="quiet" to="/events" search={{ ...search, event: event.id }}>
                {words.what}
              </Link>
              {words.where === undefined ? null : `, ${words.where}`}
            </LogLine>
          )
        })}
      </Log>
      <p className="note">
        <Link to="/events" search={search}>
          {t('allHistory')}
        </Link>
      </p>
    </>
  )
}
