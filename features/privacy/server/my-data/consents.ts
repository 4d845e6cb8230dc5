/** The ledger of consents: given by a clear act to words that were shown, taken back in one, and asked for before use. */
import { createHash } from 'node:crypto'
import type { Purpose, Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type Instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  type ConsentAction,
  consentNamed,
  type ConsentSurface,
  type ObjectedTo,
  privacyFacts,
} from '../../core/index.ts'
import { type Oneself, tell } from './caller.ts'
import { tablesOf } from './tables.ts'

export type Language = 'en' | 'fr'

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export const shownBy = ({ sentence }: Pick<Purpose, 'sentence'>): Readonly<Record<Language, string>> => ({
  en: digestOf(sentence.en),
  fr: digestOf(sentence.fr),
})

export interface ConsentGiven {
  readonly purpose: string
  /** The digest of the words that were on the screen. */
  readonly shown: string
  readonly language: Language
  readonly surface: ConsentSurface
  readonly action: ConsentAction
}

const wordsShown = (register: Register, { purpose, shown, language }: ConsentGiven): string => {
  const asked = consentNamed(register, purpose)
  if (asked === undefined)
    throw new Problem(404, 'purpose_unknown', 'The register asks for no consent of that name.')
  if (shownBy(asked)[language] !== shown)
    throw new Problem(409, 'consent_text_changed', 'What is agreed to was worded anew. Read it again.')
  return asked.sentence[language]
}

const heldOf = (transaction: Transaction, personId: PersonId, purpose: string) =>
  tablesOf(transaction)
    .selectFrom('consent')
    .select(['id', 'given_at'])
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()

/** Who agrees twice agreed once, to what was shown first. */
export const giveConsent = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
  given: ConsentGiven,
): Promise<Instant> => {
  const { organizationId, personId } = who
  const register = await registerAt(transaction, organizationId, world.now())
  const words = wordsShown(register, given)
  const inserted = await tablesOf(transaction)
    .insertInto('consent')
    .values({
      organization_id: organizationId,
      id: newId(world, 'consent'),
      person_id: personId,
      purpose: given.purpose,
      shown: words,
      shown_hash: given.shown,
      language: given.language,
      surface: given.surface,
      action: given.action,
      given_at: new Date(world.now()),
      withdrawn_at: null,
      withdrawn_surface: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'person_id', 'purpose'])
        .where('withdrawn_at', 'is', null)
        .doNothing(),
    )
    .returning('given_at')
    .executeTakeFirst()
  if (inserted === undefined)
    return (await heldOf(transaction, personId, given.purpose))?.given_at ?? world.now()
  await tell(transaction, world, who, {
    fact: privacyFacts.consentGiven,
    payload: { purpose: given.purpose, surface: given.surface },
  })
  return inserted.given_at
}

/** Nothing to take back is no refusal: whoever asks wants it gone, and it is. */
export const withdrawConsent = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
  { purpose, surface }: { readonly purpose: string; readonly surface: ConsentSurface | 'unsubscribe_link' },
): Promise<void> => {
  const { numUpdatedRows } = await tablesOf(transaction)
    .updateTable('consent')
    .set({ withdrawn_at: new Date(world.now()), withdrawn_surface: surface })
    .where('person_id', '=', who.personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await tell(transaction, world, who, { fact: privacyFacts.consentWithdrawn, payload: { purpose, surface } })
}

declare const consented: unique symbol
/** That somebody agreed, as it stands in the ledger in this transaction. Only `requireConsent` makes one. */
export interface Consented {
  readonly [consented]: true
  readonly personId: PersonId
  readonly purpose: string
  readonly givenAt: Instant
}

interface Use {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly purpose: string
}

/** What a handler that rests on consent begins with. Words that have changed since are no longer what was agreed to. */
export const requireConsent = async (
  transaction: Transaction,
  world: World,
  { organizationId, personId, purpose }: Use,
): Promise<Consented> => {
  const asked = consentNamed(await registerAt(transaction, organizationId, world.now()), purpose)
  const held = await tablesOf(transaction)
    .selectFrom('consent')
    .select(['given_at', 'shown_hash'])
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    // Whoever takes it back meanwhile waits until this use is over, or this use waits and finds nothing.
    .forShare()
    .executeTakeFirst()
  const still = asked === undefined ? [] : Object.values(shownBy(asked))
  if (held === undefined || !still.includes(held.shown_hash))
    throw new Problem(403, 'consent_missing', 'The person has not agreed to this, or not to these words.')
  return { personId, purpose, givenAt: held.given_at } as Consented
}

/** Whether they said no: to advertising, to being profiled for it (each counts for every purpose of that kind), or to one use. */
export const hasObjected = async (
  transaction: Transaction,
  personId: PersonId,
  to: ObjectedTo,
): Promise<boolean> => {
  const { rows } = await sql`select from objection
    where person_id = ${personId} and objected_to = ${to}`.execute(transaction)
  return rows.length > 0
}

/** Both hold from this moment, whoever asks twice. */
export const object = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
  to: ObjectedTo,
): Promise<Instant> => {
  const now = world.now()
  const added = await tablesOf(transaction)
    .insertInto('objection')
    .values({
      organization_id: who.organizationId,
      person_id: who.personId,
      objected_to: to,
      since: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'person_id', 'objected_to']).doNothing())
    .returning('since')
    .executeTakeFirst()
  if (added !== undefined) {
    await tell(transaction, world, who, { fact: privacyFacts.objected, payload: { to } })
    return added.since
  }
  const before = await tablesOf(transaction)
    .selectFrom('objection')
    .select('since')
    .where('person_id', '=', who.personId)
    .where('objected_to', '=', to)
    .executeTakeFirst()
  return before?.since ?? now
}

export const liftObjection = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
  to: ObjectedTo,
): Promise<void> => {
  const { numDeletedRows } = await tablesOf(transaction)
    .deleteFrom('objection')
    .where('person_id', '=', who.personId)
    .where('objected_to', '=', to)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  await tell(transaction, world, who, { fact: privacyFacts.objectionLifted, payload: { to } })
}
