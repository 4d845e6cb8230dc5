/** Decisions of the software alone: none that is not in the inventory, each told with its rule and its inputs, each contested to a person. */
import { type Refusal, REFUSAL_TEXTS } from '@loge/features/access/core'
import { appendEvents, installCatalogue } from '@loge/features/events/server'
import { formatId, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  insertTestPerson,
  testApi,
  type TestApi,
  testDatabase,
  type TestDatabase,
  testOrganization,
} from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import { everyFact } from '../../../../server/facts.ts'
import { AUTOMATED_DECISIONS, AUTOMATED_NAMES, type AutomatedDecision } from '../../core/index.ts'
import { privacyEndpoints } from '../routes.ts'

const START = Date.parse('2026-03-02T08:00:00Z')
const world: World = { ...realWorld, now: () => instant(START) }
let database: TestDatabase
let organizationId: OrganizationId
let forget: () => void
let apis: TestApi[] = []

const addPerson = async (email: string) => {
  const personId = newId(realWorld, 'person')
  const accountId = newId(realWorld, 'account')
  await database.transaction(organizationId, async (transaction) => {
    await insertTestPerson({ organizationId, id: personId, email }).execute(transaction)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, ${email}, 'active', ${new Date(START)})`.execute(
      transaction,
    )
  })
  const endpoints = privacyEndpoints({ database, world, declarations })
  const api = await testApi({ database, world, organizationId, endpoints, personId, accountId })
  apis.push(api)
  return { personId, api }
}

beforeEach(async () => {
  forget = installCatalogue(everyFact)
  database = await testDatabase()
  organizationId = await testOrganization(database)
  apis = []
})
afterEach(async () => {
  for (const api of apis) await api.close()
  await database.close()
  forget()
})

const refuse = async (personId: PersonId, reason: Refusal, version: number): Promise<string> => {
  const id = newId(realWorld, 'event')
  await database.transaction(organizationId, (transaction) =>
    appendEvents(transaction, world, organizationId, [
      {
        id,
        type: 'door.refused',
        occurredAt: world.now(),
        actor: { kind: 'system', id: 'edge' },
        personId,
        payload: { decisionId: 'd', snapshotVersion: version, kind: 'card', reason },
      },
    ]),
  )
  return formatId('event', id)
}

interface Mine {
  readonly kinds: readonly { readonly kind: string; readonly significant: boolean }[]
  readonly data: readonly { readonly id: string; readonly why: { readonly en: string } }[]
}
const mine = async (api: TestApi) => (await api.call('GET', '/me/decisions')).body as Mine

/** Refused, locked or stopped, and not by the software about a person: who decides. */
const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  'access.suspended': 'whoever manages access, with a reason',
  'credential.suspended': 'whoever manages access, with a reason',
  'entrance.locked_down': 'whoever orders an emergency',
  'application.refused': 'whoever asked without the right to: the permissions given by people',
  'edge.snapshot_refused': 'about a machine, not about a person',
  'door.locked_again': 'about a door, not about a person',
  'rollout.stopped': 'about equipment, not about a person',
  'service.stopped': 'about the service, not about a person',
  'privacy.use_refused': 'about a use of data, by the register that people published',
  'privacy.transfer_stopped': 'about a recipient, by the register that people published',
  'security.export_refused': 'whoever asked without the right to: the permissions given by people',
  'security.object_refused': 'whoever asked without the right to: the permissions given by people',
  'security.probing': 'tells an officer; nothing is decided',
}

test('nothing refuses, locks or slows anybody by itself unless the inventory says so; what matters rests on an exception of the law and on a person who looks again [S3-171]', async () => {
  const declared = new Map(
    AUTOMATED_NAMES.flatMap((name) => AUTOMATED_DECISIONS[name].facts.map((fact) => [fact as string, name])),
  )
  const types = everyFact.flatMap((feature) => Object.values(feature).map(({ type }) => type))
  const deciding = types.filter((type) =>
    /(?<!un)(?:refused|locked|blocked|suspended|stopped|probing|mass_reading|slowed|scored)(?:_\w+)?$/.test(
      type,
    ),
  )
  expect(deciding.filter((type) => !declared.has(type) && DECIDED_OTHERWISE[type] === undefined)).toEqual([])
  // Neither list names what is not there, or anything twice.
  expect(
    [...declared.keys(), ...Object.keys(DECIDED_OTHERWISE)].filter((type) => !types.includes(type)),
  ).toEqual([])
  expect(Object.keys(DECIDED_OTHERWISE).filter((type) => declared.has(type))).toEqual([])
  for (const name of AUTOMATED_NAMES) {
    const decision: AutomatedDecision = AUTOMATED_DECISIONS[name]
    for (const told of [decision.en, decision.fr])
      for (const said of [told.what, told.logic, told.criteria]) expect(said.length).toBeGreaterThan(20)
    if (decision.significant)
      expect(decision).toMatchObject({ exception: 'contract', review: 'automated_decision' })
  }
  expect(AUTOMATED_DECISIONS.door_refusal.significant).toBe(true)
  // Everybody reads the inventory, whatever was decided about them.
  const { api } = await addPerson('ada@example.org')
  expect((await mine(api)).kinds.map(({ kind }) => kind)).toEqual(AUTOMATED_NAMES)
})

test('a refusal at a door is told to whom it is about, with the version of the rule, what it was decided from and why, in words of both languages [S3-173]', async () => {
  const ada = await addPerson('ada@example.org')
  const grace = await addPerson('grace@example.org')
  const id = await refuse(ada.personId, 'outside_hours', 41)
  await refuse(grace.personId, 'credential_lost', 42)
  expect(await mine(ada.api)).toMatchObject({
    data: [
      {
        id,
        kind: 'door_refusal',
        ruleVersion: 41,
        from: { en: expect.stringContaining('a badge'), fr: expect.stringContaining('un badge') },
        why: {
          en: expect.stringContaining(REFUSAL_TEXTS.outside_hours.en.what),
          fr: expect.stringContaining(REFUSAL_TEXTS.outside_hours.fr.what),
        },
      },
    ],
  })
  expect((await mine(grace.api)).data).toHaveLength(1)
  const { kinds } = await mine(ada.api)
  expect(kinds.find(({ kind }) => kind === 'door_refusal')).toMatchObject({
    significant: true,
    exception: 'contract',
    en: { logic: expect.stringContaining('list of rights'), criteria: expect.stringContaining('Never') },
  })
})

test('a decision is contested where it is read: the case names it, its rule and its reason, with their view, and nobody contests another’s [S3-174]', async () => {
  const ada = await addPerson('ada@example.org')
  const grace = await addPerson('grace@example.org')
  const decisionId = await refuse(ada.personId, 'grant_expired', 7)
  const body = { right: 'automated_decision', words: 'I live here until June.', decisionId }
  expect(await grace.api.call('POST', '/me/privacy/requests', { body })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  expect((await ada.api.call('POST', '/me/privacy/requests', { body })).status).toBe(201)
  const { rows } = await database.transaction(organizationId, (transaction) =>
    sql<{ right: string; words: string; person_id: PersonId }>`
      select "right", words, person_id from privacy_request`.execute(transaction),
  )
  expect(rows).toMatchObject([{ right: 'automated_decision', person_id: ada.personId }])
  for (const said of [
    new Date(START).toISOString(),
    'v7',
    REFUSAL_TEXTS.grant_expired.en.what,
    'I live here until June.',
  ])
    expect(rows[0]?.words).toContain(said)
})
