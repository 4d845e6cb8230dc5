/** The changes that paused by themselves, for whoever may decide about them. */
import { useQuery } from '@tanstack/react-query'
import { pausedQuery, type Rollout } from './queries.ts'
import { useMayChange } from './use-may-change.ts'

export const usePaused = (): readonly Rollout[] => {
  const may = useMayChange()
  const { data } = useQuery({ ...pausedQuery, enabled: may, throwOnError: false })
  return data ?? []
}
