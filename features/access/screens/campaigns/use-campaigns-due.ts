/** The reviews of rights whose day comes or has passed, and those to be opened again, for who manages rights. */
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../resident/use-may.ts'
import { type Campaign, campaignsQuery } from './queries.ts'

export const useCampaignsDue = (): readonly Campaign[] => {
  const may = useMay('access.manage')
  const { data } = useQuery({ ...campaignsQuery, enabled: may, throwOnError: false })
  return (data ?? []).filter(({ reminder }) => reminder !== null)
}
