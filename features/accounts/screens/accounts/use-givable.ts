/** The roles somebody may give, and over what: never more than they hold themselves. */
import { useQuery } from '@tanstack/react-query'
import { mayPassOn } from '../../core/index.ts'
import { type Role, rolesQuery, type Scope, scopeOf, sitesQuery } from '../roles/queries.ts'
import { useScopeName } from '../roles/use-scope-name.ts'
import { meQuery } from '../sign-in/me.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

export interface Givable {
  readonly role: Role
  /** A kind of scope, or a site. */
  readonly places: readonly Choice[]
}

export const useGivable = (): readonly Givable[] => {
  const { data: me } = useQuery(meQuery)
  const { data: sites } = useQuery(sitesQuery)
  const { data: roles } = useQuery({ ...rolesQuery, throwOnError: false })
  const nameOf = useScopeName()
  const own = me?.grants ?? []
  const placesOf = ({ scopes, permissions }: Role): readonly Choice[] => {
    const over: readonly Scope[] = scopes.flatMap((kind) =>
      kind === 'site' ? (sites?.data ?? []).map(({ id }) => scopeOf(id)) : [scopeOf(kind)],
    )
    const may = (scope: Scope) =>
      mayPassOn(
        own,
        permissions.map((permission) => ({ permission, scope })),
      )
    return over
      .filter(may)
      .map((scope) => ({ value: scope.kind === 'site' ? scope.siteId : scope.kind, label: nameOf(scope) }))
  }
  return (roles?.data ?? [])
    .map((role) => ({ role, places: placesOf(role) }))
    .filter(({ places }) => places.length > 0)
}
