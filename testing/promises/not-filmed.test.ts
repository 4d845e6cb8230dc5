/** Somebody who works here and will not be filmed: asked, given, taken back or never answered, it changes nothing else. */
import { giveConsent, insideAsPrivacy, withdrawConsent } from '@loge/features/privacy/server'
import { registerAt } from '@loge/features/law/server'
import { newId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutsideHouse } from '../../features/relations/server/house.fixture.ts'
import { openFile, openKeptHouse, seenAt, uuid } from './kept-house.ts'

let house: OutsideHouse
beforeAll(async () => {
  house = await openKeptHouse('softathome')
}, 300_000)
afterAll(() => house.close())

const inside = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
  insideAsPrivacy(house.deps.database, house.organizationId, work)

test('[S3-120 2/2] a no to being filmed leaves the account, the role, the duty and every file as they were, and only pictures without a basis', {
  timeout: 300_000,
}, async () => {
  const { organizationId, deps } = house
  const file = await openFile(house, '/client-contacts', 'Filmson')
  const personId = uuid(file.personId)
  const [account, role] = [newId(deps.world, 'account'), newId(deps.world, 'role')]
  for (const statement of [
    `insert into account (organization_id, id, person_id, email, status, created_at)
      values ('${organizationId}', '${account}', '${personId}', 'f@example.org', 'active', '2026-01-31')`,
    `insert into role (organization_id, id, code, permissions, scopes, built_in)
      values ('${organizationId}', '${role}', 'technician', '{places.read}', '{organization}', true)`,
    `insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
      values ('${organizationId}', gen_random_uuid(), '${account}', '${role}', 'organization', '2026-01-31')`,
    `insert into relation (organization_id, id, version, person_id, kind, source, starts_on, ends_on)
      values ('${organizationId}', gen_random_uuid(), 1, '${personId}', 'staff', 'person', '2025-01-01', null)`,
  ])
    await house.rows(`${statement} returning 1`)
  const standing = async () => ({
    rows: await house.rows(`select to_jsonb(a) as account, to_jsonb(r) as assignment, to_jsonb(o) as role,
        to_jsonb(s) as duty, to_jsonb(p) as person, to_jsonb(f) as file
      from person p join account a on a.person_id = p.id join role_assignment r on r.account_id = a.id
      join role o on o.id = r.role_id join relation s on s.person_id = p.id join contact_file f on f.person_id = p.id
      where p.id = '${personId}'`),
    seen: await seenAt(house, file),
    read: (await house.ask('GET', `/client-contacts/${file.id}`)).status,
  })
  // Never answered.
  const before = await standing()
  expect([before.rows.length, before.read]).toEqual([1, 200])
  expect(before.seen).toEqual(expect.arrayContaining(['search', 'people', 'person', 'open']))
  const register = await inside((transaction) => registerAt(transaction, organizationId, deps.world.now()))
  const purposes = register.activities.flatMap((one) => one.purposes)
  const media = purposes.find(({ id }) => id === 'publish_media') ?? expect.fail('no purpose')
  expect([media.basis, purposes.find(({ id }) => id === 'employee_contacts')?.basis]).toEqual([
    'consent',
    'contract',
  ])
  // Given, and taken back.
  const who = { organizationId, personId, actor: { kind: 'account', id: account } } as const
  const shown = createHash('sha256').update(media.sentence.en).digest('hex')
  const given = { purpose: media.id, shown, language: 'en', surface: 'my_data', action: 'ticked' } as const
  await inside((transaction) => giveConsent(transaction, deps.world, who, given))
  expect(await standing()).toEqual(before)
  await inside((transaction) =>
    withdrawConsent(transaction, deps.world, who, { purpose: media.id, surface: 'my_data' }),
  )
  expect(await standing()).toEqual(before)
  expect(
    await house.rows(`select 1 from consent where person_id = '${personId}' and withdrawn_at is null`),
  ).toEqual([])
})
