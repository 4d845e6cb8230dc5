/** What is over and goes, how long everything is kept and why, what went with its certificate, and what a case keeps. */
import {
  Button,
  type Column,
  List,
  Loading,
  Notice,
  Section,
  State,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { Archive } from '../archive/archive.tsx'
import { Frozen } from '../restriction/frozen.tsx'
import { Holds } from './holds.tsx'
import { type Retention, retentionQuery, type Run, runNow, type Step } from './queries.ts'
import { useTableName } from './table-words.ts'

const LOOK_AGAIN_MS = 1000
const isRunning = (read: Retention | undefined): boolean => read?.runs[0]?.state === 'running'

export const RetentionPage = () => {
  const t = useTranslations('retention')
  useTitle(t('title'))
  const { data } = useQuery({
    ...retentionQuery,
    refetchInterval: ({ state }) => (isRunning(state.data) ? LOOK_AGAIN_MS : false),
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
        {data === undefined ? (
          <Loading label={t('title')} lines={8} />
        ) : (
          <>
            <Due read={data} />
            <Holds />
            <Archive />
            <Frozen />
            <Rules rules={data.rules} />
            <Runs runs={data.runs} />
          </>
        )}
      </div>
    </div>
  )
}

const Due = ({ read }: { readonly read: Retention }) => {
  const t = useTranslations('retention')
  const problem = useProblemText()
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: runNow,
    onSuccess: () => queries.invalidateQueries({ queryKey: retentionQuery.queryKey }),
  })
  const rows = read.due.reduce((sum, step) => sum + step.rows, 0)
  const busy = run.isPending || isRunning(read)
  return (
    <Section title={t('due')}>
      <div className="stack">
        {run.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(run.error)}
          </Notice>
        )}
        <p role="status">
          <State kind={rows === 0 ? 'ok' : 'att'}>
            {rows === 0 ? t('nothing') : t('some', { count: rows })}
          </State>
        </p>
        {read.due.length === 0 ? null : <Steps steps={read.due} />}
        {rows === 0 && !busy ? null : (
          <div className="row">
            <Button kind="main" busy={busy} onClick={() => run.mutate()}>
              {t(busy ? 'running' : 'runNow')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const Steps = ({ steps }: { readonly steps: readonly Step[] }) => {
  const t = useTranslations('retention')
  const name = useTableName()
  const { date } = useMoments()
  const columns: readonly Column<Step>[] = [
    {
      key: 'table',
      head: t('table'),
      as: 'name',
      sort: ({ table }) => name(table),
      cell: ({ table }) => name(table),
    },
    { key: 'rows', head: t('over'), as: 'figure', sort: ({ rows }) => rows, cell: ({ rows }) => rows },
    { key: 'held', head: t('held'), as: 'figure', sort: ({ held }) => held, cell: ({ held }) => held },
    {
      key: 'oldest',
      head: t('oldest'),
      sort: ({ oldest }) => oldest,
      cell: ({ oldest }) => (oldest === null ? '' : date(Date.parse(oldest))),
    },
    { key: 'afterwards', head: t('afterwards'), cell: ({ does }) => t(`does.${does}`) },
  ]
  return (
    <List
      label={t('due')}
      rows={steps}
      columns={columns}
      idOf={({ table, does, rules }) => [table, does, ...rules].join(' ')}
      empty={null}
    />
  )
}

type RuleInForce = Retention['rules'][number]

const Rules = ({ rules }: { readonly rules: readonly RuleInForce[] }) => {
  const t = useTranslations('retention')
  const name = useTableName()
  const language = useLanguageOfSentences()
  const columns: readonly Column<RuleInForce>[] = [
    { key: 'kept', head: t('kept'), as: 'name', cell: ({ sentence }) => sentence[language] },
    { key: 'tables', head: t('table'), cell: ({ tables }) => tables.map(name).join(', ') },
    { key: 'ground', head: t('ground'), cell: ({ ground }) => ground },
  ]
  return (
    <Section title={t('rules')} note={t('rulesNote')}>
      <List label={t('rules')} rows={rules} columns={columns} idOf={({ id }) => id} empty={null} />
    </Section>
  )
}

const useActor = () => {
  const t = useTranslations('retention')
  return ({ kind }: Run['askedBy']): string =>
    kind === 'account' ? t('byPerson') : kind === 'apiKey' ? t('byProgram') : t('byItself')
}

const Runs = ({ runs }: { readonly runs: readonly Run[] }) => {
  const t = useTranslations('retention')
  const { when } = useMoments()
  const now = useNow(60_000)
  const actor = useActor()
  const sum = ({ steps }: Run, key: 'rows' | 'held') => steps.reduce((total, step) => total + step[key], 0)
  const columns: readonly Column<Run>[] = [
    {
      key: 'when',
      head: t('when'),
      as: 'name',
      sort: ({ asOf }) => Date.parse(asOf),
      cell: ({ asOf }) => <time dateTime={asOf}>{when(Date.parse(asOf), now)}</time>,
    },
    { key: 'by', head: t('by'), cell: ({ askedBy }) => actor(askedBy) },
    {
      key: 'rows',
      head: t('rows'),
      as: 'figure',
      sort: (run) => sum(run, 'rows'),
      cell: (run) => sum(run, 'rows'),
    },
    {
      key: 'held',
      head: t('held'),
      as: 'figure',
      sort: (run) => sum(run, 'held'),
      cell: (run) => sum(run, 'held'),
    },
    {
      key: 'certificate',
      head: t('certificate'),
      cell: ({ hash, isIntact }) =>
        hash === null ? (
          <State kind="wait">{t('goesOn')}</State>
        ) : (
          <State kind={isIntact ? 'ok' : 'bad'}>
            <code>{hash.slice(0, 8)}</code> {t(isIntact ? 'intact' : 'broken')}
          </State>
        ),
    },
  ]
  return (
    <Section title={t('runs')} note={t('runsNote')}>
      <List
        label={t('runs')}
        rows={runs}
        columns={columns}
        idOf={({ id }) => id}
        empty={<p className="soft">{t('noRuns')}</p>}
      />
    </Section>
  )
}

const useLanguageOfSentences = (): 'en' | 'fr' => (useLocale().startsWith('fr') ? 'fr' : 'en')
