/** The emergency accesses that nobody has reviewed yet, for who looks after the site. */
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../resident/use-may.ts'
import { type GlassBreak, glassBreaksQuery } from './queries.ts'

export const useToReview = (): readonly GlassBreak[] => {
  const may = useMay('access.manage')
  const { data } = useQuery({ ...glassBreaksQuery, enabled: may, throwOnError: false })
  return (data ?? []).filter(({ review }) => review === null)
}
