/** After any way of signing in: to the set-up the first time, else to where one was going. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PasskeyDismissed, type SignedIn } from './actions.ts'

export const useSignIn = <Input>(act: (input: Input) => Promise<SignedIn>, then: string | undefined) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (input: Input) => {
      try {
        return await act(input)
      } catch (error) {
        if (error instanceof PasskeyDismissed) return undefined
        throw error
      }
    },
    onSuccess: async (signedIn) => {
      if (signedIn === undefined) return
      queries.clear()
      if (signedIn.next === 'setUp') await navigate({ to: '/set-up', replace: true })
      else await navigate({ href: then ?? '/', replace: true })
    },
  })
}
