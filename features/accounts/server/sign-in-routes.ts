/** Signing in, joined to what answers it. */
import { serve, type Endpoint } from '@loge/http'
import { accountsRoutes as routes } from '../wire.ts'
import type { AccountsDeps } from './deps.ts'
import { onlyResidence } from './neighbours.ts'
import { signInWithPasskey, startPasskeySignIn } from './sign-in-with-passkey.ts'
import { signInWithPassword } from './passwords.ts'
import { relyingPartyFor } from './relying-party.ts'
import type { SignedIn } from './sessions.ts'
import { consumeSignInLink, requestSignInLink } from './sign-in-links.ts'

interface Answering {
  header(name: string, value: string | string[]): void
}

const welcome = (call: Answering, { accountId, next, cookies }: SignedIn) => {
  call.header('Set-Cookie', cookies)
  return { accountId, next }
}

export const signInEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.methods, async ({ origin }) => {
    const [organization, another] = await deps.database.organizations()
    const only = another === undefined ? organization : undefined
    return {
      passkey: relyingPartyFor(deps.origin, origin) !== undefined,
      password: true,
      linkByEmail: deps.deliverLink !== undefined,
      organizationRequired: only === undefined,
      residence:
        only === undefined
          ? null
          : await deps.database.transaction(only.id, (transaction) => onlyResidence(transaction, only.id)),
    }
  }),
  serve(routes.requestLink, async ({ body, address, language }) => {
    await requestSignInLink(deps, { email: body.email, organization: body.organization, address, language })
    return undefined
  }),
  serve(routes.consumeLink, async (call) =>
    welcome(call, await consumeSignInLink(deps, call.body.token, call)),
  ),
  serve(routes.password, async (call) => {
    const { email, password, organization } = call.body
    return welcome(call, await signInWithPassword(deps, { email, password, organization, from: call }))
  }),
  serve(routes.passkeyOptions, ({ body, origin }) =>
    startPasskeySignIn(deps, { organization: body.organization, callOrigin: origin }),
  ),
  serve(routes.passkey, async (call) => {
    const { challengeId, response, organization } = call.body
    const { origin: callOrigin } = call
    return welcome(
      call,
      await signInWithPasskey(deps, { challengeId, response, organization, callOrigin, from: call }),
    )
  }),
]
