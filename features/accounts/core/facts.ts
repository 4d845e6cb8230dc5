/** What happens to accounts, as the log keeps it: ids and codes only. */
import { defineFacts } from '@loge/features/events/core'

const audit = (type: string, payload: Readonly<Record<string, string>>) =>
  ({ type, version: 1, retention: 'audit', payload }) as const

const account = { accountId: 'the account concerned' }

const role = {
  roleId: 'the role',
  permissions: 'what it may do now',
  scopes: 'over what it may be given now',
}

export const accountFacts = defineFacts({
  created: audit('account.created', account),
  changed: audit('account.changed', { ...account, status: 'active or suspended' }),
  linkRequested: audit('account.link_requested', {
    ...account,
    linkId: 'the sign-in link; its secret is elsewhere',
  }),
  signedIn: audit('account.signed_in', {
    ...account,
    sessionId: 'the new session',
    method: 'link, password or passkey',
  }),
  signInFailed: audit('account.sign_in_failed', {
    ...account,
    method: 'password or passkey',
    reason: 'a code',
  }),
  lockedOut: audit('account.locked_out', {
    ...account,
    failures: 'how many there were',
    minutes: 'for how long nobody tries again from there',
  }),
  signedOut: audit('account.signed_out', { ...account, sessions: 'how many sessions ended' }),
  passwordSet: audit('account.password_set', account),
  passkeyAdded: audit('account.passkey_added', { ...account, passkeyId: 'the passkey' }),
  passkeyRemoved: audit('account.passkey_removed', { ...account, passkeyId: 'the passkey' }),
  roleGiven: audit('account.role_given', {
    ...account,
    roleId: 'the role',
    scope: 'organization, site or own',
    until: 'when it ends by itself, or null',
  }),
  roleTaken: audit('account.role_taken', { ...account, roleId: 'the role' }),
  roleHandedOver: audit('account.role_handed_over', {
    ...account,
    delegationId: 'what was handed over; its reason is elsewhere',
    giverId: 'the account whose role it is',
    roleId: 'the role',
    permissions: 'what of it',
    scope: 'organization or site',
    from: 'when it begins',
    until: 'when it ends by itself',
  }),
  handOverEnded: audit('account.hand_over_ended', { ...account, delegationId: 'what was handed over' }),
  roleCreated: audit('role.created', role),
  roleChanged: audit('role.changed', role),
  roleRetired: audit('role.retired', { roleId: 'the role' }),
  apiKeyCreated: audit('api_key.created', {
    apiKeyId: 'the key; its secret is elsewhere',
    roleId: 'what it may do',
  }),
  apiKeyRevoked: audit('api_key.revoked', { apiKeyId: 'the key' }),
})
