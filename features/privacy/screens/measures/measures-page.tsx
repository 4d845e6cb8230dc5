/** What protects people by the register in force, what shows it, and what every look found. */
import {
  Button,
  type Column,
  List,
  Loading,
  Notice,
  State,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { lookNow, type Measure, measuresQuery } from './queries.ts'
import { texts } from './texts.ts'

type Known = keyof (typeof texts)['en']['measures']['outcomes']
const isKnown = (outcome: string): outcome is Known => Object.hasOwn(texts.en.measures.outcomes, outcome)

export const MeasuresPage = () => {
  const t = useTranslations('measures')
  useTitle(t('title'))
  const { data } = useQuery({
    ...measuresQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack">
        <LookNow />
        {data === undefined ? <Loading label={t('title')} lines={8} /> : <Measures measures={data} />}
        <p className="note">
          <Link to="/privacy/register">{t('toRegister')}</Link>
        </p>
      </div>
    </div>
  )
}

const LookNow = () => {
  const t = useTranslations('measures')
  const problem = useProblemText()
  const queries = useQueryClient()
  const look = useMutation({
    mutationFn: lookNow,
    onSuccess: ({ data }) => queries.setQueryData(measuresQuery.queryKey, data),
  })
  return (
    <>
      {look.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(look.error)}
        </Notice>
      )}
      <div className="row">
        <Button busy={look.isPending} onClick={() => look.mutate()}>
          {t(look.isPending ? 'looking' : 'lookNow')}
        </Button>
      </div>
    </>
  )
}

const useOutcome = () => {
  const t = useTranslations('measures')
  return ({ outcome, found }: Measure['looks'][number]): string => {
    if (outcome === 'holds') return t('outcomes.holds')
    const what = isKnown(outcome) ? t(`outcomes.${outcome}`) : outcome
    return found > 1 ? t('found', { what, count: String(found) }) : what
  }
}

const useShownBy = () => {
  const t = useTranslations('measures')
  const { date } = useMoments()
  return ({ check }: Measure): string => {
    if (check === null) return t('byNothing')
    return /^\d/.test(check) ? t('byDay', { day: date(Date.parse(check)) }) : t('byItself')
  }
}

const Measures = ({ measures }: { readonly measures: readonly Measure[] }) => {
  const t = useTranslations('measures')
  const { when } = useMoments()
  const now = useNow(60_000)
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const say = useOutcome()
  const shownBy = useShownBy()
  const columns: readonly Column<Measure>[] = [
    { key: 'measure', head: t('measure'), as: 'name', cell: ({ sentence }) => sentence[language] },
    { key: 'shown', head: t('shownBy'), cell: shownBy },
    {
      key: 'last',
      head: t('last'),
      cell: ({ looks: [last] }) =>
        last === undefined ? (
          <State kind="wait">{t('never')}</State>
        ) : (
          <>
            <State kind={last.outcome === 'holds' ? 'ok' : 'bad'}>{say(last)}</State>{' '}
            <time className="note" dateTime={last.at}>
              {when(Date.parse(last.at), now)}
            </time>
          </>
        ),
    },
    {
      key: 'history',
      head: t('history'),
      cell: ({ looks: [, ...before] }) =>
        t('before', {
          count: before.length,
          held: String(before.filter(({ outcome }) => outcome === 'holds').length),
        }),
    },
  ]
  return <List label={t('title')} rows={measures} columns={columns} idOf={({ id }) => id} empty={null} />
}
