/** A telephone number as one writes it: a French one in pairs, any other as it was given. */
const FRENCH = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/

/** Its parts stay on one line. */
export const writtenNumber = (number: string): string =>
  number.replace(FRENCH, '+33 $1 $2 $3 $4 $5').replaceAll(' ', '\u00a0')
