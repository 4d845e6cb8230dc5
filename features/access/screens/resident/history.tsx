/** What happened to somebody's record and at the doors, newest first. */
import { exportAddress, latestEventsQuery, LookDoor, useEventWords } from '@loge/features/events/screens'
import { buttonClass, Loading, Log, LogLine, Section, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'

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
  const language = useLocale().slice(0, 2)
  const { dayAndTime } = useMoments()
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
  const isNone = data.data.length === 0
  const hasNoPassage = isNone || (from !== undefined && went?.data.length === 0)
  return (
    <>
      {hasNoPassage ? <p className="fact">{t(from === undefined ? 'historyNone' : 'passagesNone')}</p> : null}
      {isNone ? null : (
        <Log label={t('history')}>
          {data.data.map((event) => {
            const words = say(event)
            return (
              <LogLine
                key={event.id}
                at={event.filedAt}
                time={dayAndTime(Date.parse(event.filedAt))}
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
      )}
      <div className="row">
        <Link className={buttonClass('plain', true)} to="/events" search={search}>
          {t('allHistory')}
        </Link>
        {from === undefined || until === undefined ? null : (
          <>
            <Link className={buttonClass('plain', true)} to="/events/print" search={search}>
              {t('printHistory')}
            </Link>
            <a
              className={buttonClass('plain', true)}
              href={exportAddress(search, { from, until, language, format: 'csv' })}
              download
            >
              {t('exportHistory')}
            </a>
          </>
        )}
      </div>
    </>
  )
}
