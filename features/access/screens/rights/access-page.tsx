/** Access: who may open what, and when. The grid, the chosen square below it, the answer at the right. */
import { Blank, Loading, useTitle } from '@loge/ui'
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { StandingEmergencies } from '../emergency/standing.tsx'
import { useResidence } from '../residence/use-residence.ts'
import { AccessHead, Elsewhen } from './access-head.tsx'
import { GridAndSquare } from './grid-and-square.tsx'
import { MadeNotice } from './made-notice.tsx'
import { NewGroup } from './new-group.tsx'
import { PastChanges } from './past-changes.tsx'
import { gridQuery, type MadeChange, type Site, siteQuery } from './queries.ts'
import { ReviewList } from './review-list.tsx'
import { ScheduleList } from './schedule-list.tsx'
import type { RightsSearch } from './search.ts'
import { useSquares } from './use-squares.ts'
import { WhoPane } from './who-pane.tsx'
import './rights.css'

export const AccessPage = () => {
  const t = useTranslations('rights')
  const search = useSearch({ from: '/console/access' })
  const { data: sites } = useQuery({ ...siteQuery, throwOnError: true })
  useTitle(t('title'))
  const site = sites?.data[0]
  if (sites !== undefined && site === undefined)
    return (
      <div className="page">
        <h1>{t('title')}</h1>
        <Blank title={t('noSite')} />
      </div>
    )
  return site === undefined ? <Waiting /> : <OfSite site={site} search={search} />
}

const Waiting = () => {
  const t = useTranslations('rights')
  return (
    <div className="page">
      <h1>{t('title')}</h1>
      <Loading label={t('title')} lines={8} />
    </div>
  )
}

interface OfSiteProps {
  readonly site: Site
  readonly search: RightsSearch
}

const OfSite = ({ site, search }: OfSiteProps) => {
  const [made, setMade] = useState<MadeChange | undefined>(undefined)
  const [isMaking, setMaking] = useState(false)
  const mayChange = useMayChange()
  const { data: grid, isPlaceholderData } = useQuery({
    ...gridQuery(site.id, search.at),
    throwOnError: (_error, { state }) => state.data === undefined,
  })
  const squares = useSquares(site.id, search)
  if (grid === undefined) return <Waiting />
  const entrance = grid.entrances.find(({ id }) => id === search.entrance) ?? grid.entrances[0]
  const saving = mayChange && search.at === undefined ? { siteId: site.id, onMade: setMade } : undefined
  return (
    <div className="rights">
      <div className="page">
        <AccessHead
          site={site}
          search={search}
          onNewGroup={saving === undefined || isMaking ? undefined : () => setMaking(true)}
        />
        {made === undefined ? null : (
          <MadeNotice key={made.id} change={made} onClose={() => setMade(undefined)} />
        )}
        {search.at === undefined ? <StandingHere /> : <Elsewhen at={search.at} search={search} />}
        {saving === undefined || !isMaking ? null : (
          <NewGroup
            grid={grid}
            saving={saving}
            onClose={() => setMaking(false)}
            onGroup={squares.openGroup}
          />
        )}
        {search.list === 'schedules' ? <ScheduleList grid={grid} site={site} saving={saving} /> : null}
        {search.list === 'changes' ? (
          <PastChanges siteId={site.id} grid={grid} mayUndo={saving !== undefined} />
        ) : null}
        {search.list === 'review' ? (
          <ReviewList siteId={site.id} grid={grid} search={search} saving={saving} />
        ) : null}
        <GridAndSquare site={site} grid={grid} search={search} saving={saving} squares={squares} />
      </div>
      {/* An entrance of the instant before may not have been known at this one. */}
      {entrance === undefined || isPlaceholderData ? null : (
        <WhoPane key={entrance.id} site={site} grid={grid} entrance={entrance} search={search} />
      )}
    </div>
  )
}

/** A square is green by its hours; that nobody passes all the same is said above it. */
const StandingHere = () => (
  <StandingEmergencies entrances={useResidence({ throws: false })?.entrances ?? []} />
)

/** Another moment is looked at, never changed. */
const useMayChange = (): boolean => {
  const { data: me } = useQuery(meQuery)
  return me?.grants.some(({ permission }) => permission === 'access.manage') === true
}
