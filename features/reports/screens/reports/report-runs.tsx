/** What a report made: each period with the way into the log, its files, and what became of each letter. */
import { readEventSearch } from '@loge/features/events/screens'
import {
  buttonClass,
  Loading,
  type MarkKind,
  Notice,
  State,
  useMoments,
  useNow,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { fileOf, type Report, type ReportRun, runsQuery } from './queries.ts'

/** A turn of the job takes less. */
const LATE_MS = 10 * 60_000
const LOOK_AGAIN_MS = 5000

const isOnItsWay = ({ letters }: ReportRun): boolean => letters.some(({ state }) => state === 'waiting')

export const ReportRuns = ({ report }: { readonly report: Report }) => {
  const t = useTranslations('reports')
  const problem = useProblemText()
  const { data, error } = useQuery({
    ...runsQuery(report.id),
    refetchInterval: ({ state }) => (state.data?.some(isOnItsWay) === true ? LOOK_AGAIN_MS : false),
    throwOnError: false,
  })
  if (error !== null && data === undefined) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined) return <Loading label={t('history')} lines={3} />
  if (data.length === 0) return <p className="note">{t('noRuns')}</p>
  return (
    <div className="report-runs">
      <ul>
        {data.map((run) => (
          <RunLine key={run.id} report={report} run={run} />
        ))}
      </ul>
      <p className="note">{t('kept')}</p>
    </div>
  )
}

/** Its last day is the one before its end. */
const usePeriod = () => {
  const t = useTranslations('reports')
  const { date } = useMoments()
  return ({ from, until }: ReportRun): string => {
    const [first, last] = [date(Date.parse(from)), date(Date.parse(until) - 1)]
    return first === last ? first : t('span', { from: first, until: last })
  }
}

const RunLine = ({ report, run }: { readonly report: Report; readonly run: ReportRun }) => {
  const t = useTranslations('reports')
  const language = useLocale().slice(0, 2)
  const { when } = useMoments()
  const now = useNow(60_000)
  const period = usePeriod()(run)
  const time = when(Date.parse(run.madeAt), now)
  const isLate = Date.parse(run.madeAt) - Date.parse(run.dueAt) > LATE_MS
  return (
    <li>
      <div>
        <b>{period}</b>
        <span className="note">
          {t(run.cause === 'asked' ? 'asked' : isLate ? 'late' : 'made', { time })}
        </span>
      </div>
      <Letters letters={run.letters} />
      <div className="row">
        <Link
          className={buttonClass('text', true)}
          to="/events"
          search={readEventSearch({
            ...report.filters,
            site: report.siteId,
            from: run.from,
            until: run.until,
          })}
        >
          {t('seeLog')}
        </Link>
        {(['csv', 'ndjson'] as const).map((format) => (
          <a
            key={format}
            className={buttonClass('text', true)}
            href={fileOf(report, run, format, language)}
            aria-label={`${t(format)}, ${period}`}
            download
          >
            {t(format)}
          </a>
        ))}
      </div>
    </li>
  )
}

const MARKS = {
  waiting: 'wait',
  sent: 'ok',
  failed: 'bad',
  given_up: 'bad',
} as const satisfies Record<ReportRun['letters'][number]['state'], MarkKind>

const waitsForMail = ({ state, code }: Pick<ReportRun['letters'][number], 'state' | 'code'>): boolean =>
  state === 'waiting' && code === 'mail_not_set_up'

const Letters = ({ letters }: Pick<ReportRun, 'letters'>) => {
  const t = useTranslations('reports')
  const words = useWords()
  return (
    <ul className="report-letters">
      {letters.map(({ accountId, accountName, state, code }) => (
        <li key={accountId}>
          <State kind={waitsForMail({ state, code }) ? 'att' : MARKS[state]}>
            {t(`letter.${waitsForMail({ state, code }) ? 'noMail' : state}`, {
              name: accountName ?? t('gone'),
            })}
          </State>
          {code === null || state === 'sent' ? null : (
            <span className="note">{words(`letterFailure.${code}`)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
