import {
  appendEvents,
  eventTables,
  installCatalogue,
  sealBlocks,
  verifyLog,
} from '@loge/features/events/server'
import { type Actor, defineFacts } from '@loge/features/events/core'
import { peopleTables } from '@loge/features/people/server'
import { accountTables } from '@loge/features/accounts/server'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { privacyFacts } from '../core/index.ts'
import { erasePerson } from './index.ts'

const facts = defineFacts({
  seen: { type: 'person.seen', version: 1, retention: 'audit', payload: { how: 'a code' } },
})

test('the proof of the log still holds after an erasure, and tells nothing of whose it was', async () => {
  const forget = installCatalogue([facts, privacyFacts])
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const personId = newId(realWorld, 'person')
  const accountId = newId(realWorld, 'account')
  const seenBy = (actor: Actor) => ({
    id: newId(realWorld, 'event'),
    type: 'person.seen',
    occurredAt: realWorld.now(),
    actor,
    payload: { how: 'badge' },
  })
  await database.transaction(organizationId, async (transaction) => {
    await insertTestPerson({ organizationId, id: personId }).execute(transaction)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, 'ada@example.org', 'active', now())`.execute(
      transaction,
    )
    const both = [seenBy({ kind: 'account', id: accountId }), seenBy({ kind: 'person', id: personId })]
    await appendEvents(transaction, realWorld, organizationId, both)
  })
  await expect
    .poll(async () => {
      await sealBlocks(database, realWorld, organizationId)
      return (await verifyLog(database, realWorld, organizationId)).events
    })
    .toBe(2)
  const declarations = [...peopleTables, ...accountTables, ...eventTables]
  const actor = { kind: 'system', id: 'test' } as const
  const erasure = await erasePerson(
    { database, world: realWorld, declarations },
    { organizationId, personId, reason: 'not_needed', actor },
  )
  expect([erasure.state, erasure.found]).toEqual(['done', []])
  const log = await verifyLog(database, realWorld, organizationId)
  expect(log).toMatchObject({ erased: 2, broken: null })
  const left = await database.transaction(organizationId, (transaction) =>
    sql<{ line: string }>`select to_jsonb(e)::text as line from event e`.execute(transaction),
  )
  expect(left.rows.filter(({ line }) => line.includes(personId) || line.includes(accountId))).toEqual([])
  await database.close()
  forget()
})
