/**
 * Number plates: one spelling whoever wrote them, and the characters a camera takes for one another. Which of them a door
 * forgives is a rule of that door (`takesLookAlikes`).
 */

const pairs = (written: string, read: string): readonly (readonly [string, string])[] =>
  Array.from(written, (letter, position) => [letter, read.charAt(position)])

/**
 * Greek, Cyrillic and Latin letters that look the same on a plate: abroad a plate is read in Latin letters (Vienna
 * Convention on Road Traffic, annex 2), so these are the only ones such plates use. Each pair: as written, as read.
 */
const ABROAD: ReadonlyMap<string, string> = new Map([
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...pairs('АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'),
])

/** The sign of a country that papers and cameras put in front, where nothing else has this form: `F AB-123-CD`. */
const SIGNED: readonly RegExp[] = [/^FR?(?=[A-Z]{2}\d{3}[A-Z]{2}$)/]

/** What is left once separators and accents are gone and letters are capitals, in the form it has within its country. */
export const respellPlate = (plain: string): string => {
  const latin = Array.from(plain, (letter) => ABROAD.get(letter) ?? letter).join('')
  return SIGNED.reduce((plate, sign) => plate.replace(sign, ''), latin)
}

/** What cameras take for one another, each set read as its first. A set more is a line more. */
export const LOOK_ALIKES = ['0OQD', '1I', '2Z', '5S', '6G', '8B'] as const

const READ_AS: ReadonlyMap<string, string> = new Map(
  LOOK_ALIKES.flatMap((alike) => Array.from(alike, (letter) => [letter, alike.charAt(0)])),
)

/** Two plates with the same fold cannot be told apart by a camera. */
export const foldPlate = (plate: string): string =>
  Array.from(plate, (letter) => READ_AS.get(letter) ?? letter).join('')
