/** The name passkeys are bound to. A passkey needs a name: an address such as 127.0.0.1 cannot have one. */
import { isIP } from 'node:net'
import { Problem } from '@loge/http'

export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Our own origin, or `localhost` for the same port when ours is an address of this machine. */
const isOurs = (own: URL, called: URL): boolean =>
  called.origin === own.origin ||
  (LOOPBACK.has(own.hostname) &&
    LOOPBACK.has(called.hostname) &&
    called.port === own.port &&
    called.protocol === own.protocol)

export const relyingPartyFor = (origin: string, callOrigin: string | undefined): RelyingParty | undefined => {
  const own = new URL(origin)
  const called = callOrigin !== undefined && URL.canParse(callOrigin) ? new URL(callOrigin) : own
  const chosen = isOurs(own, called) ? called : own
  const isAddress = isIP(chosen.hostname) !== 0 || chosen.hostname.startsWith('[')
  return isAddress ? undefined : { id: chosen.hostname, origin: chosen.origin }
}

export const relyingPartyOf = (origin: string, callOrigin: string | undefined): RelyingParty => {
  const party = relyingPartyFor(origin, callOrigin)
  if (party === undefined)
    throw new Problem(409, 'passkey_unavailable', 'Passkeys need a name in the address, such as localhost.')
  return party
}
