/** The boxes in the buildings: how each is, how another one joins, and how one is taken out of service. */
import { Confirm, isUnconfirmed, meQuery } from '@loge/features/accounts/screens'
import { Blank, Button, Loading, Notice, Section, useProblemText, useTitle } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AddEdge } from './add-edge.tsx'
import { EdgeLine } from './edge-line.tsx'
import { type Edge, edgesQuery, revokeEdge } from './queries.ts'
import './edges.css'

export const EdgesPage = () => {
  const t = useTranslations('edges')
  useTitle(t('title'))
  const { data: me } = useQuery(meQuery)
  const { data: edges } = useQuery({
    ...edgesQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [isAdding, setAdding] = useState(false)
  const may = (wanted: string) => me?.grants.some(({ permission }) => permission === wanted) === true
  const inService = edges?.filter(({ state }) => state !== 'revoked') ?? []
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {may('edges.enrol') && !isAdding ? (
          <Button kind="main" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        ) : null}
      </div>
      <div className="stack edges">
        {isAdding ? <AddEdge edges={inService} onDone={() => setAdding(false)} /> : null}
        {edges === undefined ? <Loading label={t('title')} lines={4} /> : null}
        {edges !== undefined && inService.length === 0 && !isAdding ? (
          <Blank title={t('none')}>{t(may('edges.enrol') ? 'noneText' : 'noneAsk')}</Blank>
        ) : null}
        <Edges title={t('inService')} edges={inService} mayRevoke={may('edges.enrol')} />
        <Edges
          title={t('revoked')}
          edges={edges?.filter(({ state }) => state === 'revoked') ?? []}
          mayRevoke={false}
        />
      </div>
    </div>
  )
}

interface EdgesProps {
  readonly title: string
  readonly edges: readonly Edge[]
  readonly mayRevoke: boolean
}

const Edges = ({ title, edges, mayRevoke }: EdgesProps) => {
  const problem = useProblemText()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: revokeEdge,
    onSettled: () => queries.invalidateQueries({ queryKey: edgesQuery.queryKey }),
  })
  if (edges.length === 0) return null
  return (
    <Section title={title}>
      {isUnconfirmed(revoke.error) && revoke.variables !== undefined ? (
        <Confirm onDone={() => revoke.mutate(revoke.variables)} />
      ) : revoke.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(revoke.error)}
        </Notice>
      )}
      <ul className="list">
        {edges.map((edge) => (
          <EdgeLine
            key={edge.id}
            edge={edge}
            onRevoke={mayRevoke ? () => revoke.mutate(edge) : undefined}
            busy={revoke.isPending && revoke.variables.id === edge.id}
          />
        ))}
      </ul>
    </Section>
  )
}
