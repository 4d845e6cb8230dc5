/** Names the home, or the role of the house, whose holders a group is given to. */
import { rolesQuery, useRoleName } from '@loge/features/accounts/screens'
import { unitsQuery } from '@loge/features/people/screens'
import { Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { Site } from '../rights/queries.ts'

interface PickProps {
  readonly value: string | undefined
  readonly onPick: (id: string | undefined) => void
  /** Somebody pressed the button: what is missing is said. */
  readonly isAsked: boolean
}

const NONE = { value: '', label: '—' }
const pickedOf = (value: string): string | undefined => (value === '' ? undefined : value)

export const HomePick = ({ site, value, onPick, isAsked }: PickProps & { readonly site: Site }) => {
  const t = useTranslations('holders')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const { data: units = [] } = useQuery(unitsQuery)
  const here = new Map(buildings.filter(({ siteId }) => siteId === site.id).map(({ id, name }) => [id, name]))
  const homes = units
    .flatMap(({ id, name, buildingId }) => {
      const building = here.get(buildingId)
      return building === undefined ? [] : [{ value: id, label: `${name}, ${building}` }]
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, undefined, { numeric: true }))
  return (
    <Select
      label={t('pick.home')}
      value={value ?? ''}
      onChange={(next) => onPick(pickedOf(next))}
      options={[NONE, ...homes]}
      hint={t('homeHint')}
      error={isAsked && value === undefined ? t('missing.home') : undefined}
    />
  )
}

export const RolePick = ({ value, onPick, isAsked }: PickProps) => {
  const t = useTranslations('holders')
  const roleName = useRoleName()
  const { data: roles } = useQuery({ ...rolesQuery, throwOnError: false, retry: false })
  // What is one's own serves no house.
  const fit = (roles?.data ?? []).filter(({ scopes }) => scopes.some((scope) => scope !== 'own'))
  return (
    <Select
      label={t('pick.role')}
      value={value ?? ''}
      onChange={(next) => onPick(pickedOf(next))}
      options={[NONE, ...fit.map((role) => ({ value: role.id, label: roleName(role) }))]}
      hint={t('roleHint')}
      error={isAsked && value === undefined ? t('missing.role') : undefined}
    />
  )
}
