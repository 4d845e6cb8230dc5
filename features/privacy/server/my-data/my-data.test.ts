import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { defaultRegister, type Purpose, type Register } from '@loge/features/law/core'
import { lawTables } from '@loge/features/law/server'
import { peopleTables } from '@loge/features/people/server'
import { asId, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { type TestDatabase, testDatabase, testOrganization, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { privacyFacts } from '../../core/index.ts'
import { copyPerson, portableCopy } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import type { Oneself } from './caller.ts'
import {
  digestOf,
  giveConsent,
  hasObjected,
  liftObjection,
  object,
  requireConsent,
  withdrawConsent,
} from './consents.ts'
import { PORTABLE_SCHEMA, writeDocument } from './copy-file.ts'
import { lodgeDirective, readDirective, revokeDirective } from './directives.ts'
import { knownNow, readMyData } from './read.ts'

const START = Date.parse('2026-11-22T10:00:00Z')
let clock = START
const world: World = { ...realWorld, now: () => instant(clock) }

let database: TestDatabase
let organizationId: OrganizationId
let personId: PersonId
let forget: () => void
const declarations = [...lawTables, ...peopleTables, ...accountTables, ...eventTables, ...privacyTables]
const deps = (): PrivacyDeps => ({ database, world, declarations })
const who = (): Oneself => ({ organizationId, personId, actor: { kind: 'system', id: 'test' } })
const inside = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
  insideAsPrivacy(database, organizationId, work)

const LETTER: Purpose = {
  id: 'our_letter',
  basis: 'consent',
  withdrawal: 'my_data',
  marketing: true,
  retention: 'while_resident',
  sentence: { en: 'We write to you once a month.', fr: 'Nous vous écrivons une fois par mois.' },
}

const withConsent = (sentence = LETTER.sentence): Register => ({
  ...defaultRegister,
  controller: { ...defaultRegister.controller, name: 'Maison Okafor' },
  activities: defaultRegister.activities.map((activity) =>
    activity.id === 'residence_management'
      ? { ...activity, purposes: [...activity.purposes, { ...LETTER, sentence }] }
      : activity,
  ),
})

const publish = (number: number, register: Register) =>
  inside((transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, ${number}, ${JSON.stringify(register)}, ${digestOf(String(number))},
        ${new Date(clock)}, ${new Date(clock)}, ${new Date(clock)})`.execute(transaction),
  )

const addPerson = async (given: string): Promise<PersonId> => {
  const id = newId(world, 'person')
  await inside((transaction) =>
    insertTestPerson({ organizationId, id, givenName: given, email: `${given}@example.org` }).execute(
      transaction,
    ),
  )
  return id
}

beforeEach(async () => {
  clock = START
  forget = installCatalogue([privacyFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  personId = await addPerson('Ada')
  await publish(1, withConsent())
})
afterEach(async () => {
  await database.close()
  forget()
})

const agree = (language: 'en' | 'fr' = 'fr') =>
  inside((transaction) =>
    giveConsent(transaction, world, who(), {
      purpose: 'our_letter',
      shown: digestOf(LETTER.sentence[language]),
      language,
      surface: 'my_data',
      action: 'switched_on',
    }),
  )
const take = () =>
  inside((transaction) =>
    withdrawConsent(transaction, world, who(), { purpose: 'our_letter', surface: 'my_data' }),
  )
const use = () =>
  inside((transaction) =>
    requireConsent(transaction, world, { organizationId, personId, purpose: 'our_letter' }),
  )
const ledger = () =>
  inside(
    async (transaction) =>
      (
        await sql<
          Record<string, unknown>
        >`select purpose, shown, language, surface, action, given_at, withdrawn_at
        from consent order by given_at`.execute(transaction)
      ).rows,
  )

describe('a consent', () => {
  it('is given, taken back and given again, each with its proof, and the latest counts [S3-178, S4-41, S3-49 2/2]', async () => {
    await expect(use()).rejects.toMatchObject({ code: 'consent_missing' })
    await agree()
    expect(await use()).toMatchObject({ purpose: 'our_letter', givenAt: START })
    clock += 1_000
    await take()
    await expect(use()).rejects.toMatchObject({ code: 'consent_missing' })
    clock += 1_000
    await agree('en')
    await use()
    expect(await ledger()).toEqual([
      {
        purpose: 'our_letter',
        shown: 'Nous vous écrivons une fois par mois.',
        language: 'fr',
        surface: 'my_data',
        action: 'switched_on',
        given_at: START,
        withdrawn_at: START + 1_000,
      },
      expect.objectContaining({ shown: LETTER.sentence.en, language: 'en', withdrawn_at: null }),
    ])
  })

  it('is one however often somebody taps, and even at the same time', async () => {
    await Promise.all([agree(), agree(), agree()])
    expect(await ledger()).toHaveLength(1)
  })

  it('is to the words that were shown: others are refused, and what was worded anew since does not count', async () => {
    await agree()
    clock += 1_000
    await publish(2, withConsent({ en: 'We write to you daily.', fr: 'Nous vous écrivons chaque jour.' }))
    await expect(use()).rejects.toMatchObject({ code: 'consent_missing' })
    await take()
    await expect(agree()).rejects.toMatchObject({ code: 'consent_text_changed' })
  })

  it('is asked for nothing that rests on another ground', async () => {
    const asked = inside((transaction) =>
      giveConsent(transaction, world, who(), {
        purpose: 'residence_management',
        shown: digestOf('anything'),
        language: 'en',
        surface: 'my_data',
        action: 'ticked',
      }),
    )
    await expect(asked).rejects.toMatchObject({ code: 'purpose_unknown' })
  })

  it('is never silence, and never changes afterwards [S4-42 2/3]', async () => {
    await agree()
    const change = (set: string) =>
      inside((transaction) => sql.raw(`update consent set ${set}`).execute(transaction))
    await expect(change(`action = 'silence'`)).rejects.toThrow()
    await expect(change(`shown = 'something else'`)).rejects.toThrow('only ever taken back')
    await take()
    await expect(change('withdrawn_at = null, withdrawn_surface = null')).rejects.toThrow()
  })
})

describe('a no to advertising', () => {
  it('counts at once, without a reason, and leaves everything else as it was [S3-167]', async () => {
    await agree()
    await inside((transaction) =>
      sql`insert into account (organization_id, id, person_id, email, status, created_at)
        values (${organizationId}, ${newId(world, 'account')}, ${personId}, 'ada@example.org', 'active', ${new Date(START)})`.execute(
        transaction,
      ),
    )
    const kept = async () =>
      inside(async (transaction) => {
        const { rows } = await sql<Record<string, unknown>>`
          select to_jsonb(p) as person, to_jsonb(a) as account from person p join account a on a.person_id = p.id
          where p.id = ${personId}`.execute(transaction)
        return rows
      })
    const before = await kept()
    await inside((transaction) => object(transaction, world, who(), 'marketing'))
    // The account is as it was, and so is what is kept for anything else.
    expect(await kept()).toEqual(before)
    expect(before).toEqual([
      expect.objectContaining({ account: expect.objectContaining({ status: 'active' }) }),
    ])
    const objected = (to: 'marketing' | 'profiling') =>
      inside((transaction) => hasObjected(transaction, personId, to))
    expect([await objected('marketing'), await objected('profiling')]).toEqual([true, false])
    expect(await ledger()).toHaveLength(1)
    clock += 1_000
    const again = await inside((transaction) => object(transaction, world, who(), 'marketing'))
    expect(again).toBe(START)
    await inside((transaction) => liftObjection(transaction, world, who(), 'marketing'))
    expect(await objected('marketing')).toBe(false)
  })
})

describe('a directive', () => {
  const NOTHING = { wishes: {}, executorName: null, executorContact: null, heldBy: null, heldUnder: null }
  const lodge = (asked: Partial<Parameters<typeof lodgeDirective>[3]>) =>
    inside((transaction) => lodgeDirective(transaction, world, who(), { ...NOTHING, ...asked }))
  const held = () => inside((transaction) => readDirective(transaction, personId))

  it('is lodged, replaced and revoked at any time [S3-159 partly, S4-109 partly, S3-162 partly]', async () => {
    await lodge({ wishes: { identity: 'erase', movement: 'keep' } })
    clock += 1_000
    await lodge({
      wishes: { identity: 'hand' },
      executorName: 'Grace Okafor',
      executorContact: 'grace@example.org',
    })
    expect(await held()).toMatchObject({ wishes: { identity: 'hand' }, executor_name: 'Grace Okafor' })
    await inside((transaction) => revokeDirective(transaction, world, who()))
    expect(await held()).toBeUndefined()
  })

  it('names the third party who holds a general one, and its number [S3-161 partly]', async () => {
    await lodge({ heldBy: 'Maître Lenoir, Lyon', heldUnder: '2026-118' })
    expect(await held()).toMatchObject({ held_by: 'Maître Lenoir, Lyon', held_under: '2026-118' })
  })

  it.each([
    ['directive_empty', {}],
    ['directive_needs_executor', { wishes: { identity: 'hand' } as const }],
    ['directive_needs_executor', { wishes: { identity: 'keep' } as const, executorName: 'Grace' }],
    ['directive_needs_holder', { wishes: { identity: 'keep' } as const, heldUnder: '2026-118' }],
  ])('that nobody could carry out is refused: %s', async (code, asked) => {
    await expect(lodge(asked)).rejects.toMatchObject({ code })
  })
})

describe('what a person reads of themselves', () => {
  const read = () => inside((transaction) => readMyData(transaction, deps(), who()))

  it('says by category what is kept, why, for whom and until when, and whom to ask [S3-149 partly, S3-150 partly, S3-151 partly, S3-152 partly, S2-54 partly, S0-74 partly, S1-115 partly, S3-148 partly, S4-102 partly]', async () => {
    const mine = await read()
    expect(mine).toMatchObject({
      controller: { name: 'Maison Okafor' },
      contact: { givenName: 'Ada', email: 'Ada@example.org' },
      consents: expect.arrayContaining([
        expect.objectContaining({ purpose: 'our_letter', givenAt: null, asked: true }),
      ]),
      objections: { marketing: null, profiling: null },
      directive: null,
    })
    const contact = mine.categories.find(({ id }) => id === 'contact')
    expect(contact?.kept.map(({ en }) => en)).toContain(
      'Kept while you live here, then five years to answer claims.',
    )
    expect(contact?.purposes.length).toBeGreaterThan(0)
    expect(mine.categories.some(({ id }) => id === 'link')).toBe(false)
  })

  it('shows what they agreed to although nobody asks it any more, so that they can take it back', async () => {
    await agree()
    clock += 1_000
    await publish(2, { ...defaultRegister, controller: { ...defaultRegister.controller, name: 'Maison' } })
    const { consents } = await read()
    expect(consents.filter(({ purpose }) => purpose === 'our_letter')).toMatchObject([
      { givenAt: START, asked: false },
    ])
  })

  it('follows a period that is changed in the register [S4-7]', async () => {
    await publish(2, {
      ...withConsent(),
      retention: withConsent().retention.map((rule) =>
        rule.id === 'while_resident'
          ? {
              ...rule,
              period: { unit: 'year', count: 1 } as const,
              sentence: { en: 'One year.', fr: 'Un an.' },
            }
          : rule,
      ),
    })
    const { categories } = await read()
    expect(categories.find(({ id }) => id === 'contact')?.kept.map(({ fr }) => fr)).toContain('Un an.')
  })
})

const textOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe('the file somebody takes', () => {
  const documentOf = async (scope: 'access' | 'portability') => {
    const lines = await (scope === 'access' ? copyPerson : portableCopy)(deps(), { organizationId, personId })
    const about = await inside((transaction) => knownNow(transaction, deps(), who()))
    const text = await textOf(writeDocument({ ...about, scope, madeAt: world.now() }, lines))
    return JSON.parse(text) as {
      categories?: readonly { id: string; label: { fr: string }; kept: readonly { fr: string }[] }[]
      schema?: object
      tables: readonly {
        table: string
        fields: readonly object[]
        rows: readonly { values: Record<string, unknown> }[]
      }[]
    }
  }

  it('is a document that says, in both languages, what each kind of data is for, and holds every row, at any time [S0-88, S0-86 partly]', async () => {
    await agree()
    const copy = await documentOf('access')
    expect(copy.categories?.find(({ id }) => id === 'contact')?.label.fr).toBe(
      'adresse électronique et téléphone',
    )
    expect(copy.tables.find(({ table }) => table === 'person')?.rows).toEqual([
      {
        values: expect.objectContaining({ email: 'Ada@example.org' }),
        keptUntil: null,
        origin: { sources: expect.arrayContaining(['provided']), on: '2026-11-22', supplier: 'person' },
      },
    ])
    expect(copy.tables.find(({ table }) => table === 'consent')?.rows).toHaveLength(1)
    // Again the next minute, and years later: nothing has to be asked for, and nothing runs out.
    clock += 60_000
    expect((await documentOf('access')).tables).toEqual(copy.tables)
    clock += 3 * 366 * 86_400_000
    expect((await documentOf('access')).tables.map(({ table }) => table)).toContain('person')
  })

  it('is written as it is read, however much there is of somebody', async () => {
    let read = 0
    const origin = { sources: ['observed'], on: '2026-11-22', supplier: 'controller' } as const
    const lines = (async function* () {
      yield { kind: 'table', table: 'event', fields: [] } as const
      for (; read < 100_000; read += 1)
        yield { kind: 'row', table: 'event', values: { at: read }, keptUntil: null, origin } as const
    })()
    const about = await inside((transaction) => knownNow(transaction, deps(), who()))
    let [written, furthest] = [0, 0]
    for await (const _ of writeDocument({ ...about, scope: 'access', madeAt: world.now() }, lines)) {
      written += 1
      furthest = Math.max(furthest, read - written)
    }
    expect(written).toBeGreaterThan(100_000)
    expect(furthest).toBeLessThanOrEqual(1)
  })

  it('is of nobody else', async () => {
    await addPerson('Grace')
    expect(JSON.stringify(await documentOf('access'))).not.toContain('Grace')
  })

  it('carries the schema by which another house reads it, and can be read back [S0-71 partly]', async () => {
    const { schema, tables } = await documentOf('portability')
    expect(schema).toEqual(JSON.parse(JSON.stringify(PORTABLE_SCHEMA)))
    const values = tables.find(({ table }) => table === 'person')?.rows[0]?.values
    expect(values).toMatchObject({ email: 'Ada@example.org' })
    expect(values).not.toHaveProperty('sort_name')
    const other = newId(world, 'person')
    await inside((transaction) =>
      insertTestPerson({
        organizationId,
        id: other,
        givenName: String(values?.['given_name']),
        familyName: String(values?.['family_name']),
        email: String(values?.['email']),
      }).execute(transaction),
    )
    personId = asId('person', other)
    expect(
      (await documentOf('portability')).tables.find(({ table }) => table === 'person')?.rows[0]?.values,
    ).toEqual(values)
  })
})
