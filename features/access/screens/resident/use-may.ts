/** Whether whoever is signed in may do something at all. */
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'

export const useMay = (permission: 'people.manage' | 'access.manage' | 'emergencies.order'): boolean => {
  const { data: me } = useQuery(meQuery)
  return me?.grants.some((grant) => grant.permission === permission) === true
}
