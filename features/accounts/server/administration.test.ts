/** Accounts, roles and keys through the routes: who may do what, and who may not make themselves more. */
import { addMs, DAY_MS, formatId, newId, type Id, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeyForSystem } from './create-key-for-system.ts'
import { mayStill } from './may-still.ts'
import { ensureFirstAdministrator } from './first-administrator.ts'
import { addAccount, factTypes, insertPerson, openBrowser, openLodge, type Lodge } from './lodge.fixture.ts'

const SUSPENDED = {
  status: 'suspended',
  suspension: { article: 'art. 5', reason: 'Opened the boiler room of a neighbour.' },
}

let lodge: Lodge
let admin: ReturnType<typeof openBrowser>
let siteId: SiteId
let roles: Map<string, string>

const insertSite = async (name: string): Promise<SiteId> => {
  const id = newId(realWorld, 'site')
  await lodge.database.transaction(lodge.organizationId, (transaction) =>
    sql`insert into site (organization_id, id, name, time_zone, holiday_region, street, postal_code, city, country, version)
        values (${lodge.organizationId}, ${id}, ${name}, 'Europe/Paris', 'FR', '12 rue Lamartine', '44000', 'Nantes', 'FR', 1)`.execute(
      transaction,
    ),
  )
  return id
}

beforeAll(async () => {
  lodge = await openLodge()
  siteId = await insertSite('Résidence des Tilleuls')
  await insertSite('Les Acacias')
  admin = openBrowser(lodge)
  await admin.signIn()
  const answer = (await admin.ask('GET', '/roles')).json() as { data: { id: string; code: string }[] }
  roles = new Map(answer.data.map(({ code, id }) => [code, id]))
})
afterAll(() => lodge.close())

const atSite = (id = siteId) => ({ kind: 'site', siteId: formatId('site', id) })
const everywhere = { kind: 'organization' }
const signedIn = async (
  email: string,
  role: Parameters<typeof addAccount>[2],
  scope: Parameters<typeof addAccount>[3],
) => {
  const accountId = await addAccount(lodge, email, role, scope)
  const browser = openBrowser(lodge)
  await browser.signIn(accountId)
  return { accountId, browser, wireId: formatId('account', accountId) }
}

describe('accounts', () => {
  const create = async (email: string, role: string, scope: unknown, browser = admin) =>
    browser.ask('POST', '/accounts', {
      personId: formatId('person', await insertPerson(lodge, email.split('@')[0] ?? '')),
      email,
      roles: [{ roleId: roles.get(role), scope }],
    })

  it('are made for a person, once, and read back', async () => {
    const made = await create('Zoe@tilleuls.example', 'caretaker', atSite())
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      email: 'zoe@tilleuls.example',
      status: 'active',
      roles: [{ role: 'caretaker', scope: atSite() }],
    })
    expect((await create('zoe@TILLEULS.example', 'caretaker', atSite())).json().code).toBe('account_exists')
    const read = await admin.ask('GET', `/accounts/${made.json().id}`)
    expect([read.headers.etag, read.json()]).toEqual(['"1"', made.json()])
    expect(await factTypes(lodge)).toEqual(expect.arrayContaining(['account.created', 'account.role_given']))
  })

  it('stay those of one person: whose it is never changes [S0-45 1/2]', async () => {
    const { wireId } = await signedIn('lea@tilleuls.example', 'caretaker', { kind: 'site', siteId })
    const personId = formatId('person', await insertPerson(lodge, 'Heir'))
    const before = (await admin.ask('GET', `/accounts/${wireId}`)).json()
    for (const body of [{ personId }, { person: personId }, { status: 'active', personId }]) {
      const answer = await admin.ask('PATCH', `/accounts/${wireId}`, body, { 'if-match': '"1"' })
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'input_invalid'])
    }
    expect((await admin.ask('GET', `/accounts/${wireId}`)).json()).toEqual(before)
    const another = await admin.ask('POST', '/accounts', {
      personId,
      email: 'heir@tilleuls.example',
      roles: [{ roleId: roles.get('caretaker'), scope: atSite() }],
    })
    expect([another.statusCode, another.json().id === wireId]).toEqual([201, false])
  })

  it('are refused for nobody, for a role nobody knows, and over what a role is not for', async () => {
    const person = formatId('person', newId(realWorld, 'person'))
    const unknown = await admin.ask('POST', '/accounts', {
      personId: person,
      email: 'x@tilleuls.example',
      roles: [],
    })
    expect(unknown.json().code).toBe('person_unknown')
    expect((await create('y@tilleuls.example', 'resident', everywhere)).json().code).toBe(
      'role_scope_not_allowed',
    )
    roles.set('ghost', formatId('role', newId(realWorld, 'role')))
    expect((await create('z@tilleuls.example', 'ghost', everywhere)).json().code).toBe('role_unknown')
    expect(
      (await admin.ask('GET', '/accounts?limit=200'))
        .json()
        .data.map(({ email }: { email: string }) => email),
    ).not.toContain('y@tilleuls.example')
  })

  it('are listed page by page', async () => {
    const first = (await admin.ask('GET', '/accounts?limit=1')).json()
    expect(first.data).toHaveLength(1)
    const second = (await admin.ask('GET', `/accounts?limit=1&cursor=${first.nextCursor}`)).json()
    expect(second.data[0].id).not.toBe(first.data[0].id)
    const tampered = await admin.ask('GET', `/accounts?cursor=${String(first.nextCursor).slice(1)}`)
    expect([tampered.statusCode, tampered.json().code]).toEqual([400, 'cursor_invalid'])
  })

  it('that are suspended, and keys that are unknown, have nothing done in their name any more', async () => {
    const { accountId, wireId } = await signedIn('agnes@tilleuls.example', 'technician', {
      kind: 'site',
      siteId,
    })
    const may = (
      permission = 'equipment.manage',
      at = siteId,
      actor: object = { kind: 'account', id: accountId },
    ) =>
      lodge.database.transaction(lodge.organizationId, (transaction) =>
        mayStill(
          transaction,
          {
            organizationId: lodge.organizationId,
            siteId: at,
            actor: actor as { kind: string; id?: string },
            at: realWorld.now(),
          },
          permission,
        ),
      )
    expect(await may()).toBe(true)
    expect(await may('nothing.known')).toBe(false)
    expect(await may('equipment.manage', newId(realWorld, 'site'))).toBe(false)
    expect(await may('equipment.manage', siteId, { kind: 'system', id: 'rollouts' })).toBe(true)
    expect(await may('equipment.manage', siteId, { kind: 'apiKey', id: newId(realWorld, 'apiKey') })).toBe(
      false,
    )
    const tag = { 'if-match': '"1"' }
    const suspended = await admin.ask('PATCH', `/accounts/${wireId}`, SUSPENDED, tag)
    expect(suspended.json().status).toBe('suspended')
    expect(await may()).toBe(false)
  })

  it('that are suspended are out at once, and change only from the version that was read, under an article and with a reason [S0-40 1/2]', async () => {
    const { browser, wireId } = await signedIn('sus@tilleuls.example', 'caretaker', { kind: 'site', siteId })
    expect((await admin.ask('PATCH', `/accounts/${wireId}`, SUSPENDED)).statusCode).toBe(428)
    const tag = { 'if-match': '"1"' }
    expect((await admin.ask('PATCH', `/accounts/${wireId}`, SUSPENDED, tag)).json().status).toBe('suspended')
    // Without notice: the very next call.
    expect((await browser.ask('GET', '/me')).statusCode).toBe(401)
    const read = (await admin.ask('GET', `/accounts/${wireId}`)).json()
    expect(read.suspension).toMatchObject(SUSPENDED.suspension)
    expect(await factTypes(lodge)).toContain('account.changed')
    expect((await admin.ask('PATCH', `/accounts/${wireId}`, { status: 'active' }, tag)).statusCode).toBe(412)
    expect((await admin.ask('POST', `/accounts/${wireId}/sign-in-links`)).json().code).toBe(
      'account_suspended',
    )
  })

  it('are not suspended without an article and a reason, and keep neither once they are let in again', async () => {
    const { wireId } = await signedIn('why@tilleuls.example', 'caretaker', { kind: 'site', siteId })
    const tag = { 'if-match': '"1"' }
    for (const body of [
      { status: 'suspended' },
      { status: 'suspended', suspension: { article: '', reason: 'because' } },
      { status: 'active', suspension: SUSPENDED.suspension },
    ])
      expect((await admin.ask('PATCH', `/accounts/${wireId}`, body, tag)).json().code).toBe('input_invalid')
    await admin.ask('PATCH', `/accounts/${wireId}`, SUSPENDED, tag)
    const back = await admin.ask('PATCH', `/accounts/${wireId}`, { status: 'active' }, { 'if-match': '"2"' })
    expect(back.json()).toMatchObject({ status: 'active', suspension: null })
  })

  it('always leave an administrator', async () => {
    const own = (await admin.ask('GET', '/me')).json().account.id
    const self = (await admin.ask('GET', `/accounts/${own}`)).json()
    const taken = await admin.ask('DELETE', `/accounts/${own}/roles/${self.roles[0].id}`)
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'last_administrator'])
    const suspended = await admin.ask('PATCH', `/accounts/${own}`, SUSPENDED, { 'if-match': '"1"' })
    expect(suspended.json().code).toBe('last_administrator')
    expect((await admin.ask('GET', '/me')).statusCode).toBe(200)
  })
})

describe('a manager of one site', () => {
  it('sees and makes accounts there, and nothing beyond [S0-21 partly]', async () => {
    const { browser } = await signedIn('manager@tilleuls.example', 'manager', { kind: 'site', siteId })
    const own = (await admin.ask('GET', '/me')).json().account.id
    expect((await browser.ask('GET', `/accounts/${own}`)).statusCode).toBe(404)
    expect((await browser.ask('GET', '/me')).json().sites).toEqual([
      { id: formatId('site', siteId), name: 'Résidence des Tilleuls' },
    ])
    const make = async (role: string, scope: unknown) =>
      (
        await browser.ask('POST', '/accounts', {
          personId: formatId('person', await insertPerson(lodge, 'new')),
          email: `${role}-${Math.random()}@tilleuls.example`,
          roles: [{ roleId: roles.get(role), scope }],
        })
      ).json()
    expect((await make('caretaker', atSite())).status).toBe('active')
    expect((await make('administrator', everywhere)).code).toBe('role_beyond_own')
    expect((await make('manager', everywhere)).code).toBe('role_beyond_own')
    expect((await make('caretaker', atSite(newId(realWorld, 'site')))).code).toBe('role_beyond_own')
  })

  it('cannot take over, weaken or key somebody who may do more', async () => {
    const { browser } = await signedIn('manager2@tilleuls.example', 'manager', { kind: 'site', siteId })
    const boss = await addAccount(lodge, 'boss@tilleuls.example', 'manager', { kind: 'site', siteId })
    await admin.ask('POST', `/accounts/${formatId('account', boss)}/roles`, {
      roleId: roles.get('administrator'),
      scope: everywhere,
    })
    const path = `/accounts/${formatId('account', boss)}`
    expect((await browser.ask('POST', `${path}/sign-in-links`)).json().code).toBe('role_beyond_own')
    expect((await browser.ask('PATCH', path, SUSPENDED, { 'if-match': '"2"' })).json().code).toBe(
      'role_beyond_own',
    )
    const key = await browser.ask('POST', '/api-keys', {
      label: 'x',
      roleId: roles.get('manager'),
      scope: everywhere,
      expiresAt: null,
    })
    expect(key.json().code).toBe('role_beyond_own')
  })
})

describe('the data protection officer', () => {
  it('is never the administrator: two accounts, whichever role comes first [S3-16 3/3]', async () => {
    const give = async (accountId: string, role: string) =>
      (
        await admin.ask('POST', `/accounts/${accountId}/roles`, {
          roleId: roles.get(role),
          scope: everywhere,
        })
      ).json()
    const created = await admin.ask('POST', '/accounts', {
      personId: formatId('person', await insertPerson(lodge, 'both')),
      email: 'both@tilleuls.example',
      roles: ['dpo', 'administrator'].map((role) => ({ roleId: roles.get(role), scope: everywhere })),
    })
    expect([created.statusCode, created.json().code]).toEqual([409, 'roles_conflict'])
    for (const [one, other] of [
      ['dpo', 'administrator'],
      ['administrator', 'dpo'],
    ] as const) {
      const id = formatId(
        'account',
        await addAccount(lodge, `${one}@both.example`, one, { kind: 'organization' }),
      )
      expect((await give(id, other)).code).toBe('roles_conflict')
      const held = (await admin.ask('GET', `/accounts/${id}`)).json()
      expect(held.roles.map(({ role }: { role: string }) => role)).toEqual([one])
      // Once the one is taken back, the other may be given.
      expect((await admin.ask('DELETE', `/accounts/${id}/roles/${held.roles[0].id}`)).statusCode).toBe(200)
      expect((await give(id, other)).roles).toHaveLength(1)
    }
  })
})

describe('somebody without the permission', () => {
  it('is refused every route of administration', async () => {
    const { browser } = await signedIn('caretaker@tilleuls.example', 'caretaker', { kind: 'site', siteId })
    for (const path of ['/accounts', '/roles', '/api-keys'])
      expect((await browser.ask('GET', path)).json().code).toBe('permission_denied')
  })
})

describe('a link made for somebody', () => {
  it('is shown once to whoever made it, and signs that person in', async () => {
    const { wireId } = await signedIn('paul@tilleuls.example', 'caretaker', { kind: 'site', siteId })
    const made = await admin.ask('POST', `/accounts/${wireId}/sign-in-links`)
    expect(made.statusCode).toBe(201)
    const token = made.json().url.split('#link=')[1]
    expect((await openBrowser(lodge).ask('POST', '/sign-in/links/consume', { token })).json().accountId).toBe(
      wireId,
    )
  })
})

describe('an API key', () => {
  const withKey = (secret: string, path: string) =>
    lodge.server.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${secret}` } })
  const make = (headers: Record<string, string> = {}) =>
    admin.ask(
      'POST',
      '/api-keys',
      { label: 'Syndic', roleId: roles.get('integrator'), scope: atSite(), expiresAt: null },
      headers,
    )

  it('is shown once, works, and is listed without its secret', async () => {
    const made = (await make()).json()
    expect(made.secret).toMatch(/^loge_[\w-]{64}$/)
    expect((await withKey(made.secret, '/me')).json()).toMatchObject({
      account: null,
      sites: [{ name: 'Résidence des Tilleuls' }],
    })
    expect((await withKey(made.secret, '/accounts')).statusCode).toBe(403)
    expect((await withKey(made.secret, '/me/sessions')).json().code).toBe('account_required')
    expect((await admin.ask('GET', '/api-keys')).body).not.toContain(made.secret)
  })

  it('is made once when its creation is repeated, and kept nowhere to be shown again', async () => {
    const headers = { 'idempotency-key': 'a0a0a0a0-b1b1-4c2c-8d3d-e4e4e4e4e4e4' }
    const listed = async () => (await admin.ask('GET', '/api-keys')).json().data.length
    const before = await listed()
    const [first, second] = [await make(headers), await make(headers)]
    expect(second.json()).toMatchObject({ status: 409, code: 'already_done_secret_shown_once' })
    expect(await listed()).toBe(before + 1)
    await lodge.database.transaction(lodge.organizationId, async (transaction) => {
      const { rows } = await sql<{ all: string }>`
        select (select string_agg(k::text, ' ') from api_key k) || (select string_agg(i::text, ' ') from idempotency_key i) as all
      `.execute(transaction)
      const { secret } = first.json()
      expect(rows[0]?.all).not.toContain(secret)
      expect(rows[0]?.all).not.toContain(Buffer.from(secret).toString('hex'))
    })
  })

  it('ends when it is revoked, and when its time is over', async () => {
    const made = (await make()).json()
    expect((await admin.ask('DELETE', `/api-keys/${made.id}`)).statusCode).toBe(204)
    expect((await withKey(made.secret, '/me')).json()).toMatchObject({ status: 401, code: 'key_invalid' })
    expect((await admin.ask('DELETE', `/api-keys/${made.id}`)).statusCode).toBe(404)
    const expiresAt = addMs(lodge.deps.world.now(), DAY_MS)
    const scope = { kind: 'organization' } as const
    const key = await createKeyForSystem(lodge.deps, lodge.organizationId, {
      role: 'dpo',
      label: 'x',
      scope,
      expiresAt,
    })
    expect((await withKey(key.secret, '/people-of-nobody')).statusCode).toBe(404)
    expect((await withKey(key.secret, '/roles')).statusCode).toBe(200)
    lodge.pass(DAY_MS)
    expect((await withKey(key.secret, '/roles')).json().code).toBe('key_invalid')
    expect((await withKey('loge_nonsense', '/roles')).json().code).toBe('key_invalid')
  })
})

describe('the first start', () => {
  it('makes one administrator, however often it runs', async () => {
    const personId = await insertPerson(lodge, 'Somebody')
    const again = await ensureFirstAdministrator(lodge.deps, lodge.organizationId, {
      personId,
      email: 'else@tilleuls.example',
    })
    expect(again.created).toBe(false)
  })
})

describe('organizations', () => {
  it('do not see each other: a session of one is nobody in another', async () => {
    const foreign = newId(realWorld, 'organization')
    await lodge.database.createOrganization({ id: foreign, slug: 'other', name: 'Other' })
    const id: Id<'account'> = lodge.administrator
    const seen = await lodge.database.transaction(foreign, (transaction) =>
      sql`select id from account where id = ${id}`.execute(transaction),
    )
    expect(seen.rows).toEqual([])
    const methods = (await openBrowser(lodge).ask('GET', '/sign-in/methods')).json()
    expect(methods).toEqual({
      passkey: true,
      password: true,
      linkByEmail: true,
      organizationRequired: true,
      residence: null,
    })
    const password = await openBrowser(lodge).ask('POST', '/sign-in/password', {
      email: 'a@b.example',
      password: 'x',
    })
    expect(password.json().code).toBe('organization_required')
  })
})
