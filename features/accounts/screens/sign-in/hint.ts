/**
 * Whether this browser may be signed in, by the cookie that scripts may read (`http/server/session-cookie.ts`). Only a
 * hint: it saves asking what must be refused, and the server decides.
 */
export const mayBeSignedIn = (): boolean =>
  /(?:^|; )(?:__Host-)?loge-signed-in=1(?:;|$)/.test(document.cookie)

/** The session has ended before its time, as the server just said. */
export const forgetSignedIn = (): void => {
  for (const name of ['loge-signed-in', '__Host-loge-signed-in'])
    document.cookie = `${name}=; Max-Age=0; Path=/${name.startsWith('__') ? '; Secure' : ''}`
}
