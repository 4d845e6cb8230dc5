/** Edges in a list: where each is, whether it is heard, what it holds and what it has still to tell; and the way out of service. */
import { Confirm, isUnconfirmed } from '@loge/features/accounts/screens'
import { type Column, EndableList, Notice, State, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Edge, edgesQuery, revokeEdge, sitesQuery } from './queries.ts'

const MARKS = { connected: 'ok', alone: 'off', never_connected: 'wait', revoked: 'off' } as const
const PROBLEMS = ['disk_full', 'disk_failed', 'journal_full'] as const
const idOf = ({ id }: Edge): string => id

interface EdgeListProps {
  readonly title: string
  readonly edges: readonly Edge[]
  readonly mayRevoke: boolean
}

export const EdgeList = ({ title, edges, mayRevoke }: EdgeListProps) => {
  const t = useTranslations('edges')
  const problem = useProblemText()
  const queries = useQueryClient()
  const columns = useColumns()
  const revoke = useMutation({
    mutationFn: revokeEdge,
    onSettled: () => queries.invalidateQueries({ queryKey: edgesQuery.queryKey }),
  })
  return (
    <EndableList
      title={title}
      rows={edges}
      columns={columns}
      idOf={idOf}
      find={{ text: ({ name }) => name }}
      under={worriesOf}
      trouble={
        isUnconfirmed(revoke.error) && revoke.variables !== undefined ? (
          <Confirm onDone={() => revoke.mutate(revoke.variables)} />
        ) : revoke.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(revoke.error)}
          </Notice>
        )
      }
      ending={
        mayRevoke
          ? {
              head: t('revokeShort'),
              words: ({ name }) => ({
                label: t('revoke', { name }),
                short: t('revokeShort'),
                sure: t('revokeSure', { name }),
                yes: t('revokeYes'),
                no: t('revokeNo'),
              }),
              onEnd: (edge) => revoke.mutate(edge),
              isBusy: ({ id }) => revoke.isPending && revoke.variables.id === id,
            }
          : undefined
      }
    />
  )
}

const useColumns = (): readonly Column<Edge>[] => {
  const t = useTranslations('edges')
  const { when } = useMoments()
  const now = useNow(10_000)
  const { data: sites } = useQuery(sitesQuery)
  return [
    {
      key: 'name',
      head: t('nameHead'),
      as: 'name',
      sort: ({ name }) => name,
      cell: ({ name, siteId }) => (
        <>
          {name} <span className="beside">{sites?.data.find(({ id }) => id === siteId)?.name}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('stateHead'),
      phone: 'plain',
      sort: ({ state }) => state,
      cell: ({ state, since }) => (
        <State kind={MARKS[state]}>{t(`state.${state}`, { time: when(Date.parse(since), now) })}</State>
      ),
    },
    {
      key: 'heard',
      head: t('fact.heard'),
      sort: ({ heardAt }) => heardAt,
      cell: ({ heardAt }) => (heardAt === null ? t('never') : when(Date.parse(heardAt), now)),
    },
    {
      key: 'snapshot',
      head: t('fact.snapshot'),
      as: 'figure',
      cell: ({ snapshotVersion: version }) => (version === null || version === 0 ? t('noneYet') : version),
    },
    {
      key: 'backlog',
      head: t('fact.backlog'),
      as: 'figure',
      sort: ({ backlog }) => backlog,
      cell: ({ backlog }) => (backlog === null ? t('unknown') : t('events', { count: backlog })),
    },
    {
      key: 'software',
      head: t('fact.software'),
      as: 'figure',
      // It names itself before its release: "loge-edge 0.1.0".
      cell: ({ software }) => (software === null ? t('unknown') : (software.split(' ').at(-1) ?? software)),
    },
  ]
}

const isWorrying = ({ state, journalProblem, clockTrusted }: Edge): boolean =>
  state === 'revoked' || journalProblem !== null || clockTrusted === false

const worriesOf = (edge: Edge) => (isWorrying(edge) ? <Worries edge={edge} /> : null)

/** What somebody should do something about. */
const Worries = ({ edge }: { readonly edge: Edge }) => {
  const t = useTranslations('edges')
  if (edge.state === 'revoked')
    return edge.withdrawnAt === null ? (
      <Notice kind="att">{t('unheard')}</Notice>
    ) : (
      <p className="note">{t('withdrawn')}</p>
    )
  const problem = PROBLEMS.find((code) => code === edge.journalProblem)
  return (
    <>
      {edge.journalProblem === null ? null : (
        <Notice kind="att">{t(`journal.${problem ?? 'disk_failed'}`)}</Notice>
      )}
      {edge.clockTrusted === false ? <Notice kind="att">{t('clock')}</Notice> : null}
    </>
  )
}
