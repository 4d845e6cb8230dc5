/** What a person sees of themselves: what is known, what they agreed to, what they said no to, what they wish. */
import { offersDirective, registerFor, type Register } from '@loge/features/law/core'
import { registerAt, timeZoneOf } from '@loge/features/law/server'
import { readPerson } from '@loge/features/people/server'
import type { AnswerOf } from '@loge/http/contract'
import type { Instant, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { consentsFor, type Known } from '../../core/index.ts'
import type { myDataRoutes } from '../../my-data-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { PrivacyTables } from '../tables.ts'
import type { Oneself } from './caller.ts'
import { shownBy } from './consents.ts'
import { countryOf } from '../country-of.ts'
import { readDirective } from './directives.ts'
import { knownOf } from './known.ts'
import { tablesOf } from './tables.ts'

type MyData = AnswerOf<typeof myDataRoutes.read>

/** Whatever permission they have otherwise: this is about nobody else. */
export const reachOf = ({ personId }: Oneself) => ({
  wholeOrganization: false,
  siteIds: [],
  ownPersonId: personId,
})

export const knownNow = async (
  transaction: Transaction,
  { world, declarations }: PrivacyDeps,
  { organizationId, personId }: Oneself,
): Promise<{ readonly register: Register; readonly known: readonly Known[] }> => {
  const ours = await registerAt(transaction, organizationId, world.now())
  const register = registerFor(ours, await countryOf(transaction, personId))
  const timeZone = await timeZoneOf(transaction)
  return { register, known: await knownOf(transaction, declarations, personId, { register, timeZone }) }
}

const kindsOf = async (transaction: Transaction, personId: PersonId): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ kind: string }>`
    select distinct kind from relation where person_id = ${personId}`.execute(transaction)
  return new Set(rows.map(({ kind }) => kind))
}

export const consentsOf = async (
  transaction: Transaction,
  personId: PersonId,
  register: Register,
): Promise<MyData['consents']> => {
  const held = await tablesOf(transaction)
    .selectFrom('consent')
    .select(['purpose', 'shown', 'shown_hash', 'given_at'])
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .orderBy('given_at')
    .execute()
  const given = new Map(held.map((one) => [one.purpose, one.given_at]))
  const purposes = consentsFor(register, await kindsOf(transaction, personId), new Set(given.keys()))
  const asked = purposes.map((purpose) => ({
    purpose: purpose.id,
    sentence: purpose.sentence,
    shown: shownBy(purpose),
    givenAt: given.get(purpose.id) ?? null,
    asked: true,
  }))
  const known = new Set(asked.map(({ purpose }) => purpose))
  const gone = held
    .filter(({ purpose }) => !known.has(purpose))
    .map(({ purpose, shown, shown_hash, given_at }) => ({
      purpose,
      sentence: { en: shown, fr: shown },
      shown: { en: shown_hash, fr: shown_hash },
      givenAt: given_at,
      asked: false,
    }))
  return [...asked, ...gone]
}

const objectionsOf = async (transaction: Transaction, personId: PersonId): Promise<MyData['objections']> => {
  const rows = await tablesOf(transaction)
    .selectFrom('objection')
    .select(['objected_to', 'since'])
    .where('person_id', '=', personId)
    .execute()
  const since = (to: string): Instant | null => rows.find((one) => one.objected_to === to)?.since ?? null
  return { marketing: since('marketing'), profiling: since('profiling') }
}

export const contactOf = async (transaction: Transaction, who: Oneself): Promise<MyData['contact']> => {
  const { givenName, familyName, email, mobile, landline, language, version } = await readPerson(
    transaction,
    reachOf(who),
    who.personId,
  )
  return { givenName, familyName, email, mobile, landline, language, version }
}

export const directiveOf = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<MyData['directive']> => {
  const held = await readDirective(transaction, personId)
  if (held === undefined) return null
  return {
    wishes: { ...held.wishes },
    executorName: held.executor_name,
    executorContact: held.executor_contact,
    heldBy: held.held_by,
    heldUnder: held.held_under,
    agreedAt: held.agreed_at,
  }
}

export const restrictedSince = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<Instant | null> => {
  const row = await transaction
    .$extendTables<PrivacyTables>()
    .selectFrom('restriction')
    .select('since')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.since ?? null
}

export const readMyData = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  who: Oneself,
): Promise<MyData> => {
  const { register, known } = await knownNow(transaction, deps, who)
  const { name, address, email, phone, dpo } = register.controller
  const country = await countryOf(transaction, who.personId)
  const { authority } = register.jurisdiction
  return {
    controller: { name, address, email, phone, dpo },
    authority: { name: authority.name, web: authority.web },
    contact: await contactOf(transaction, who),
    categories: known.map((one) => ({
      ...one,
      sources: [...one.sources],
      purposes: [...one.purposes],
      recipients: one.recipients.map(({ label, names }) => ({ label, names: [...names] })),
      kept: [...one.kept],
      starts: [...one.starts],
    })),
    consents: await consentsOf(transaction, who.personId, register),
    objections: await objectionsOf(transaction, who.personId),
    directive: await directiveOf(transaction, who.personId),
    directiveOffered: offersDirective(register, country),
    restrictedSince: await restrictedSince(transaction, who.personId),
  }
}
