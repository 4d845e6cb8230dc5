/** What the server answered about an import is what every part of the page shows. */
import { useQueryClient } from '@tanstack/react-query'
import { type Batch, importQuery } from './queries.ts'

export const useKeepBatch = () => {
  const queries = useQueryClient()
  return (batch: Batch) => queries.setQueryData(importQuery(batch.id).queryKey, batch)
}
