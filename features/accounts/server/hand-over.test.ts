/** A role handed over for a while, through the routes: who may, what the other then may, and how it ends. */
import { DAY_MS, formatId, newId, type AccountId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { addAccount, openBrowser, openLodge, type Lodge } from './lodge.fixture.ts'

const SUSPENDED = {
  status: 'suspended',
  suspension: { article: 'art. 5', reason: 'Opened the boiler room of a neighbour.' },
}

let lodge: Lodge | undefined
let admin: ReturnType<typeof openBrowser>
let siteId: SiteId

const there = (): Lodge => {
  if (lodge === undefined) throw new Error('no lodge')
  return lodge
}

const insertSite = async (): Promise<SiteId> => {
  const id = newId(realWorld, 'site')
  const { database, organizationId } = there()
  await database.transaction(organizationId, (transaction) =>
    sql`insert into site (organization_id, id, name, time_zone, holiday_region, street, postal_code, city, country, version)
        values (${organizationId}, ${id}, ${id}, 'Europe/Paris', 'FR', '', '', '', 'FR', 1)`.execute(
      transaction,
    ),
  )
  return id
}

beforeEach(async () => {
  await lodge?.close()
  lodge = await openLodge()
  admin = openBrowser(lodge)
  await admin.signIn()
  siteId = await insertSite()
})
afterAll(() => lodge?.close())

let people = 0
const signedIn = async (role: 'manager' | 'caretaker' | 'technician', at: SiteId = siteId) => {
  people += 1
  const accountId = await addAccount(there(), `p${people}@tilleuls.example`, role, {
    kind: 'site',
    siteId: at,
  })
  const browser = openBrowser(there())
  await browser.signIn(accountId)
  const path = `/accounts/${formatId('account', accountId)}`
  const assignment = async () => (await admin.ask('GET', path)).json().roles[0].id as string
  return { accountId, browser, assignment, path }
}
type SomebodySignedIn = Awaited<ReturnType<typeof signedIn>>

const soon = (days: number) => new Date(there().deps.world.now() + days * DAY_MS).toISOString()
const handOver = async (giver: SomebodySignedIn, to: AccountId, more: object = {}) =>
  giver.browser.ask('POST', '/delegations', {
    assignmentId: await giver.assignment(),
    accountId: formatId('account', to),
    permissions: ['access.read', 'access.manage'],
    scope: { kind: 'site', siteId: formatId('site', siteId) },
    until: soon(3),
    reason: 'Congés de Toussaint',
    ...more,
  })
const may = async ({ browser }: SomebodySignedIn, permission: string) =>
  (await browser.ask('GET', '/me'))
    .json()
    .grants.some((grant: { permission: string }) => grant.permission === permission)

describe('a role handed over', () => {
  it('counts at once, is seen by both, and ends by itself at the instant', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    expect(await may(other, 'access.manage')).toBe(false)
    const made = await handOver(giver, other.accountId)
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({ state: 'running', role: 'manager', reason: 'Congés de Toussaint' })
    expect(await may(other, 'access.manage')).toBe(true)
    const me = (await other.browser.ask('GET', '/me')).json()
    expect(me.standsInFor).toEqual([{ name: `p${people - 1} Okafor`, until: soon(3) }])
    expect(me.roles).toEqual(['technician'])
    expect((await giver.browser.ask('GET', '/delegations')).json().data).toHaveLength(1)
    there().pass(3 * DAY_MS - 1)
    expect(await may(await again(other), 'access.manage')).toBe(true)
    there().pass(1)
    expect(await may(other, 'access.manage')).toBe(false)
    expect((await admin.ask('GET', '/me')).statusCode).toBe(401)
  })

  it('waits for its day', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    const made = await handOver(giver, other.accountId, { from: soon(0.25) })
    expect(made.json().state).toBe('to_come')
    expect(await may(other, 'access.manage')).toBe(false)
    there().pass(DAY_MS / 4)
    expect(await may(other, 'access.manage')).toBe(true)
  })

  it('is nothing once its giver loses the role, or is suspended', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    await handOver(giver, other.accountId)
    await admin.ask('PATCH', giver.path, SUSPENDED, { 'if-match': '"1"' })
    expect(await may(other, 'access.manage')).toBe(false)
    await admin.ask('PATCH', giver.path, { status: 'active' }, { 'if-match': '"2"' })
    expect(await may(other, 'access.manage')).toBe(true)
    await admin.ask('DELETE', `${giver.path}/roles/${await giver.assignment()}`)
    expect(await may(other, 'access.manage')).toBe(false)
    expect((await admin.ask('GET', '/delegations')).json().data[0].state).toBe('without_effect')
  })

  it('is ended by its giver, is recorded, and ends once', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    const { id } = (await handOver(giver, other.accountId)).json()
    expect((await other.browser.ask('DELETE', `/delegations/${id}`)).json().code).toBe('permission_denied')
    expect((await giver.browser.ask('DELETE', `/delegations/${id}`)).statusCode).toBe(204)
    expect(await may(other, 'access.manage')).toBe(false)
    expect((await giver.browser.ask('DELETE', `/delegations/${id}`)).json().code).toBe('not_found')
    const facts = await there().database.transaction(there().organizationId, async (transaction) => {
      const { rows } = await sql<{ type: string; payload: object }>`
        select type, payload from event where type like 'account.%hand%' order by position`.execute(
        transaction,
      )
      return rows
    })
    expect(facts.map(({ type }) => type)).toEqual(['account.role_handed_over', 'account.hand_over_ended'])
    expect(facts[0]?.payload).toMatchObject({ delegationId: id, permissions: 'access.read access.manage' })
    expect(JSON.stringify(facts)).not.toContain('Toussaint')
  })

  it('is ended by an administrator too, and not by a manager of elsewhere', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    const elsewhere = await signedIn('manager', await insertSite())
    const { id } = (await handOver(giver, other.accountId)).json()
    expect((await elsewhere.browser.ask('GET', '/delegations')).json().data).toEqual([])
    expect((await elsewhere.browser.ask('DELETE', `/delegations/${id}`)).json().code).toBe('role_beyond_own')
    expect((await admin.ask('DELETE', `/delegations/${id}`)).statusCode).toBe(204)
  })
})

/** A console left alone for half a day asks to sign in again. */
const again = async (someone: SomebodySignedIn) => {
  await someone.browser.signIn(someone.accountId)
  return someone
}

describe('handing over is refused', () => {
  it('beyond what one holds, to oneself, without an end, and to somebody suspended', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('technician')]
    const code = async (more: object, to = other.accountId) => (await handOver(giver, to, more)).json().code
    expect(await code({ scope: { kind: 'organization' } })).toBe('hand_over_beyond_own')
    expect(await code({ permissions: ['accounts.manage'] })).toBe('hand_over_outlives')
    expect(await code({ permissions: ['edges.enrol'] })).toBe('hand_over_outlives')
    expect(await code({ assignmentId: await other.assignment() })).toBe('hand_over_beyond_own')
    expect(await code({ until: soon(-1) })).toBe('hand_over_period')
    expect(await code({ until: soon(800) })).toBe('hand_over_period')
    expect(await code({}, giver.accountId)).toBe('hand_over_to_oneself')
    expect(await code({ until: undefined })).toBe('input_invalid')
    const stranger = await signedIn('technician', await insertSite())
    expect(await code({}, stranger.accountId)).toBe('not_found')
    await admin.ask('PATCH', other.path, SUSPENDED, { 'if-match': '"1"' })
    expect(await code({})).toBe('account_suspended')
  })

  it('to whoever only stands in: nothing handed over is handed on', async () => {
    const [giver, other] = [await signedIn('manager'), await signedIn('caretaker')]
    await handOver(giver, other.accountId)
    expect((await handOver(other, giver.accountId)).json().code).toBe('permission_denied')
  })
})
