/** Residents: who lives here, in which home, with whom. */
import { Blank, buttonClass, Loading, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { buildingsQuery, peopleQuery, tenanciesQuery, unitsQuery } from './queries.ts'
import { ResidentTable } from './resident-table.tsx'
import { chooseResidents, countShown, describeResidents, type ResidentRow } from './rows.ts'
import { type ResidentsSearch, SHOWS } from './search.ts'
import './residents.css'

const MINUTE = 60_000
/** The first answer decides whether there is a page; a later one that fails leaves what is shown. */
const atFirst = {
  throwOnError: (_: Error, { state }: { state: { data: unknown } }) => state.data === undefined,
}

const useResidents = (): readonly ResidentRow[] | undefined => {
  const now = useNow(MINUTE)
  const { data: people } = useQuery({ ...peopleQuery, ...atFirst })
  const { data: tenancies } = useQuery({ ...tenanciesQuery, ...atFirst })
  const { data: units } = useQuery({ ...unitsQuery, ...atFirst })
  return useMemo(
    () =>
      people === undefined || tenancies === undefined || units === undefined
        ? undefined
        : describeResidents({ people, tenancies, units }, now),
    [people, tenancies, units, now],
  )
}

export const ResidentsPage = () => {
  const t = useTranslations('residents')
  const rows = useResidents()
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          {rows === undefined ? null : (
            <p className="lead">{t('lead', { count: countShown(rows, 'here') })}</p>
          )}
        </div>
        <div className="acts">
          <Link className={buttonClass()} to="/residents/new">
            {t('add')}
          </Link>
        </div>
      </div>
      {rows === undefined ? (
        <Loading label={t('title')} lines={10} />
      ) : rows.length === 0 ? (
        <Blank
          title={t('emptyTitle')}
          acts={
            <Link className={buttonClass('main')} to="/settings/import">
              {t('emptyImport')}
            </Link>
          }
        >
          {t('emptyText')}
        </Blank>
      ) : (
        <Found rows={rows} />
      )}
    </div>
  )
}

const Found = ({ rows }: { rows: readonly ResidentRow[] }) => {
  const search = useSearch({ from: '/console/residents' })
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
      <Shows rows={rows} search={search} />
      <ResidentTable rows={chosen} search={search} />
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

const Shows = ({ rows, search }: { rows: readonly ResidentRow[]; search: ResidentsSearch }) => {
  const t = useTranslations('residents')
  const { show: chosen, ...others } = search
  return (
    <nav className="filters" aria-label={t('which')}>
      <Link
        className="chip"
        to="/residents"
        search={others}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={chosen === undefined ? 'true' : undefined}
      >
        {t('show.here', { count: countShown(rows, 'here') })}
      </Link>
      {SHOWS.map((show) => {
        const count = countShown(rows, show)
        return count === 0 && chosen !== show ? null : (
          <Link
            key={show}
            className="chip"
            to="/residents"
            search={{ ...others, show }}
            resetScroll={false}
            activeOptions={{ exact: true }}
            aria-current={chosen === show ? 'true' : undefined}
          >
            {t(`show.${show}`, { count })}
          </Link>
        )
      })}
    </nav>
  )
}
