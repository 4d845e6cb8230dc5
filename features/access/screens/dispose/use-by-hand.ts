/** What somebody has to wipe by hand, for whoever may change equipment. */
import { useQuery } from '@tanstack/react-query'
import { useMayChange } from '../rollouts/use-may-change.ts'
import { type Disposal, disposalsQuery } from './queries.ts'

export const useByHand = (): readonly Disposal[] => {
  const may = useMayChange()
  const { data } = useQuery({ ...disposalsQuery, enabled: may, throwOnError: false })
  return (data ?? []).filter(({ state }) => state === 'by_hand')
}
