/** Asks again for what a move changes. */
import { useQueryClient } from '@tanstack/react-query'

const KEYS = [['moves'], ['tenancies'], ['people']] as const

export const useMovesChanged = (): (() => Promise<unknown>) => {
  const queries = useQueryClient()
  return () => Promise.all(KEYS.map((queryKey) => queries.invalidateQueries({ queryKey })))
}
