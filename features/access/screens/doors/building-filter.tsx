/** Chooses one building, where there are several. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Piece } from '../residence/pieces.ts'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import { type DoorSearch, GROUNDS, isInBuilding } from './search.ts'

interface BuildingFilterProps {
  readonly pieces: readonly Piece[]
  readonly search: DoorSearch
}

export const BuildingFilter = ({ pieces, search }: BuildingFilterProps) => {
  const t = useTranslations('doors')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const places = [...buildings, { id: GROUNDS, name: t('place.grounds') }].filter(({ id }) =>
    pieces.some(({ location }) => isInBuilding(id, location)),
  )
  if (places.length < 2 && search.building === undefined) return null
  const { building: chosen, ...others } = search
  return (
    <nav className="filters" aria-label={t('place.building')}>
      <Link
        className="chip"
        to="/doors"
        search={others}
        activeOptions={{ exact: true }}
        aria-current={chosen === undefined ? 'true' : undefined}
      >
        {t('place.everywhere')}
      </Link>
      {places.map(({ id, name }) => (
        <Link
          key={id}
          className="chip"
          to="/doors"
          search={{ ...others, building: id }}
          aria-current={chosen === id ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
