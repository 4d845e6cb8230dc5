/** The end of an account nobody came back to: told a month before, by a letter that is no contact of theirs. */
import { deliverOutLetters, tellEnding } from '@loge/features/relations/server'
import { newId } from '@loge/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutsideHouse } from '../../features/relations/server/house.fixture.ts'
import { declarations } from '../../server/declarations.ts'
import {
  act,
  endOn,
  isKept,
  type KeptFile,
  nightOf,
  openFile,
  openKeptHouse,
  seenAt,
  uuid,
} from './kept-house.ts'

const LATER = 900_000
let house: OutsideHouse
beforeAll(async () => {
  house = await openKeptHouse('soco')
}, LATER)
afterAll(() => house.close())

/** The job that tells whoever goes soon, and the one that sends it. */
const tellOn = async (day: string): Promise<readonly string[]> => {
  house.at(`${day}T12:00:00Z`)
  house.sent.splice(0)
  await tellEnding({ ...house.deps, declarations }, house.organizationId)
  await deliverOutLetters(house.mail, house.organizationId)
  return house.sent.map(({ to }) => to)
}

test('[S4-82 3/3] three years after a customer was last in touch their account goes, told thirty days before; signing in or a call counts, a letter of ours does not', {
  timeout: LATER,
}, async () => {
  const silent = await openFile(house, '/customers', 'Silentson', { workEmail: 'silent@example.org' })
  const calls = await openFile(house, '/customers', 'Callson', { workEmail: 'calls@example.org' })
  const signsIn = await openFile(house, '/customers', 'Signson', { workEmail: 'signs@example.org' })
  const all = [silent, calls, signsIn]
  const accounts = new Map<KeptFile, string>()
  for (const file of all) {
    const id = newId(house.deps.world, 'account')
    accounts.set(file, id)
    await house.rows(`insert into account (organization_id, id, person_id, email, status, created_at, last_signed_in_at)
      values ('${house.organizationId}', '${id}', '${uuid(file.personId)}', '${id}@example.org', 'active', '2026-01-31', '2026-05-10T08:00:00Z') returning 1`)
  }
  house.at('2026-05-10T10:00:00Z')
  const contact = (direction: string, day: string) => ({
    kind: 'contact',
    at: `${day}T09:00:00Z`,
    channel: 'telephone',
    direction,
  })
  for (const file of all) await act(house, file, contact('inbound', '2026-05-10'))
  await endOn(house, silent, '2026-05-10')
  await endOn(house, signsIn, '2026-05-10')
  const personDay = async ({ personId }: KeptFile): Promise<string | null> =>
    (await house.copy(uuid(personId))).flatMap((line) =>
      line.kind === 'row' && line.table === 'person' ? [line.keptUntil] : [],
    )[0] ?? null
  expect(await personDay(silent)).toBe('2029-05-10')
  // Months later we write to one, who calls back a year after; the other signs in.
  house.at('2026-08-01T10:00:00Z')
  await act(house, calls, contact('outbound', '2026-08-01'))
  const lastOf = async () =>
    ((await house.ask('GET', `/customers/${calls.id}`)).body as { lastContactAt: string }).lastContactAt
  expect(await lastOf()).toBe('2026-05-10T09:00:00.000Z')
  house.at('2027-08-01T10:00:00Z')
  await act(house, calls, contact('inbound', '2027-08-01'))
  await endOn(house, calls, '2027-08-01')
  await house.rows(
    `update account set last_signed_in_at = '2028-01-15T10:00:00Z' where id = '${accounts.get(signsIn)}' returning 1`,
  )
  expect([await personDay(calls), await personDay(signsIn)]).toEqual(['2030-08-01', '2031-01-15'])

  expect(await tellOn('2029-04-09')).toEqual([])
  expect(await tellOn('2029-04-10')).toEqual(['silent@example.org'])
  expect(house.sent[0]?.text).toContain('10 mai 2029')
  // Once, and our letter moves nothing.
  expect(await tellOn('2029-04-11')).toEqual([])
  expect(await personDay(silent)).toBe('2029-05-10')
  await nightOf(house, '2029-05-09')
  expect(await isKept(house, silent)).toBe(true)
  await nightOf(house, '2029-05-10')
  expect([await isKept(house, silent), await isKept(house, calls), await isKept(house, signsIn)]).toEqual([
    false,
    true,
    true,
  ])
  expect(await house.rows(`select 1 from account where id = '${accounts.get(silent)}'`)).toEqual([])
  expect(await seenAt(house, silent)).toEqual([])
})
