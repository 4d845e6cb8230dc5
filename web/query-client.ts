/** What the browser keeps of answers, when a question is worth asking twice, and how it learns that a session ended. */
import { meQuery } from '@loge/features/accounts/screens'
import { openDocumentsQuery } from '@loge/features/privacy/screens'
import { ApiProblem } from '@loge/http/client'
import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut } from './shell/signed-out.ts'

/** A refusal is an answer; only the way to the server is worth a second try. */
const mayPass = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500)

/** The register asks for a signature since the page was opened: it is shown what to sign. */
const isUnsigned = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'confidentiality_unsigned'

/** The session ended while a page was open: asked who one is, the console finds out and lets one sign in again. */
const suspect = (error: unknown): void => {
  if (isSignedOut(error)) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  if (isUnsigned(error)) void queryClient.invalidateQueries({ queryKey: openDocumentsQuery.queryKey })
}

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: mayPass } },
  queryCache: new QueryCache({
    onError: (error, { queryHash }) => {
      if (queryHash !== hashKey(meQuery.queryKey)) suspect(error)
    },
  }),
  mutationCache: new MutationCache({ onError: suspect }),
})
