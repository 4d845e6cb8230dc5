/** One form for one address: what comes before the @ is compared without case too, as every provider does. */

export const normaliseEmail = (text: string): string => text.trim().normalize('NFKC').toLowerCase()

/** The first administrator's, until whoever installs says who they are; `.invalid` is never anybody's (RFC 2606). */
export const NOBODY = 'administrator@loge.invalid'
export const isNobody = (email: string): boolean => email === NOBODY
