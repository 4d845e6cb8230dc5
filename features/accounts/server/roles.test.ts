/** Roles an organization makes for itself, and roles held until a day, through the routes. */
import { DAY_MS, formatId, newId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUILT_IN_ROLES, PERMISSIONS } from '../core/index.ts'
import { addAccount, insertPerson, openBrowser, openLodge, type Lodge } from './lodge.fixture.ts'

let lodge: Lodge
let admin: ReturnType<typeof openBrowser>
let builtIn: Map<string, string>

beforeAll(async () => {
  lodge = await openLodge()
  admin = openBrowser(lodge)
  await admin.signIn()
  const { data } = (await admin.ask('GET', '/roles')).json()
  builtIn = new Map(data.map(({ code, id }: { code: string; id: string }) => [code, id]))
})
afterAll(() => lodge.close())

const NIGHT = {
  name: 'Gardien de nuit',
  permissions: ['doors.open', 'events.read'],
  scopes: ['organization'],
}
const EVERYWHERE = { kind: 'organization' } as const

interface RolePage {
  readonly data: readonly { readonly id: string }[]
  readonly permissions: readonly string[]
  readonly nextCursor: string | null
}

const make = async (content: object = NIGHT, browser = admin) => {
  const answer = await browser.ask('POST', '/roles', content)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as { id: string; version: number }
}
const codeOf = async (answer: Promise<{ json(): { code?: string } }>) => (await answer).json().code
const change = (id: string, body: object, version = 1) =>
  admin.ask('PATCH', `/roles/${id}`, body, { 'if-match': `"${version}"` })
const retire = (id: string, version = 1) =>
  admin.ask('DELETE', `/roles/${id}`, undefined, { 'if-match': `"${version}"` })

/** Somebody whose only role is this one. */
const holder = async (roleId: string, until: string | null = null) => {
  const email = `${newId(realWorld, 'account')}@tilleuls.example`
  const made = await admin.ask('POST', '/accounts', {
    personId: formatId('person', await insertPerson(lodge, 'Joaquim')),
    email,
    roles: [{ roleId, scope: EVERYWHERE, until }],
  })
  expect(made.statusCode, made.body).toBe(201)
  const account = made.json() as {
    id: string
    version: number
    roles: { id: string; until: string | null }[]
  }
  const link = (await admin.ask('POST', `/accounts/${account.id}/sign-in-links`)).json()
  const browser = openBrowser(lodge)
  await browser.ask('POST', '/sign-in/links/consume', { token: link.url.split('#link=')[1] })
  const permissions = async () =>
    ((await browser.ask('GET', '/me')).json().grants as { permission: string }[]).map(
      ({ permission }) => permission,
    )
  return { account, browser, permissions }
}

const lastFact = (type: string) =>
  lodge.database.transaction(lodge.organizationId, async (transaction) => {
    const { rows } = await sql<{ payload: Record<string, unknown>; actor_id: string }>`
      select payload, actor_id from event where type = ${type} order by position desc limit 1`.execute(
      transaction,
    )
    return rows[0]
  })

describe('a role of one’s own', () => {
  it('is made, read, changed from the version that was read, and retired', async () => {
    const { id } = await make()
    const read = await admin.ask('GET', `/roles/${id}`)
    expect([read.headers.etag, read.json()]).toMatchObject([
      '"1"',
      { ...NIGHT, builtIn: false, retiredAt: null },
    ])
    expect(await lastFact('role.created')).toMatchObject({
      payload: { roleId: id, permissions: NIGHT.permissions, scopes: NIGHT.scopes },
      actor_id: lodge.administrator,
    })

    expect((await admin.ask('PATCH', `/roles/${id}`, { name: 'x' })).statusCode).toBe(428)
    expect((await change(id, { name: 'x' }, 7)).statusCode).toBe(412)
    const changed = await change(id, { permissions: ['doors.open'] })
    expect([changed.headers.etag, changed.json()]).toMatchObject([
      '"2"',
      { name: NIGHT.name, permissions: ['doors.open'], version: 2 },
    ])
    expect(await lastFact('role.changed')).toMatchObject({
      payload: { roleId: id, permissions: ['doors.open'] },
    })

    expect((await retire(id, 1)).statusCode).toBe(412)
    expect((await retire(id, 2)).statusCode).toBe(204)
    expect(await lastFact('role.retired')).toMatchObject({ payload: { roleId: id } })
    expect(await codeOf(change(id, { name: 'x' }, 3))).toBe('role_retired')
    expect((await admin.ask('GET', '/roles?limit=200')).body).not.toContain(id)
  })

  it('takes effect at once for whoever holds it, and is kept while somebody does', async () => {
    const { id } = await make()
    const { account, permissions } = await holder(id)
    expect(await permissions()).toEqual(NIGHT.permissions)
    await change(id, { permissions: ['events.read'] })
    expect(await permissions()).toEqual(['events.read'])
    expect(await codeOf(retire(id, 2))).toBe('role_in_use')
    await admin.ask('DELETE', `/accounts/${account.id}/roles/${account.roles[0]?.id}`)
    expect((await retire(id, 2)).statusCode).toBe(204)
    const again = await admin.ask('POST', `/accounts/${account.id}/roles`, { roleId: id, scope: EVERYWHERE })
    expect(again.json().code).toBe('role_unknown')
  })

  it('has no nonsense in it', async () => {
    const attempts = [
      { ...NIGHT, permissions: [] },
      { ...NIGHT, permissions: ['everything'] },
      { ...NIGHT, permissions: ['doors.open', 'doors.open'] },
      { ...NIGHT, scopes: [] },
      { ...NIGHT, name: ' ' },
      { ...NIGHT, built_in: true },
    ]
    for (const attempt of attempts)
      expect([attempt, (await admin.ask('POST', '/roles', attempt)).statusCode]).toEqual([attempt, 400])
    const own = { ...NIGHT, permissions: ['accounts.manage'], scopes: ['own'] }
    expect(await codeOf(admin.ask('POST', '/roles', own))).toBe('role_permission_not_own')
    const { id } = await make({ ...NIGHT, permissions: ['doors.open'], scopes: ['own'] })
    expect(await codeOf(change(id, { permissions: ['access.manage'] }))).toBe('role_permission_not_own')
  })

  it('that comes with the product is only read', async () => {
    expect(builtIn.size).toBe(BUILT_IN_ROLES.length)
    for (const id of builtIn.values()) {
      expect(await codeOf(change(id, { permissions: ['doors.open'] }))).toBe('role_built_in')
      expect(await codeOf(retire(id))).toBe('role_built_in')
    }
  })

  it('is listed page by page, with every permission there is', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: RolePage = (
        await admin.ask('GET', `/roles?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json()
      expect([page.data.length <= 3, page.permissions]).toEqual([true, PERMISSIONS])
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    for (const id of builtIn.values()) expect(seen).toContain(id)
  })
})

describe('nobody makes more of themselves', () => {
  it('by a role with a permission they do not hold, whether it had it or is to have it', async () => {
    const helper = await make({
      name: 'Adjoint',
      permissions: ['accounts.read', 'accounts.manage'],
      scopes: ['organization'],
    })
    const { browser } = await holder(helper.id)
    const { id: strong } = await make({ ...NIGHT, permissions: ['access.manage'] })
    expect(await codeOf(browser.ask('POST', '/roles', NIGHT))).toBe('role_beyond_own')
    const patch = (id: string, body: object) =>
      browser.ask('PATCH', `/roles/${id}`, body, { 'if-match': '"1"' })
    expect(await codeOf(patch(helper.id, { permissions: ['accounts.manage', 'doors.open'] }))).toBe(
      'role_beyond_own',
    )
    expect(await codeOf(patch(strong, { permissions: ['accounts.manage'] }))).toBe('role_beyond_own')
    const gone = browser.ask('DELETE', `/roles/${strong}`, undefined, { 'if-match': '"1"' })
    expect(await codeOf(gone)).toBe('role_beyond_own')
    expect((await patch(helper.id, { name: 'Adjointe' })).statusCode).toBe(200)
  })

  it('nor by one that reaches beyond the site where they hold theirs', async () => {
    const siteId: SiteId = newId(realWorld, 'site')
    await lodge.database.transaction(lodge.organizationId, (transaction) =>
      sql`insert into site (organization_id, id, name, time_zone, holiday_region, street, postal_code, city, country, version)
          values (${lodge.organizationId}, ${siteId}, 'Acacias', 'Europe/Paris', 'FR', 'x', 'x', 'x', 'FR', 1)`.execute(
        transaction,
      ),
    )
    const browser = openBrowser(lodge)
    await browser.signIn(
      await addAccount(lodge, 'site@tilleuls.example', 'manager', { kind: 'site', siteId }),
    )
    expect(await codeOf(browser.ask('POST', '/roles', { ...NIGHT, scopes: ['site'] }))).toBe(
      'role_beyond_own',
    )
  })

  it('and nobody without the permission makes, changes or retires any', async () => {
    const { id } = await make()
    const { browser } = await holder(id)
    expect(await codeOf(browser.ask('POST', '/roles', NIGHT))).toBe('permission_denied')
    const tag = { 'if-match': '"1"' }
    expect(await codeOf(browser.ask('PATCH', `/roles/${id}`, { name: 'x' }, tag))).toBe('permission_denied')
    expect(await codeOf(browser.ask('DELETE', `/roles/${id}`, undefined, tag))).toBe('permission_denied')
  })
})

describe('a role held until a day', () => {
  const inDays = (days: number) => new Date(lodge.deps.world.now() + days * DAY_MS).toISOString()

  it('ends by itself, without anybody doing anything, and can be given again', async () => {
    const { id } = await make()
    const until = inDays(0.2)
    const { account, browser, permissions } = await holder(id, until)
    expect(account.roles).toMatchObject([{ until, roleName: NIGHT.name }])
    expect(await lastFact('account.role_given')).toMatchObject({ payload: { roleId: id, until } })
    expect(await permissions()).toEqual(NIGHT.permissions)
    const twice = admin.ask('POST', `/accounts/${account.id}/roles`, { roleId: id, scope: EVERYWHERE })
    expect(await codeOf(twice)).toBe('role_already_held')

    lodge.pass(0.2 * DAY_MS)
    expect(await permissions()).toEqual([])
    expect((await browser.ask('GET', '/me')).json().roles).toEqual([])
    await admin.signIn()
    expect((await admin.ask('GET', `/accounts/${account.id}`)).json().roles).toEqual([])
    const again = await admin.ask('POST', `/accounts/${account.id}/roles`, { roleId: id, scope: EVERYWHERE })
    expect(again.json().roles).toMatchObject([{ until: null }])
    expect(await permissions()).toEqual(NIGHT.permissions)
  })

  it('does not count as an administrator who stays, and never ends in the past', async () => {
    const wanted = { roleId: builtIn.get('administrator'), scope: EVERYWHERE, until: inDays(1) }
    const made = await admin.ask('POST', '/accounts', {
      personId: formatId('person', await insertPerson(lodge, 'Remplaçante')),
      email: 'until@tilleuls.example',
      roles: [wanted],
    })
    expect(made.statusCode).toBe(201)
    const own = (await admin.ask('GET', '/me')).json().account.id
    const self = (await admin.ask('GET', `/accounts/${own}`)).json()
    const leave = admin.ask('DELETE', `/accounts/${own}/roles/${self.roles[0].id}`)
    expect(await codeOf(leave)).toBe('last_administrator')
    const past = { ...wanted, until: inDays(-1) }
    expect(await codeOf(admin.ask('POST', `/accounts/${own}/roles`, past))).toBe('expiry_in_past')
  })
})
