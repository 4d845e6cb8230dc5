/** The one cookie: `__Host-loge` on https (bound to the host by the browser), `loge` on plain http loopback. */

export interface SessionCookie {
  readonly name: string
  /** A `Set-Cookie` value; `maxAgeS` is how long the browser keeps it. */
  set(token: string, maxAgeS: number): string
  clear(): string
}

export const sessionCookieFor = (origin: string): SessionCookie => {
  const secure = new URL(origin).protocol === 'https:'
  const name = secure ? '__Host-loge' : 'loge'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    name,
    set: (token, maxAgeS) => `${name}=${token}; Max-Age=${Math.floor(maxAgeS)}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}

/** The value of one cookie in a `Cookie` header. Our tokens need no escaping, so none is undone. */
export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
