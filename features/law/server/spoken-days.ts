/** Days and moments as a letter or a page says them, in the zone where the organization counts its days. */

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const

/** 9 April 2026; a civil day is told in UTC, whose midnight it is kept as. */
export const sayDayIn = (language: 'en' | 'fr', at: number, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(at)

/** 9 April 2026 at 14:05 */
export const sayMomentIn = (language: 'en' | 'fr', at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
