/** Regular reports of the log: those there are, one set up from a saved view, and each act undone where it can be. */
import { meQuery } from '@loge/features/accounts/screens'
import { viewsQuery } from '@loge/features/events/screens'
import { NoMail } from '@loge/features/notices/screens'
import { Blank, Button, Loading, Notice, useProblemText, useTitle } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  changeReport,
  inputOf,
  removeReport,
  type Report,
  type ReportInput,
  reportsQuery,
  restoreReport,
  runReport,
  setUpReport,
} from './queries.ts'
import { type Countable, ReportForm } from './report-form.tsx'
import { ReportLine } from './report-line.tsx'
import './reports.css'

interface Site {
  readonly id: string
  readonly name: string
}

/** What was done last, and how it is taken back. */
interface Done {
  readonly says: string
  readonly undo?: () => Promise<unknown>
}

/** Everything, and what was given a name; what is about one person needs a reason each time, so nothing sends it by itself. */
const useChoices = (): readonly Countable[] | undefined => {
  const t = useTranslations('reports')
  const { data: views } = useQuery({ ...viewsQuery, throwOnError: false })
  return (
    views && [
      { id: 'everything', name: t('everything'), filters: {} },
      ...views
        .filter(({ filters }) => filters.person === undefined)
        .map(({ id, name, filters: { entrance, device, kind } }) => ({
          id,
          name,
          filters: {
            ...(entrance === undefined ? {} : { entrance }),
            ...(device === undefined ? {} : { device }),
            ...(kind === undefined ? {} : { kind }),
          },
        })),
    ]
  )
}

/** What one reads of one's own passages only is no log of a site. */
const useMayReport = (): boolean =>
  useQuery(meQuery).data?.grants.some(
    ({ permission, scope }) => permission === 'events.read' && scope.kind !== 'own',
  ) === true

export const ReportsPage = ({ useSites }: { readonly useSites: () => readonly Site[] }) => {
  const t = useTranslations('reports')
  useTitle(t('title'))
  const { view } = useSearch({ from: '/console/events/reports' })
  const navigate = useNavigate()
  const sites = useSites()
  const choices = useChoices()
  const { data: reports } = useQuery({
    ...reportsQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [editing, setEditing] = useState<Report | 'new' | undefined>(undefined)
  const shown = editing ?? (view === undefined ? undefined : 'new')
  const close = () => {
    setEditing(undefined)
    void navigate({ to: '/events/reports', search: {}, replace: true })
  }
  const mayReport = useMayReport()
  const isReady = mayReport && choices !== undefined && sites.length > 0
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/events">{t('back')}</Link>
      </p>
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {shown === undefined && isReady ? (
          <Button kind="main" onClick={() => setEditing('new')}>
            {t('set')}
          </Button>
        ) : null}
      </div>
      <div className="stack reports">
        <NoMail />
        {shown === undefined || !isReady ? null : (
          <Editing
            key={shown === 'new' ? 'new' : shown.id}
            report={shown === 'new' ? undefined : shown}
            choices={choices}
            view={view}
            sites={sites}
            onDone={close}
          />
        )}
        {reports === undefined ? (
          <Loading label={t('title')} lines={4} />
        ) : (
          <Reports reports={reports} sites={sites} isEmptySaid={shown === undefined} onChange={setEditing} />
        )}
      </div>
    </div>
  )
}

interface EditingProps {
  readonly report: Report | undefined
  readonly choices: readonly Countable[]
  readonly view: string | undefined
  readonly sites: readonly Site[]
  readonly onDone: () => void
}

const Editing = ({ report, choices, view, sites, onDone }: EditingProps) => {
  const t = useTranslations('reports')
  const queries = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const chosen = choices.find(({ id }) => id === view)
  const keep = useMutation({
    mutationFn: (input: ReportInput) =>
      report === undefined ? setUpReport(input) : changeReport(report, input),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: reportsQuery.queryKey }),
  })
  const own = me?.account?.id
  const start: ReportInput =
    report === undefined
      ? {
          name: chosen?.name ?? '',
          siteId: sites[0]?.id ?? '',
          filters: chosen?.filters ?? {},
          rhythm: { every: 'week', weekday: 1 },
          time: '08:00',
          readers: own === undefined ? [] : [own],
        }
      : inputOf(report)
  return (
    <ReportForm
      title={report === undefined ? t('setTitle') : t('changeTitle', { name: report.name })}
      start={start}
      choices={choices}
      sites={sites}
      busy={keep.isPending}
      error={keep.error}
      onSubmit={keep.mutate}
      onCancel={onDone}
    />
  )
}

interface ReportsProps {
  readonly reports: readonly Report[]
  readonly sites: readonly Site[]
  readonly isEmptySaid: boolean
  readonly onChange: (report: Report) => void
}

const Reports = ({ reports, sites, isEmptySaid, onChange }: ReportsProps) => {
  const t = useTranslations('reports')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [done, setDone] = useState<Done | undefined>(undefined)
  const act = useMutation({
    mutationFn: (work: () => Promise<Done | undefined>) => work(),
    onSuccess: setDone,
    onSettled: () => queries.invalidateQueries({ queryKey: reportsQuery.queryKey }),
  })
  const run = (report: Report) =>
    act.mutate(async () => {
      await runReport(report)
      return { says: t('ran', { name: report.name }) }
    })
  const pause = (report: Report) =>
    act.mutate(async () => void (await changeReport(report, { ...inputOf(report), paused: !report.paused })))
  const remove = (report: Report) =>
    act.mutate(async () => {
      await removeReport(report)
      return { says: t('removed', { name: report.name }), undo: () => restoreReport(report) }
    })
  const undo = done?.undo
  return (
    <>
      {act.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      {done === undefined ? null : (
        <Notice
          kind="ok"
          announce="polite"
          act={
            undo === undefined ? undefined : (
              <Button small busy={act.isPending} onClick={() => act.mutate(async () => void (await undo()))}>
                {t('undo')}
              </Button>
            )
          }
        >
          {done.says}
        </Notice>
      )}
      {reports.length === 0 && isEmptySaid && done === undefined ? (
        <Blank title={t('none')}>{t('noneText')}</Blank>
      ) : null}
      <ul className="report-list">
        {reports.map((report) => (
          <ReportLine
            key={report.id}
            report={report}
            site={sites.length > 1 ? sites.find(({ id }) => id === report.siteId)?.name : undefined}
            busy={act.isPending}
            onRun={() => run(report)}
            onPause={() => pause(report)}
            onChange={() => onChange(report)}
            onRemove={() => remove(report)}
          />
        ))}
      </ul>
    </>
  )
}
