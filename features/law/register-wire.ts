/** The shape of a register on the wire: what its types say, with the lengths a page can show. */
import { ACTIVITY_IDS, CATEGORIES } from '@loge/kernel'
import { wireDate } from '@loge/http/contract'
import { z } from 'zod'
import {
  AS_LONG_AS,
  CHANNEL_KINDS,
  CONTRACT_CLAUSES,
  FIELD_TYPES,
  HOLD_GROUNDS,
  IDENTITY_MODES,
  KNOWN_FIELDS,
  LEGAL_BASES,
  NOTIFY_METHODS,
  OPERATIONS,
  PAUSE_MODES,
  PERSON_KINDS,
  RECIPIENT_ROLES,
  RECIPIENT_WORKS,
  type Register,
  RETENTION_MODES,
  ROLES,
  SAFEGUARDS,
  SOURCE_KINDS,
  SOURCE_WAYS,
  TRACKER_KINDS,
  TRACKER_STORES,
  TRANSFER_POLICIES,
  TRIGGERS,
  WITHDRAWAL_PATHS,
} from './core/index.ts'

/** No text turns others around or carries what the database refuses. */
const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(
      (value) =>
        value.isWellFormed() && !value.includes('\u0000') && !/[\u202a-\u202e\u2066-\u2069]/.test(value),
      'a plain text',
    )
const id = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,79}$/, 'small letters, digits, and . _ - between them')
const ids = z.array(id).max(200)
const sentence = z.strictObject({ en: text(2_000), fr: text(2_000) })
const country = z.string().regex(/^[A-Z]{2}$/, 'a country by its two letters')
const claims = z
  .array(z.string().regex(/^S\d-\d{1,3}$/))
  .max(200)
  .exactOptional()
const claimed = { claims }
const named = { id, claims }
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(300)

const period = z.strictObject({
  unit: z.enum(['day', 'month', 'year']),
  count: z.number().int().min(0).max(36_500),
})

const field = z.strictObject({
  ...named,
  label: sentence,
  is: z.enum(KNOWN_FIELDS).exactOptional(),
  askedOf: ids,
  mandatory: z.boolean(),
  consequence: sentence.exactOptional(),
  type: z.enum(FIELD_TYPES),
  options: list(z.strictObject({ id, label: sentence })).exactOptional(),
  digits: z.number().int().min(1).max(30).exactOptional(),
})

const category = z.strictObject({
  ...named,
  label: sentence,
  covers: z.array(z.enum(CATEGORIES)),
  special: z.literal(true).exactOptional(),
  neverShared: z.literal(true).exactOptional(),
  fields: list(field).exactOptional(),
})

const purpose = z.strictObject({
  ...named,
  sentence,
  basis: z.enum(LEGAL_BASES),
  withdrawal: z.enum(WITHDRAWAL_PATHS).exactOptional(),
  law: text(500).exactOptional(),
  interest: sentence.exactOptional(),
  balancing: sentence.exactOptional(),
  marketing: z.literal(true).exactOptional(),
  support: z.literal(true).exactOptional(),
  retention: id,
})

const activity = z.strictObject({
  ...named,
  label: sentence,
  role: z.enum(ROLES),
  arrangement: sentence.exactOptional(),
  runs: z.array(z.enum(ACTIVITY_IDS)),
  purposes: list(purpose),
  audiences: ids,
  categories: ids,
  recipientKinds: ids,
  operations: z.array(z.enum(OPERATIONS)),
  sources: ids,
  measures: ids.exactOptional(),
  art22: z.boolean(),
  transferPolicy: z.enum(TRANSFER_POLICIES).exactOptional(),
})

const rule = z.strictObject({
  ...named,
  period: z.union([period, z.enum(AS_LONG_AS)]),
  mode: z.enum(RETENTION_MODES),
  trigger: z.enum(TRIGGERS),
  ground: text(500),
  hold: z.enum(HOLD_GROUNDS).exactOptional(),
  archive: z.literal(true).exactOptional(),
  warnDays: z.number().int().min(1).max(365).exactOptional(),
  sentence,
})

const signed = z.strictObject({ name: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) })

const recipient = z.strictObject({
  ...named,
  kind: id,
  name: text(200),
  country,
  contractOn: wireDate.nullable(),
  contract: z
    .strictObject({
      document: signed,
      until: wireDate.exactOptional(),
      confidentialityOn: wireDate.exactOptional(),
      clauses: z.array(z.enum(CONTRACT_CLAUSES)).max(CONTRACT_CLAUSES.length),
    })
    .exactOptional(),
  safeguard: z.enum(SAFEGUARDS).exactOptional(),
  document: signed.exactOptional(),
  notify: z.enum(NOTIFY_METHODS),
  notifyAt: text(500).exactOptional(),
  subProcessors: list(z.strictObject({ name: text(200), country })),
})

const tracker = z.strictObject({
  ...named,
  name: text(200),
  provider: text(200),
  kind: z.enum(TRACKER_KINDS),
  store: z.enum(TRACKER_STORES),
  lifetime: period.nullable(),
  surface: id,
  purpose: sentence,
  exempt: z.literal(true).exactOptional(),
})

const head = {
  jurisdiction: z.strictObject({
    ...claimed,
    country,
    authority: z.strictObject({ id, name: text(200), address: text(500), web: text(500) }),
    authorities: list(
      z.strictObject({ country, name: text(200), address: text(500), web: text(500) }),
    ).exactOptional(),
    postMortem: z.array(country).max(300).exactOptional(),
    law: sentence,
  }),
  controller: z.strictObject({
    ...claimed,
    name: text(200),
    legalForm: text(200).exactOptional(),
    registration: text(200).exactOptional(),
    address: text(500),
    email: text(320),
    phone: text(40),
    web: text(500),
    dpo: z.strictObject({ name: text(200), email: text(320), address: text(500) }).nullable(),
  }),
  transfers: z.strictObject({
    ...claimed,
    policy: z.enum(TRANSFER_POLICIES),
    storage: z.enum(TRANSFER_POLICIES).exactOptional(),
    safeguards: list(z.strictObject({ ...claimed, kind: z.enum(SAFEGUARDS), sentence })),
    locations: list(z.strictObject({ ...named, label: sentence, country })),
  }),
  identity: z.strictObject({ ...claimed, mode: z.enum(IDENTITY_MODES), justification: sentence.nullable() }),
  channels: list(
    z.strictObject({
      ...claimed,
      kind: z.enum(CHANNEL_KINDS),
      address: text(500),
      for: z.array(z.enum(['questions', 'rights'])),
    }),
  ),
  clock: z.strictObject({
    ...claimed,
    days: z.number().int().min(1).max(366).nullable(),
    pause: z.enum(PAUSE_MODES),
    fee: z
      .strictObject({
        hourly: z.number().int().min(0).max(100_000),
        cap: z.number().int().min(0).max(100_000),
        currency: z.enum(['EUR', 'CHF']),
      })
      .exactOptional(),
  }),
}

export const registerShape: z.ZodType<Register, Register> = z
  .strictObject({
    ...head,
    audiences: list(z.strictObject({ ...named, is: z.enum(PERSON_KINDS), label: sentence })),
    categories: list(category),
    sources: list(
      z.strictObject({
        ...named,
        kind: z.enum(SOURCE_KINDS),
        by: z.array(z.enum(SOURCE_WAYS)).max(SOURCE_WAYS.length).exactOptional(),
        label: sentence,
      }),
    ),
    activities: list(activity),
    retention: list(rule),
    ceiling: id.exactOptional(),
    recipientKinds: list(
      z.strictObject({
        ...named,
        label: sentence,
        role: z.enum(RECIPIENT_ROLES),
        only: ids.exactOptional(),
        work: z.enum(RECIPIENT_WORKS).exactOptional(),
      }),
    ),
    recipients: list(recipient),
    surfaces: list(z.strictObject({ ...named, label: sentence, refusing: sentence })),
    trackers: list(tracker),
    glossary: list(z.strictObject({ ...named, term: sentence, definition: sentence })),
    security: list(z.strictObject({ ...named, sentence, evidence: text(500) })),
  })
  .meta({ id: 'Register' })
