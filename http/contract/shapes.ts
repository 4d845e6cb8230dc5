/** Shapes every feature shares on the wire. */
import {
  asId,
  formatId,
  ID_PREFIX,
  instant,
  isIdKind,
  isUuid,
  parseId,
  type Id,
  type IdKind,
  type Instant,
} from '@loge/kernel'
import { z } from 'zod'

/** `per_018f…` outside, `Id<'person'>` inside. */
export const wireId = <Kind extends IdKind>(kind: Kind) =>
  z.codec(
    z
      .string()
      .regex(new RegExp(`^${ID_PREFIX[kind]}_[0-9a-f]{32}$`), `an id of the form ${ID_PREFIX[kind]}_…`),
    z.custom<Id<Kind>>((value) => typeof value === 'string'),
    {
      decode: (text, context) => {
        const id = parseId(kind, text)
        if (id !== undefined) return id
        context.issues.push({ code: 'custom', input: text, message: `not a ${kind} id` })
        return z.NEVER
      },
      encode: (id) => formatId(kind, id),
    },
  )

/** Of whichever kind a value says it is: `per_018f…` outside. What is no id of ours stays as it is. */
export const toWireId = (kind: string | undefined, value: string): string =>
  kind !== undefined && isIdKind(kind) && isUuid(value) ? formatId(kind, asId(kind, value)) : value

const actor = z.object({ kind: z.string(), id: z.string().nullable() })

/** Who did it: `acc_…` outside. What acts without an id, as the system does, is told by its name. */
export const wireActor = z.codec(actor, actor, {
  decode: (outside) => outside,
  encode: ({ kind, id }) => ({ kind, id: id === null ? null : toWireId(kind, id) }),
})

const earliest = Date.parse('0001-01-02T00:00:00.000Z')
const latest = Date.parse('9999-12-30T00:00:00.000Z')
/**
 * RFC 3339 and PostgreSQL write the years 1 to 9999, in every time zone. What lies beyond, as given or as worked out, is
 * taken for the end of that: somebody who writes 9999-12-31 means for ever.
 */
const within = (at: number): number => Math.min(Math.max(at, earliest), latest)

/** A bare day is no instant: which midnight it means depends on the zone, so the caller says it. */
const INSTANT_TO_TYPE =
  'type an instant with its zone, such as 2026-11-23T00:00:00Z or 2026-11-23T00:00:00+01:00; a day alone is not one'

/** RFC 3339 in UTC outside, `Instant` inside. */
export const wireInstant = z.codec(
  z.iso.datetime({ offset: true, error: INSTANT_TO_TYPE }),
  z.custom<Instant>((value) => typeof value === 'number'),
  {
    decode: (text) => instant(within(Date.parse(text))),
    encode: (at) => new Date(within(at)).toISOString(),
  },
)

/** Zero-width and other invisible characters count as nothing at both ends, as blanks do. */
const UNSEEN_ENDS = /^[\s\p{Z}\p{Cf}]+|[\s\p{Z}\p{Cf}]+$/gu

/** Turns what follows it around, so that a name reads as another one. The marks of one letter (U+200E, U+200F) do not. */
const TURNS_AROUND = /[\u202a-\u202e\u2066-\u2069]/

/** What somebody writes for others to read: without what nobody sees at its ends, so that it says something. */
export const humanText = (shortest: number, longest: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll(UNSEEN_ENDS, ''))
    .min(shortest)
    .max(longest)
    .refine((text) => !TURNS_AROUND.test(text), 'characters that change the direction of writing')

/** A civil date, `2026-11-22`. There was no year 0. */
export const wireDate = z.iso.date().refine((text) => !text.startsWith('0000'), 'a year from 1 to 9999')

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
const NEAR = `a day from ${FIRST_DAY} to ${LAST_DAY}; what has no end has no date`
const isNear = (day: string): boolean => day >= FIRST_DAY && day <= LAST_DAY

/** A day in somebody's life: the year 1 or 9999 is a slip of whoever typed it, and is not kept. */
export const lifeDate = wireDate.refine(isNear, NEAR)

/** An instant in somebody's life. */
export const lifeInstant = wireInstant.refine((at) => isNear(new Date(at).toISOString().slice(0, 10)), NEAR)

/** The two parameters of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
}

/** `{ data, nextCursor }`: the answer of every list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() })
