/** A browser sends our cookie with requests other sites make; those may not change anything. */
import { Problem } from '../problem.ts'

interface Asked {
  readonly method: string
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly host: string | undefined
  readonly hasSessionCookie: boolean
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

const sameHost = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && host !== undefined && new URL(origin).host === host

/** `Sec-Fetch-Site` when the browser says it, else `Origin`; a cookie with neither is not a browser of ours. */
export const refuseForeignOrigin = (asked: Asked, ownOrigin: string): void => {
  if (SAFE.has(asked.method)) return
  const foreign = new Problem(
    403,
    'origin_refused',
    'This was sent by another site. Open Loge itself and try again.',
  )
  if (asked.fetchSite !== undefined) {
    if (asked.fetchSite === 'same-origin' || asked.fetchSite === 'none') return
    throw foreign
  }
  if (asked.origin !== undefined) {
    if (asked.origin === ownOrigin || sameHost(asked.origin, asked.host)) return
    throw foreign
  }
  if (asked.hasSessionCookie) throw foreign
}
