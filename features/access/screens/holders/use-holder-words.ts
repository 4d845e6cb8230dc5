/** Whose a right is that names nobody: of whoever lives somewhere, or holds a role of the house. */
import { rolesQuery, useRoleName } from '@loge/features/accounts/screens'
import { unitsQuery } from '@loge/features/people/screens'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { HeldGrant } from '../rights/queries.ts'

type Unnamed = Exclude<HeldGrant['to'], { readonly kind: 'person' }>

/** Who may not read roles or homes reads of "a role", "a home". */
const quiet = { throwOnError: false, retry: false } as const

export const useHolderWords = (): ((to: Unnamed) => string) => {
  const t = useTranslations('holders')
  const { data: buildings } = useQuery(buildingsQuery)
  const { data: units } = useQuery({ ...unitsQuery, ...quiet })
  const { data: roles } = useQuery({ ...rolesQuery, ...quiet })
  const roleName = useRoleName()
  return (to) => {
    if (to.kind === 'home') {
      const home = units?.find(({ id }) => id === to.unitId)?.name
      return home === undefined ? t('oneHome') : t('homeOf', { home })
    }
    if (to.kind === 'role') {
      const role = roles?.data.find(({ id }) => id === to.roleId)
      return role === undefined ? t('oneRole') : t('roleOf', { role: roleName(role) })
    }
    const building = buildings?.find(({ id }) => id === to.buildingId)?.name
    return building === undefined ? t('residentsAll') : t('residentsOf', { building })
  }
}
