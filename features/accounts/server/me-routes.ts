/** One's own account, joined to what answers it. */
import { Problem, serve, sessionCookieFor, type Endpoint, type Principal } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { accountFacts, isConfirmed } from '../core/index.ts'
import { accountsRoutes as routes } from '../wire.ts'
import { findAccount } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { describeMe } from './describe-me.ts'
import { keepOwnLanguage, type Themselves } from './own-language.ts'
import { addPasskey, listPasskeys, removePasskey, startAddingPasskey } from './passkeys.ts'
import { confirmWithPasskey } from './sign-in-with-passkey.ts'
import { confirmWithPassword, setPassword } from './passwords.ts'
import { byThemselves, record } from './record.ts'
import { confirmationRequired, endSessions, listSessions, type OwnSession } from './sessions.ts'

/** An API key has no sessions, passwords or passkeys. */
export const ownSessionOf = (principal: Principal): OwnSession & Themselves => {
  if (principal.kind !== 'account')
    throw new Problem(
      403,
      'account_required',
      'This is for somebody signed in to the console, not for an API key.',
    )
  return principal
}

/** How one signs in may change only right after a proof, so that a forgotten open browser is not enough. */
export const confirmedSessionOf = (deps: AccountsDeps, principal: Principal): OwnSession => {
  const own = ownSessionOf(principal)
  const confirmedAt = principal.kind === 'account' ? principal.confirmedAt : undefined
  if (!isConfirmed(confirmedAt, deps.world.now())) throw confirmationRequired()
  return own
}

const recordSignOut = async (
  transaction: Transaction,
  deps: AccountsDeps,
  own: OwnSession,
  sessions: number,
) => {
  const account = await findAccount(transaction, own.organizationId, own.accountId)
  await record(transaction, deps.world, own.organizationId, {
    fact: accountFacts.signedOut,
    actor: byThemselves(own.accountId),
    ...(account === undefined ? {} : { account }),
    payload: { sessions },
  })
}

const signOut = (
  deps: AccountsDeps,
  own: OwnSession,
  which: Parameters<typeof endSessions>[2],
): Promise<number> =>
  deps.database.transaction(own.organizationId, async (transaction) => {
    const ended = await endSessions(transaction, own, which)
    if (ended > 0) await recordSignOut(transaction, deps, own, ended)
    return ended
  })

const sessionEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.sessions, ({ principal, query }) => {
    const own = ownSessionOf(principal)
    return deps.database.transaction(own.organizationId, (transaction) =>
      listSessions(transaction, own, { now: deps.world.now(), ...query }),
    )
  }),
  serve(routes.endSession, async ({ principal, params }) => {
    const ended = await signOut(deps, ownSessionOf(principal), { only: params.id })
    if (ended === 0) throw new Problem(404, 'not_found', 'There is no such session.')
    return undefined
  }),
  serve(routes.signOutEverywhere, async ({ principal, header }) => {
    await signOut(deps, ownSessionOf(principal), {})
    header('Set-Cookie', sessionCookieFor(deps.origin).clear())
    return undefined
  }),
  serve(routes.signOut, async ({ principal, header }) => {
    const own = ownSessionOf(principal)
    await signOut(deps, own, { only: own.sessionId })
    header('Set-Cookie', sessionCookieFor(deps.origin).clear())
    return undefined
  }),
]

const proofEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.setPassword, async ({ principal, body }) => {
    await setPassword(deps, confirmedSessionOf(deps, principal), body.password)
    return undefined
  }),
  serve(routes.confirm, async ({ principal, body, address }) => {
    await confirmWithPassword(deps, ownSessionOf(principal), { password: body.password, address })
    return undefined
  }),
  serve(routes.confirmWithPasskey, async ({ principal, body, origin }) => {
    await confirmWithPasskey(deps, ownSessionOf(principal), { ...body, callOrigin: origin })
    return undefined
  }),
  serve(routes.passkeys, async ({ principal }) => ({
    data: await listPasskeys(deps, ownSessionOf(principal)),
  })),
  serve(routes.newPasskeyOptions, ({ principal, origin }) =>
    startAddingPasskey(deps, confirmedSessionOf(deps, principal), origin),
  ),
  serve(routes.addPasskey, ({ principal, body, origin }) =>
    addPasskey(deps, confirmedSessionOf(deps, principal), { ...body, callOrigin: origin }),
  ),
  serve(routes.removePasskey, async ({ principal, params }) => {
    await removePasskey(deps, confirmedSessionOf(deps, principal), params.id)
    return undefined
  }),
]

export const meEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.me, ({ principal }) => describeMe(deps, principal)),
  serve(routes.keepLanguage, async ({ principal, body }) => {
    await keepOwnLanguage(deps, ownSessionOf(principal), body.language)
    return undefined
  }),
  ...proofEndpoints(deps),
  ...sessionEndpoints(deps),
]
