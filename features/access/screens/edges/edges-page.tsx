/** The boxes in the buildings: how each is, how another one joins, and how one is taken out of service. */
import { meQuery } from '@loge/features/accounts/screens'
import { Blank, Button, Loading, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AddEdge } from './add-edge.tsx'
import { EdgeList } from './edge-list.tsx'
import { edgesQuery } from './queries.ts'
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
        <EdgeList title={t('inService')} edges={inService} mayRevoke={may('edges.enrol')} />
        <EdgeList
          title={t('revoked')}
          edges={edges?.filter(({ state }) => state === 'revoked') ?? []}
          mayRevoke={false}
        />
      </div>
    </div>
  )
}
