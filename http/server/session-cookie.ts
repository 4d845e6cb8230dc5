/**
 * The session's cookie: `__Host-loge` on https (bound to the host by the browser), `loge` on plain http loopback. Beside
 * it a hint that scripts may read, so that a page asks nothing that must be refused: it says that there is a session,
 * for as long as it can last, and nothing about whose. It opens nothing.
 */

export interface SessionCookie {
  readonly name: string
  /** `Set-Cookie` values; `maxAgeS` is how long the browser keeps them. */
  set(token: string, maxAgeS: number): string[]
  clear(): string[]
}

export const sessionCookieFor = (origin: string): SessionCookie => {
  const secure = new URL(origin).protocol === 'https:'
  const name = secure ? '__Host-loge' : 'loge'
  const attributes = `Path=/; SameSite=Lax${secure ? '; Secure' : ''}`
  const pair = (token: string, hint: string, maxAgeS: number) => [
    `${name}=${token}; Max-Age=${maxAgeS}; ${attributes}; HttpOnly`,
    `${name}-signed-in=${hint}; Max-Age=${maxAgeS}; ${attributes}`,
  ]
  return {
    name,
    set: (token, maxAgeS) => pair(token, '1', Math.floor(maxAgeS)),
    clear: () => pair('', '', 0),
  }
}

/** The value of one cookie in a `Cookie` header. Our tokens need no escaping, so none is undone. */
export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
