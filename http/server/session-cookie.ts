/** The one cookie: `__Host-loge` on https (bound to the host by the browser), `loge` on plain http loopback. */
import fastifyCookie from '@fastify/cookie'

export interface SessionCookie {
  readonly name: string
  /** A `Set-Cookie` value; `maxAgeS` is how long the browser keeps it. */
  set(token: string, maxAgeS: number): string
  clear(): string
}

export const sessionCookieFor = (origin: string): SessionCookie => {
  const secure = new URL(origin).protocol === 'https:'
  const name = secure ? '__Host-loge' : 'loge'
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    name,
    set: (token, maxAgeS) => fastifyCookie.serialize(name, token, { ...options, maxAge: maxAgeS }),
    clear: () => fastifyCookie.serialize(name, '', { ...options, maxAge: 0 }),
  }
}
