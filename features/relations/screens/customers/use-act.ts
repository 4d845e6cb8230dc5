/** Does something to a file, and reads it anew whatever became of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Act, actOnFile, type File, FILES } from './queries.ts'

export const useAct = (one: File) => {
  const queries = useQueryClient()
  const go = useNavigate()
  return useMutation({
    mutationFn: (act: Act) => actOnFile(one.kind, one, act),
    onSuccess: async (_, act) => {
      // Whoever said no may be out of this use altogether, and of this list.
      if (act.kind === 'object') await go({ to: '/customers', search: { kind: one.kind } })
      if (act.kind === 'convert') await go({ to: '/customers', search: { kind: 'customer', id: one.id } })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: FILES }),
  })
}
