/** The grid of groups and entrances, and below it the square that was chosen. */
import { Blank, buttonClass, useMoments } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Saving } from './change-bar.tsx'
import { GridTable } from './grid-table.tsx'
import type { Grid, Site } from './queries.ts'
import type { RightsSearch } from './search.ts'
import { SquareSection } from './square-section.tsx'
import type { Squares } from './use-squares.ts'

interface GridAndSquareProps {
  readonly site: Site
  readonly search: RightsSearch
  readonly grid: Grid
  readonly saving: Saving | undefined
  readonly squares: Squares
}

export const GridAndSquare = ({ site, grid, search, saving, squares }: GridAndSquareProps) => {
  const t = useTranslations('rights')
  const { table, choose } = squares
  if (grid.entrances.length === 0 && search.at !== undefined && grid.entrancesSince !== null)
    return <NotYetKnown since={Date.parse(grid.entrancesSince)} search={search} />
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
        <div ref={table}>
          <GridTable grid={grid} chosen={{ group: profile?.id, entrance: entrance?.id }} onChoose={choose} />
        </div>
      )}
      {profile === undefined || entrance === undefined ? null : (
        <SquareSection
          key={`${profile.id} ${entrance.id}`}
          site={site}
          grid={grid}
          square={{ profile, entrance }}
          search={search}
          saving={saving}
          squares={squares}
        />
      )}
    </>
  )
}

/** Nothing to set up: at that instant no door was known, later some were. */
const NotYetKnown = ({ since, search }: { since: number; search: RightsSearch }) => {
  const t = useTranslations('rights')
  const { date, time } = useMoments()
  return (
    <Blank
      title={t('notYetKnown')}
      acts={
        <Link
          className={buttonClass()}
          to="/access"
          search={{ ...search, at: new Date(since).toISOString() }}
          resetScroll={false}
        >
          {t('toFirstKnown')}
        </Link>
      }
    >
      {t('notYetKnownText', { day: date(since), time: time(since) })}
    </Blank>
  )
}
