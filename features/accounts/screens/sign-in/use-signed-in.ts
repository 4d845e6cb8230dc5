/** Any way of signing in, and where it leads: to the set-up the first time, else to where one was going. */
import { ApiProblem } from '@loge/http/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PasskeyDismissed, type SignedIn } from './actions.ts'

export type GoOn = (signedIn: SignedIn) => Promise<void>

export const useGoTo = (then: string | undefined): GoOn => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async (signedIn) => {
    queries.clear()
    if (signedIn.next === 'setUp') await navigate({ to: '/set-up', replace: true })
    else await navigate({ href: then ?? '/', replace: true })
  }
}

export const useSignIn = <Input>(act: (input: Input) => Promise<SignedIn>, goOn: GoOn) =>
  useMutation({
    mutationFn: async (input: Input) => {
      try {
        return await act(input)
      } catch (error) {
        if (error instanceof PasskeyDismissed) return undefined
        // What is still open to them, and whom to write to, is a page that needs no account.
        if (error instanceof ApiProblem && error.document.code === 'account_suspended')
          location.assign(`/suspended?lang=${document.documentElement.lang}`)
        throw error
      }
    },
    onSuccess: (signedIn) => (signedIn === undefined ? undefined : goOn(signedIn)),
  })
