/** Why a code is refused when it is chosen: codes that people try first protect nothing. */

export const PIN_SHORTEST = 6
export const PIN_LONGEST = 12

export type PinWeakness =
  | 'not_digits'
  | 'too_short'
  | 'too_long'
  | 'repeated'
  | 'sequence'
  | 'date'
  | 'keypad_pattern'

/** 111111, 121212, 123123, and any code of fewer than three different digits. */
const isRepeated = (pin: string): boolean => new Set(pin).size < 3 || /^(\d{1,4})\1+$/.test(pin)

/** Every step the same, going round after 9: 123456, 987654, 024680, 890123. */
const isSequence = (pin: string): boolean => {
  const steps = new Set<number>()
  for (let index = 1; index < pin.length; index++) {
    steps.add((pin.charCodeAt(index) - pin.charCodeAt(index - 1) + 10) % 10)
  }
  return steps.size === 1
}

const isDay = (text: string): boolean => Number(text) >= 1 && Number(text) <= 31
const isMonth = (text: string): boolean => Number(text) >= 1 && Number(text) <= 12
const isYear = (text: string): boolean => text.length === 2 || /^(19|20)\d\d$/.test(text)

/** Birthdays: every order of day, month and year, with two or four digits for the year. */
const isDate = (pin: string): boolean => {
  if (pin.length !== 6 && pin.length !== 8) return false
  const yearLength = pin.length - 4
  const [first, second, last] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)]
  if (isYear(last) && ((isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second)))) return true
  const [year, middle, end] = [pin.slice(0, yearLength), pin.slice(yearLength, yearLength + 2), pin.slice(-2)]
  return isYear(year) && isMonth(middle) && isDay(end)
}

const KEYPAD_LINES = ['147', '258', '369', '159', '357', '123', '456', '789', '2580', '1379']

/** Made only of lines of the keypad, drawn in either direction: 147258, 159357, 258000. */
const isKeypadPattern = (pin: string): boolean => {
  const lines = KEYPAD_LINES.flatMap((line) => [line, line.split('').toReversed().join('')])
  return new RegExp(`^(?:${lines.join('|')})+0*$`).test(pin)
}

/** `null`: the code may be used. */
export const pinWeakness = (pin: string): PinWeakness | null => {
  if (!/^\d*$/.test(pin)) return 'not_digits'
  if (pin.length < PIN_SHORTEST) return 'too_short'
  if (pin.length > PIN_LONGEST) return 'too_long'
  if (isRepeated(pin)) return 'repeated'
  if (isSequence(pin)) return 'sequence'
  if (isDate(pin)) return 'date'
  return isKeypadPattern(pin) ? 'keypad_pattern' : null
}

/** Unbiased digits from random bytes: bytes of 250 and more are skipped. */
const digitsFrom = (random: Uint8Array): string =>
  [...random]
    .filter((byte) => byte < 250)
    .map((byte) => byte % 10)
    .join('')

/** A code that is not weak, from a source of random bytes. */
export const makePin = (bytes: (length: number) => Uint8Array, length = PIN_SHORTEST): string => {
  for (;;) {
    const pin = digitsFrom(bytes(length * 2)).slice(0, length)
    if (pin.length === length && pinWeakness(pin) === null) return pin
  }
}
