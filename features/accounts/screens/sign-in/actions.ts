/** What sign-in asks of the server and of the browser's passkeys. The passkey code loads when it is first used. */
import type { WireAnswer } from '@loge/http/contract'
import { api } from '@loge/http/client'
import { queryOptions } from '@tanstack/react-query'
import type { accountsRoutes } from '../../wire.ts'

type Routes = typeof accountsRoutes
export type SignedIn = WireAnswer<Routes['password']>
export type Session = WireAnswer<Routes['sessions']>['data'][number]

export const methodsQuery = queryOptions({
  queryKey: ['sign-in', 'methods'],
  queryFn: ({ signal }) => api.call<Routes['methods']>('GET', '/sign-in/methods', { signal }),
  staleTime: Infinity,
})

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) =>
    api.call<Routes['sessions']>('GET', '/me/sessions', { query: { limit: 200 }, signal }),
})

export const consumeLink = (token: string): Promise<SignedIn> =>
  api.call<Routes['consumeLink']>('POST', '/sign-in/links/consume', { body: { token } })

export const requestLink = (email: string) =>
  api.call<Routes['requestLink']>('POST', '/sign-in/links', { body: { email } })

export const signInWithPassword = (email: string, password: string): Promise<SignedIn> =>
  api.call<Routes['password']>('POST', '/sign-in/password', { body: { email, password } })

export const setPassword = (password: string) =>
  api.call<Routes['setPassword']>('PUT', '/me/password', { body: { password } })

export const signOut = () => api.call<Routes['signOut']>('POST', '/me/sign-out', {})
export const signOutEverywhere = () => api.call<Routes['signOutEverywhere']>('DELETE', '/me/sessions', {})
export const endSession = (id: string) =>
  api.call<Routes['endSession']>('DELETE', '/me/sessions/{id}', { params: { id } })

/** Somebody closed the browser's own passkey window: nothing happened, so nothing is said. */
export class PasskeyDismissed extends Error {}

type AuthenticationOptions = Parameters<
  typeof import('@simplewebauthn/browser').startAuthentication
>[0]['optionsJSON']
type RegistrationOptions = Parameters<
  typeof import('@simplewebauthn/browser').startRegistration
>[0]['optionsJSON']

const dismissed = (error: unknown): never => {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError'))
    throw new PasskeyDismissed('dismissed', { cause: error })
  throw error
}

const showPasskey = async () => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await api.call<Routes['passkeyOptions']>(
    'POST',
    '/sign-in/passkey/options',
    { body: {} },
  )
  // The server's options travel as plain JSON; the library checks what it needs of them.
  const optionsJSON = options as unknown as AuthenticationOptions
  const response = await startAuthentication({ optionsJSON }).catch(dismissed)
  return {
    challengeId,
    response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } },
  }
}

export const signInWithPasskey = async (): Promise<SignedIn> =>
  api.call<Routes['passkey']>('POST', '/sign-in/passkey', { body: await showPasskey() })

/** Proves again that it is the same person; how one signs in may change only soon after a proof. */
export const confirmWithPasskey = async (): Promise<void> => {
  await api.call<Routes['confirmWithPasskey']>('POST', '/me/confirmation/passkey', {
    body: await showPasskey(),
  })
}

export const confirmWithPassword = (password: string) =>
  api.call<Routes['confirm']>('POST', '/me/confirmation', { body: { password } })

export const addPasskey = async (label: string): Promise<void> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await api.call<Routes['newPasskeyOptions']>(
    'POST',
    '/me/passkeys/options',
    {
      body: {},
    },
  )
  const optionsJSON = options as unknown as RegistrationOptions
  const response = await startRegistration({ optionsJSON }).catch(dismissed)
  await api.call<Routes['addPasskey']>('POST', '/me/passkeys', {
    body: {
      challengeId,
      label,
      response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } },
    },
  })
}
