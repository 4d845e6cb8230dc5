/** Asks again for what an event says has changed. */
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** A first answer still on its way may have been read before the event: it is awaited, then asked for once more. */
export const askAgain = async (queries: QueryClient, queryKey: QueryKey): Promise<void> => {
  const coming = queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined })
  await Promise.allSettled(coming.map(async ({ promise }) => promise))
  await queries.invalidateQueries({ queryKey })
}
