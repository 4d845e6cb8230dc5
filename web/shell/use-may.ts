/** Whether whoever is signed in holds a permission over more than what is their own, which opens no page of the house. */
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'

export const useMay = (): ((wanted: string) => boolean) => {
  const { data: me } = useQuery(meQuery)
  return (wanted) =>
    me?.grants.some(({ permission, scope }) => permission === wanted && scope.kind !== 'own') === true
}
