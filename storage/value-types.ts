/** How PostgreSQL's values become ours: instants, safe integers, civil dates as text. Used by every connection. */
import { instant } from '@loge/kernel'
import pg from 'pg'

const DATE = 1082
const INT8 = 20
const TIMESTAMPTZ = 1184

const parseTimestamptz = pg.types.getTypeParser(TIMESTAMPTZ)

/** A `bigint` that a JavaScript number cannot hold exactly is an error, never a rounded value. */
const parseInt8 = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint column holds a value beyond 2^53')
  return value
}

const parseInstant = (text: string): number => {
  const parsed: unknown = parseTimestamptz(text)
  if (!(parsed instanceof Date)) throw new RangeError('a timestamptz column holds an infinite value')
  return instant(parsed.getTime())
}

const getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === INT8) return parseInt8
  if (oid === TIMESTAMPTZ) return parseInstant
  // A civil date has no zone: `pg` would make it midnight of the server's own.
  if (oid === DATE) return (text: string): string => text
  return pg.types.getTypeParser(oid, 'text')
}

export const valueTypes: pg.CustomTypesConfig = { getTypeParser }
