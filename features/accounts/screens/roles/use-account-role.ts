/** What somebody who acted is here, by the role of their account, for those who may read accounts. */
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../sign-in/me.ts'
import { accountsQuery } from './queries.ts'
import { useRoleName } from './use-role-name.ts'

/** `undefined`: not known, or not for this reader. */
export const useAccountRole = (accountId: string | null): string | undefined => {
  const nameOf = useRoleName()
  const { data: me } = useQuery(meQuery)
  const mayRead = me?.grants.some(({ permission }) => permission === 'accounts.read') === true
  const enabled = mayRead && accountId !== null && accountId !== me.account?.id
  const { data } = useQuery({ ...accountsQuery(undefined), enabled, throwOnError: false })
  const [role] = data?.data.find(({ id }) => id === accountId)?.roles ?? []
  return role === undefined ? undefined : nameOf({ code: role.role, name: role.roleName })
}
