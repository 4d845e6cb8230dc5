/** Does something with a case and shows it as it is then; told that somebody else was first, it reads it again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Act, actOn, type Case, REQUESTS } from './queries.ts'

export const useAct = (one: Case, done?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: Act) => actOn(one, act),
    onSuccess: () => done?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: REQUESTS }),
  })
}
