/**
 * The name of a file that is brought, in `Content-Disposition` (RFC 6266) and not in the address: it often names somebody,
 * and addresses are kept in many logs.
 */

const LONGEST = 200

/** As the header says it, in UTF-8 (RFC 8187). */
export const fileNameHeader = (name: string): string => {
  const coded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.codePointAt(0)?.toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${coded}`
}

const decoded = (coded: string): string => {
  try {
    return decodeURIComponent(coded)
  } catch {
    return ''
  }
}

/** Its end, where it is too long; nothing, where it is not said or cannot be read. */
export const fileNameOf = (header: string | undefined = ''): string => {
  const [, coded] = /;\s*filename\*=utf-8'[^']*'([^;\s]+)/i.exec(header) ?? []
  const [, plain = ''] = /;\s*filename="([^"]*)"/i.exec(header) ?? []
  const name = coded === undefined ? plain : decoded(coded)
  return name
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(-LONGEST)
    .toWellFormed()
}
