/** Adds to the story of a breach; what is shown of it follows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnBreach, BREACHES, type Breach, type BreachAct } from './queries.ts'

export const useBreachAct = (breach: Breach, onDone?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: BreachAct) => actOnBreach(breach, act),
    onSuccess: () => onDone?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: BREACHES }),
  })
}
