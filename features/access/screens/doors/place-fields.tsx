/** Asks where a thing is: building, floor, and in words what neither says. */
import type { WireLocation } from '@loge/features/places/wire'
import { Select, TextField } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { buildingsQuery, floorsQuery } from '../residence/asked-in-panes.ts'

interface PlaceFieldsProps {
  readonly siteId: string
  readonly value: WireLocation
  readonly onChange: (location: WireLocation) => void
  /** Off: what is on several floors is asked for each. */
  readonly hasFloor?: boolean
}

const NONE = ''

export const PlaceFields = ({ siteId, value, onChange, hasFloor = true }: PlaceFieldsProps) => {
  const t = useTranslations('doors')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const { data: floors = [] } = useQuery(floorsQuery)
  const here = buildings.filter((building) => building.siteId === siteId)
  const levels = floors.filter((floor) => floor.buildingId === value.buildingId)
  const options = (places: readonly { readonly id: string; readonly name: string }[], none: string) => [
    { value: NONE, label: none },
    ...places.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      {here.length === 0 ? null : (
        <Select
          label={t('place.building')}
          value={value.buildingId ?? NONE}
          options={options(here, t('place.grounds'))}
          // A floor or a home of another building would not be there.
          onChange={(id) =>
            onChange({ ...value, buildingId: id === NONE ? null : id, floorId: null, unitId: null })
          }
        />
      )}
      {levels.length === 0 || !hasFloor ? null : (
        <Select
          label={t('place.floor')}
          value={value.floorId ?? NONE}
          options={options(levels, t('place.noFloor'))}
          onChange={(id) => onChange({ ...value, floorId: id === NONE ? null : id, unitId: null })}
        />
      )}
      <TextField
        label={t('place.area')}
        value={value.area ?? ''}
        onChange={(area) => onChange({ ...value, area: area.trim() === '' ? null : area })}
        maxLength={200}
        hint={t('place.areaHint')}
      />
    </>
  )
}
