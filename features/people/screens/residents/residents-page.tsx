/** Residents: who lives here, in which home, with whom. */
import { Blank, Button, buttonClass, Loading, Notice, useNow, useTitle } from '@loge/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { buildingsQuery, peopleQuery, tenanciesQuery, unitsQuery } from './queries.ts'
import { relationsQuery } from '../relations/queries.ts'
import { ResidentTable } from './resident-table.tsx'
import { chooseResidents, countComing, countShown, describeResidents, type ResidentRow } from './rows.ts'
import { type ResidentsSearch, SHOWS } from './search.ts'
import './residents.css'

const MINUTE = 60_000
/** The first answer decides whether there is a page; a later one that fails leaves what is shown. */
const atFirst = {
  throwOnError: (_: Error, { state }: { state: { data: unknown } }) => state.data === undefined,
}

interface Residents {
  readonly rows: readonly ResidentRow[]
  /** Whether nobody is still to come. */
  readonly isWhole: boolean
  /** The way to the others failed. */
  readonly again: (() => void) | undefined
}

/** Everybody by name: the first as soon as they are there, the others below them one page after the other. */
const useEverybody = () => {
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = useInfiniteQuery({
    ...peopleQuery,
    ...atFirst,
  })
  const isNext = hasNextPage && !isFetching && !isFetchNextPageError
  useEffect(() => {
    if (isNext) void fetchNextPage()
  }, [isNext, fetchNextPage])
  return {
    people: useMemo(() => data?.pages.flatMap((page) => page.data), [data]),
    isWhole: !hasNextPage,
    again: isFetchNextPageError ? () => void fetchNextPage() : undefined,
  }
}

const useResidents = (): Residents | undefined => {
  const now = useNow(MINUTE)
  const { people, isWhole, again } = useEverybody()
  const { data: tenancies } = useQuery({ ...tenanciesQuery, ...atFirst })
  const { data: units } = useQuery({ ...unitsQuery, ...atFirst })
  const { data: relations } = useQuery(relationsQuery)
  const rows = useMemo(
    () =>
      people === undefined || tenancies === undefined || units === undefined
        ? undefined
        : describeResidents({ people, tenancies, units, ...(relations && { relations }) }, now),
    [people, tenancies, units, relations, now],
  )
  return rows === undefined ? undefined : { rows, isWhole, again }
}

export const ResidentsPage = () => {
  const t = useTranslations('residents')
  const residents = useResidents()
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          {residents === undefined ? null : <Lead {...residents} />}
        </div>
        <div className="acts">
          <Link className={buttonClass()} to="/residents/new">
            {t('add')}
          </Link>
        </div>
      </div>
      {residents === undefined ? (
        <Loading label={t('title')} lines={10} />
      ) : residents.rows.length === 0 ? (
        <Blank
          title={t('emptyTitle')}
          acts={
            <>
              <Link className={buttonClass('main')} to="/settings/import">
                {t('emptyImport')}
              </Link>
              <Link className={buttonClass()} to="/residents/new">
                {t('emptyByHand')}
              </Link>
            </>
          }
        >
          {t('emptyText')}
        </Blank>
      ) : (
        <Found {...residents} />
      )}
    </div>
  )
}

const Lead = ({ rows, isWhole, again }: Residents) => {
  const t = useTranslations('residents')
  if (isWhole) {
    const coming = countComing(rows)
    const count = countShown(rows, 'here') - coming
    return (
      <p className="lead">
        {t('lead', { count })}
        {coming === 0 ? null : ` ${t('coming', { count: coming })}`}
      </p>
    )
  }
  const count = rows.length
  return again === undefined ? (
    <p className="lead">{t('arriving', { count })}</p>
  ) : (
    <Notice
      kind="att"
      announce="polite"
      act={
        <Button small onClick={again}>
          {t('again')}
        </Button>
      }
    >
      {t('stuck', { count })}
    </Notice>
  )
}

const Found = ({ rows, isWhole }: Residents) => {
  const search = useSearch({ from: '/console/residents' })
  // Whoever comes here anew, e.g. from the palette, brings what is looked for; typing stays in one step.
  const step = useLocation({ select: ({ state }) => state.__TSR_index })
  const { building, show } = search
  const chosen = useMemo(
    () =>
      chooseResidents(rows, {
        ...(building === undefined ? {} : { building }),
        ...(show === undefined ? {} : { show }),
      }),
    [rows, building, show],
  )
  return (
    <>
      <Buildings search={search} />
      <Shows rows={rows} isWhole={isWhole} search={search} />
      <ResidentTable key={step} rows={chosen} isWhole={isWhole} search={search} />
    </>
  )
}

const Buildings = ({ search }: { search: ResidentsSearch }) => {
  const t = useTranslations('residents')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  if (buildings.length < 2 && search.building === undefined) return null
  const { building: chosen, ...others } = search
  return (
    <nav className="filters" aria-label={t('building')}>
      <Link
        className="chip"
        to="/residents"
        search={others}
        state
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={chosen === undefined ? 'true' : undefined}
      >
        {t('everywhere')}
      </Link>
      {buildings.map(({ id, name }) => (
        <Link
          key={id}
          className="chip"
          to="/residents"
          search={{ ...others, building: id }}
          state
          resetScroll={false}
          activeOptions={{ exact: true }}
          aria-current={chosen === id ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

interface ShowsProps extends Pick<Residents, 'rows' | 'isWhole'> {
  readonly search: ResidentsSearch
}

/** How many each of them has is known once nobody is still to come. */
const Shows = ({ rows, isWhole, search }: ShowsProps) => {
  const t = useTranslations('residents')
  const { show: chosen, ...others } = search
  const whole = String(isWhole)
  return (
    <nav className="filters" aria-label={t('which')}>
      <Link
        className="chip"
        to="/residents"
        search={others}
        state
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={chosen === undefined ? 'true' : undefined}
      >
        {t('show.here', { whole, count: countShown(rows, 'here') })}
      </Link>
      {SHOWS.map((show) => {
        const count = countShown(rows, show)
        return isWhole && count === 0 && chosen !== show ? null : (
          <Link
            key={show}
            className="chip"
            to="/residents"
            search={{ ...others, show }}
            state
            resetScroll={false}
            activeOptions={{ exact: true }}
            aria-current={chosen === show ? 'true' : undefined}
          >
            {t(`show.${show}`, { whole, count })}
          </Link>
        )
      })}
    </nav>
  )
}
