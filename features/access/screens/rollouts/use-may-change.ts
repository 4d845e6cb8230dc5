/** Whether whoever is signed in may ask devices for something. */
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'

export const useMayChange = (): boolean => {
  const { data: me } = useQuery(meQuery)
  return me?.grants.some(({ permission }) => permission === 'equipment.manage') === true
}
