/** Access: who may open what, and when. The grid, the chosen square below it, the answer at the right. */
import { Blank, Button, buttonClass, Icon, Loading, Notice, useMoments, useNow, useTitle } from '@loge/ui'
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AtField } from './at-field.tsx'
import type { Saving } from './change-bar.tsx'
import { GridTable } from './grid-table.tsx'
import { MadeNotice } from './made-notice.tsx'
import { NewGroup } from './new-group.tsx'
import { PastChanges } from './past-changes.tsx'
import { gridQuery, type Grid, type MadeChange, type Site, siteQuery } from './queries.ts'
import { ReviewList } from './review-list.tsx'
import { ScheduleList } from './schedule-list.tsx'
import type { RightsSearch } from './search.ts'
import { SquareSection } from './square-section.tsx'
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
  const { data: grid } = useQuery({
    ...gridQuery(site.id, search.at),
    throwOnError: (_error, { state }) => state.data === undefined,
  })
  if (grid === undefined) return <Waiting />
  const entrance = grid.entrances.find(({ id }) => id === search.entrance) ?? grid.entrances[0]
  const saving = mayChange && search.at === undefined ? { siteId: site.id, onMade: setMade } : undefined
  return (
    <div className="rights">
      <div className="page">
        <Head
          site={site}
          search={search}
          onNewGroup={saving === undefined || isMaking ? undefined : () => setMaking(true)}
        />
        {made === undefined ? null : (
          <MadeNotice key={made.id} change={made} onClose={() => setMade(undefined)} />
        )}
        {search.at === undefined ? null : <Elsewhen at={search.at} search={search} />}
        {saving === undefined || !isMaking ? null : (
          <NewGroup grid={grid} saving={saving} onClose={() => setMaking(false)} />
        )}
        {search.list === 'schedules' ? <ScheduleList grid={grid} saving={saving} /> : null}
        {search.list === 'changes' ? (
          <PastChanges siteId={site.id} grid={grid} mayUndo={saving !== undefined} />
        ) : null}
        {search.list === 'review' ? (
          <ReviewList siteId={site.id} grid={grid} search={search} saving={saving} />
        ) : null}
        <Body site={site} grid={grid} search={search} saving={saving} />
      </div>
      {entrance === undefined ? null : (
        <WhoPane key={entrance.id} grid={grid} entrance={entrance} search={search} />
      )}
    </div>
  )
}

const Head = ({ site, search, onNewGroup }: OfSiteProps & { onNewGroup: (() => void) | undefined }) => {
  const t = useTranslations('rights')
  return (
    <div className="page-head rights-head">
      <div>
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </div>
      <div className="row rights-acts">
        <AtField site={site} search={search} />
        <ListLink search={search} list="schedules" />
        <ListLink search={search} list="changes" />
        <ListLink search={search} list="review" />
        {onNewGroup === undefined ? null : (
          <Button onClick={onNewGroup}>
            <Icon name="plus" /> {t('newGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Opens a list above the grid, and closes it. */
const ListLink = ({ search, list }: { search: RightsSearch; list: NonNullable<RightsSearch['list']> }) => {
  const t = useTranslations('rights')
  const { list: shown, ...rest } = search
  return (
    <Link
      className={buttonClass()}
      to="/access"
      search={shown === list ? rest : { ...rest, list }}
      resetScroll={false}
      aria-current={shown === list ? 'true' : undefined}
    >
      {t(list)}
    </Link>
  )
}

/** One must not take another instant for this one. */
const Elsewhen = ({ at, search }: { at: string; search: RightsSearch }) => {
  const t = useTranslations('rights')
  const { day, time } = useMoments()
  const { at: _at, ...now } = search
  const moment = Date.parse(at)
  const present = useNow(60_000)
  return (
    <Notice
      act={
        <span className="row">
          <Button small onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Link className={buttonClass('plain', true)} to="/access" search={now} resetScroll={false}>
            {t('backToNow')}
          </Link>
        </span>
      }
    >
      <b>
        {t('elsewhen', {
          day: day(moment),
          time: time(moment),
          year: String(new Date(moment).getUTCFullYear()),
        })}
      </b>{' '}
      {t(moment < present ? 'elsewhenPast' : 'elsewhenFuture')}
    </Notice>
  )
}

/** Another moment is looked at, never changed. */
const useMayChange = (): boolean => {
  const { data: me } = useQuery(meQuery)
  return me?.grants.some(({ permission }) => permission === 'access.manage') === true
}

interface BodyProps extends OfSiteProps {
  readonly grid: Grid
  readonly saving: Saving | undefined
}

const Body = ({ site, grid, search, saving }: BodyProps) => {
  const t = useTranslations('rights')
  const navigate = useNavigate()
  if (grid.entrances.length === 0)
    return (
      <Blank
        title={t('noEntrance')}
        acts={
          <Link className={buttonClass()} to="/doors">
            {t('toDoors')}
          </Link>
        }
      >
        {t('noEntranceText')}
      </Blank>
    )
  const profile = grid.profiles.find(({ id }) => id === search.group)
  const entrance = grid.entrances.find(({ id }) => id === search.entrance)
  return (
    <>
      {grid.profiles.length === 0 ? (
        <Blank title={t('noGroup')}>{t('noGroupText')}</Blank>
      ) : (
        <GridTable
          grid={grid}
          chosen={{ group: profile?.id, entrance: entrance?.id }}
          onChoose={(group, chosen) =>
            void navigate({
              to: '/access',
              search: { ...search, group, entrance: chosen },
              resetScroll: false,
            })
          }
        />
      )}
      {profile === undefined || entrance === undefined ? null : (
        <SquareSection
          key={`${profile.id} ${entrance.id}`}
          site={site}
          grid={grid}
          square={{ profile, entrance }}
          search={search}
          saving={saving}
        />
      )}
    </>
  )
}
