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

/** Every step the same but for one, going round after 9: 123456, 987654, 024680, 890123, 135790. */
const isSequence = (pin: string): boolean => {
  const steps = Array.from(pin.slice(1), (digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10)
  return steps.some((step) => steps.filter((other) => other !== step).length <= 1)
}

/** `first` and `second` go on by the same step to the end of the code, in three numbers or more. */
const goesOn = (pin: string, first: string, second: string): boolean => {
  const step = Number(second) - Number(first)
  let written = first + second
  let number = Number(second) + step
  for (; written.length < pin.length && number >= 0; number += step)
    written += String(number).padStart(first.length, '0')
  return written === pin && pin.length > first.length + second.length
}

/** Numbers that count on: 246810, 102030, 891011, 050403. */
const isCount = (pin: string): boolean =>
  [1, 2, 3].some((length) =>
    [length, length + 1].some((next) => goesOn(pin, pin.slice(0, length), pin.slice(length, length + next))),
  )

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

const placeOf = (key: string): { readonly row: number; readonly column: number } =>
  key === '0'
    ? { row: 3, column: 1 }
    : { row: Math.floor((Number(key) - 1) / 3), column: (Number(key) - 1) % 3 }

/** A finger that goes to the key beside, above or below, or stays: 147896, 112233, 085236. */
const isWalk = (pin: string): boolean => {
  const places = Array.from(pin, placeOf)
  return places.every(({ row, column }, index) => {
    const before = places[index - 1]
    return before === undefined || Math.abs(before.row - row) + Math.abs(before.column - column) <= 1
  })
}

/** Made only of lines of the keypad, drawn in either direction: 147258, 159357, 258000. */
const isKeypadPattern = (pin: string): boolean => {
  const lines = KEYPAD_LINES.flatMap((line) => [line, line.split('').toReversed().join('')])
  return new RegExp(`^(?:${lines.join('|')})+0*$`).test(pin) || isWalk(pin)
}

/** `null`: the code may be used. */
export const pinWeakness = (pin: string): PinWeakness | null => {
  if (!/^\d*$/.test(pin)) return 'not_digits'
  if (pin.length < PIN_SHORTEST) return 'too_short'
  if (pin.length > PIN_LONGEST) return 'too_long'
  if (isRepeated(pin)) return 'repeated'
  if (isSequence(pin) || isCount(pin)) return 'sequence'
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
