/** Letting somebody in: an account for a person, a link that finds them, and what ends it. */
import { DAY_MS, formatId, MINUTE_MS, newId, type PersonId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handOutLink } from './hand-out-link.ts'
import {
  addAccount,
  factTypes,
  insertPerson,
  openBrowser,
  openLodge,
  tokenOf,
  type Lodge,
} from './lodge.fixture.ts'

let lodge: Lodge
let admin: ReturnType<typeof openBrowser>
let tilleuls: SiteId
let acacias: SiteId
let roles: Map<string, string>

const inside = <Answer>(query: ReturnType<typeof sql<Answer>>) =>
  lodge.database.transaction(lodge.organizationId, (transaction) => query.execute(transaction))

const insertSite = async (name: string): Promise<SiteId> => {
  const id = newId(realWorld, 'site')
  await inside(sql`insert into site (organization_id, id, name, time_zone, holiday_region, street, postal_code, city, country, version)
    values (${lodge.organizationId}, ${id}, ${name}, 'Europe/Paris', 'FR', '12 rue Lamartine', '44000', 'Nantes', 'FR', 1)`)
  return id
}

const insertResident = async (name: string, siteId: SiteId): Promise<PersonId> => {
  const personId = await insertPerson(lodge, name)
  const [building, unit] = [newId(realWorld, 'building'), newId(realWorld, 'unit')]
  const { organizationId } = lodge
  await inside(
    sql`insert into building (organization_id, id, site_id, name, version) values (${organizationId}, ${building}, ${siteId}, 'A', 1)`,
  )
  await inside(
    sql`insert into unit (organization_id, id, site_id, building_id, name, kind, version) values (${organizationId}, ${unit}, ${siteId}, ${building}, 'A 11', 'home', 1)`,
  )
  await inside(sql`insert into tenancy (organization_id, id, version, person_id, unit_id, site_id, role, moves_in_at, recorded_at)
    values (${organizationId}, ${newId(realWorld, 'tenancy')}, 1, ${personId}, ${unit}, ${siteId}, 'holder', '2020-01-01', '2020-01-01')`)
  return personId
}

beforeAll(async () => {
  lodge = await openLodge()
  tilleuls = await insertSite('Résidence des Tilleuls')
  acacias = await insertSite('Les Acacias')
  admin = openBrowser(lodge)
  await admin.signIn()
  const answer = (await admin.ask('GET', '/roles')).json() as { data: { id: string; code: string }[] }
  roles = new Map(answer.data.map(({ code, id }) => [code, id]))
})
afterAll(() => lodge.close())

const everywhere = { kind: 'organization' }
const give = (role: string, scope: unknown = everywhere) => ({ roleId: roles.get(role), scope })

const invite = async (email: string, more: object = {}) =>
  admin.ask('POST', '/accounts', {
    newPerson: { givenName: 'Joaquim', familyName: 'Pires' },
    email,
    roles: [give('caretaker')],
    ...more,
  })

const linkFor = async (id: string, browser = admin) =>
  (await browser.ask('POST', `/accounts/${id}/sign-in-links`)).json() as {
    url: string
    expiresAt: string
    sentTo: string | null
  }

const consume = async (url: string) =>
  (await openBrowser(lodge).ask('POST', '/sign-in/links/consume', { token: tokenOf(url) })).json()

const siteManager = async (email: string) => {
  const accountId = await addAccount(lodge, email, 'manager', { kind: 'site', siteId: tilleuls })
  const browser = openBrowser(lodge)
  await browser.signIn(accountId)
  return browser
}

describe('an invitation', () => {
  it('names somebody new, and says who they are wherever accounts are shown', async () => {
    const made = await invite('joaquim@tilleuls.example')
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ personName: 'Joaquim Pires', status: 'active', lastSignedInAt: null })
    expect(await factTypes(lodge)).toEqual(expect.arrayContaining(['person.created', 'account.created']))
    for (const q of ['pires joa', 'JOAQUIM@', 'Pirès'])
      expect((await admin.ask('POST', '/accounts/search', { q })).json().data).toHaveLength(1)
    expect((await admin.ask('POST', '/accounts/search', { q: 'joaquim nobody' })).json().data).toEqual([])
    expect((await admin.ask('GET', '/accounts?q=pires')).statusCode).toBe(400)
  })

  it('names one person, not none and not two', async () => {
    expect((await invite('none@tilleuls.example', { newPerson: undefined })).statusCode).toBe(400)
    const personId = formatId('person', await insertPerson(lodge, 'Paul'))
    expect((await invite('two@tilleuls.example', { personId })).statusCode).toBe(400)
  })

  it('that is refused leaves nobody behind', async () => {
    const before = (await inside(sql`select id from person`)).rows.length
    expect((await invite('JOAQUIM@tilleuls.example')).json().code).toBe('account_exists')
    expect((await inside(sql`select id from person`)).rows).toHaveLength(before)
  })

  it('adds nobody for who may give accounts but not add people', async () => {
    const role = await admin.ask('POST', '/roles', {
      name: 'Accounts only',
      permissions: ['accounts.read', 'accounts.manage'],
      scopes: ['organization'],
    })
    const { id } = (
      await invite('accounts@tilleuls.example', { roles: [{ roleId: role.json().id, scope: everywhere }] })
    ).json()
    const browser = openBrowser(lodge)
    await browser.ask('POST', '/sign-in/links/consume', { token: tokenOf((await linkFor(id)).url) })
    const refused = await browser.ask('POST', '/accounts', {
      newPerson: { givenName: 'A', familyName: 'B' },
      email: 'ab@tilleuls.example',
      roles: [],
    })
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'permission_denied'])
  })

  it('finds somebody within three days, once; who came before has ten minutes', async () => {
    const { id } = (await invite('zoe@tilleuls.example')).json()
    const first = await linkFor(id)
    expect(Date.parse(first.expiresAt) - lodge.deps.world.now()).toBe(3 * DAY_MS)
    lodge.pass(3 * DAY_MS - MINUTE_MS)
    expect(await consume(first.url)).toMatchObject({ accountId: id, next: 'setUp' })
    expect((await consume(first.url)).code).toBe('link_used')
    await admin.signIn()
    const second = await linkFor(id)
    expect(Date.parse(second.expiresAt) - lodge.deps.world.now()).toBe(10 * MINUTE_MS)
  })

  it('ends with exactly one account, whose address its owner has read mail at [S0-12 2/2]', async () => {
    await admin.signIn()
    lodge.delivered.length = 0
    const made = await invite('iris@tilleuls.example')
    const { id } = made.json()
    expect(made.statusCode).toBe(201)
    // Nobody is in before the link that was sent to the address is used.
    expect((await openBrowser(lodge).ask('GET', '/me')).statusCode).toBe(401)
    await linkFor(id)
    const [letter] = lodge.delivered
    expect(letter?.email).toBe('iris@tilleuls.example')
    const iris = openBrowser(lodge)
    const signedIn = await iris.ask('POST', '/sign-in/links/consume', { token: tokenOf(letter?.url ?? '') })
    expect(signedIn.json()).toMatchObject({ accountId: id, next: 'setUp' })
    expect((await iris.ask('GET', '/me')).json()).toMatchObject({ roles: ['caretaker'] })
    // A second registration with the same address, however it is written, is none.
    expect((await invite('Iris@Tilleuls.example')).statusCode).toBe(409)
    const { rows } = await inside(
      sql<{ status: string; seen: boolean }>`select status, last_signed_in_at is not null as seen from account
        where lower(email) = 'iris@tilleuls.example'`,
    )
    expect(rows).toEqual([{ status: 'active', seen: true }])
  })

  it('is worth nothing once a newer link, or another address, took its place', async () => {
    await admin.signIn()
    const made = await invite('typo@tilleuls.example')
    const { id } = made.json()
    const first = await linkFor(id)
    const second = await linkFor(id)
    expect((await consume(first.url)).code).toBe('link_expired')
    const moved = await admin.ask(
      'PATCH',
      `/accounts/${id}`,
      { email: 'right@tilleuls.example' },
      { 'if-match': '"1"' },
    )
    expect(moved.json().email).toBe('right@tilleuls.example')
    expect((await consume(second.url)).code).toBe('link_expired')
    expect(await consume((await linkFor(id)).url)).toMatchObject({ accountId: id })
  })

  it('goes by e-mail too, in their language, and is shown even when no mail leaves', async () => {
    await admin.signIn()
    const { id, personId } = (await invite('mail@tilleuls.example')).json()
    await inside(sql`update person set language = 'fr' where family_name = 'Pires'`)
    const link = await linkFor(id)
    expect(link.sentTo).toBe('mail@tilleuls.example')
    expect(lodge.delivered.at(-1)).toMatchObject({ url: link.url, language: 'fr' })
    expect(personId).toMatch(/^per_/)
    const { deliverLink: _, ...without } = lodge.deps
    const down = {
      ...without,
      deliverLink: async () => {
        throw new Error('no mail server')
      },
    }
    const asker = {
      organizationId: lodge.organizationId,
      giver: { kind: 'system' },
      actor: { kind: 'system', id: 'test' },
      siteIds: undefined,
      at: lodge.deps.world.now(),
    } as const
    const accountId = lodge.administrator
    for (const deps of [without, down])
      expect(await handOutLink(deps, asker, { accountId, language: 'en' })).toMatchObject({ sentTo: null })
  })
})

describe('signing somebody out', () => {
  it('ends every session of theirs at once, and no other', async () => {
    await admin.signIn()
    const { id } = (await invite('lost-phone@tilleuls.example')).json()
    const browser = openBrowser(lodge)
    await browser.ask('POST', '/sign-in/links/consume', { token: tokenOf((await linkFor(id)).url) })
    expect((await browser.ask('GET', '/me')).statusCode).toBe(200)
    expect((await admin.ask('DELETE', `/accounts/${id}/sessions`)).statusCode).toBe(204)
    expect((await browser.ask('GET', '/me')).statusCode).toBe(401)
    expect((await admin.ask('GET', '/me')).statusCode).toBe(200)
  })

  it('is refused to who may do less than they', async () => {
    const boss = await addAccount(lodge, 'boss@tilleuls.example', 'manager', {
      kind: 'site',
      siteId: tilleuls,
    })
    const path = `/accounts/${formatId('account', boss)}`
    await admin.ask('POST', `${path}/roles`, give('administrator'))
    const browser = await siteManager('small@tilleuls.example')
    expect((await browser.ask('DELETE', `${path}/sessions`)).json().code).toBe('role_beyond_own')
  })
})

describe('a manager of one site', () => {
  const own = { kind: 'own' }
  const letIn = (browser: typeof admin, personId: PersonId, email: string) =>
    browser.ask('POST', '/accounts', {
      personId: formatId('person', personId),
      email,
      roles: [give('resident', own)],
    })

  it('lets in who lives there, and nobody of another site', async () => {
    const browser = await siteManager('one-site@tilleuls.example')
    const here = await letIn(browser, await insertResident('Lucie', tilleuls), 'lucie@tilleuls.example')
    expect(here.statusCode).toBe(201)
    expect((await browser.ask('GET', `/accounts/${here.json().id}`)).statusCode).toBe(200)
    expect((await linkFor(here.json().id, browser)).url).toContain('#link=')
    const there = await insertResident('Omar', acacias)
    expect((await letIn(browser, there, 'omar@tilleuls.example')).json().code).toBe('role_beyond_own')
    const made = (await letIn(admin, there, 'omar@tilleuls.example')).json()
    expect((await browser.ask('GET', `/accounts/${made.id}`)).statusCode).toBe(404)
  })

  it('invites staff for that site who are new to the residence, not for another', async () => {
    const browser = await siteManager('staff@tilleuls.example')
    const ask = (siteId: SiteId, email: string) =>
      browser.ask('POST', '/accounts', {
        newPerson: { givenName: 'Ana', familyName: 'Lopes' },
        email,
        roles: [give('caretaker', { kind: 'site', siteId: formatId('site', siteId) })],
      })
    expect((await ask(tilleuls, 'ana@tilleuls.example')).statusCode).toBe(201)
    expect((await ask(acacias, 'ana2@tilleuls.example')).statusCode).toBe(403)
  })

  it('does not come in as somebody who stands in for a greater one', async () => {
    const small = await addAccount(lodge, 'stands-in@tilleuls.example', 'caretaker', {
      kind: 'site',
      siteId: tilleuls,
    })
    const self = (await admin.ask('GET', '/me')).json().account.id
    const [role] = (await admin.ask('GET', `/accounts/${self}`)).json().roles
    const browser = await siteManager('curious@tilleuls.example')
    const path = `/accounts/${formatId('account', small)}/sign-in-links`
    expect((await browser.ask('POST', path)).statusCode).toBe(201)
    const handed = await admin.ask('POST', '/delegations', {
      assignmentId: role.id,
      accountId: formatId('account', small),
      permissions: ['people.manage'],
      scope: everywhere,
      until: new Date(lodge.deps.world.now() + DAY_MS).toISOString(),
      reason: 'Holidays',
    })
    expect(handed.statusCode).toBe(201)
    expect((await browser.ask('POST', path)).json().code).toBe('role_beyond_own')
  })
})

describe('the plate on the sign-in page', () => {
  const plate = async (organization: Lodge) =>
    (await openBrowser(organization).ask('GET', '/sign-in/methods')).json().residence

  it('names the residence where there is one, and none of several', async () => {
    expect(await plate(lodge)).toBeNull()
    const small = await openLodge()
    try {
      expect(await plate(small)).toBeNull()
      await small.database.transaction(small.organizationId, (transaction) =>
        sql`insert into site (organization_id, id, name, time_zone, holiday_region, street, postal_code, city, country, version)
            values (${small.organizationId}, ${newId(realWorld, 'site')}, 'Les Tilleuls', 'Europe/Paris', 'FR', '12 rue Lamartine', '44000', 'Nantes', 'FR', 1)`.execute(
          transaction,
        ),
      )
      expect(await plate(small)).toEqual({ name: 'Les Tilleuls', address: '12 rue Lamartine, Nantes' })
    } finally {
      await small.close()
    }
  })
})
