/**
 * A real server on its own port, with its jobs, its log and its figures: somebody lives there, signs in, asks, errs and is
 * written to, and things break. Nothing of what they typed is in a log line, a figure, an event, a refusal, or a column
 * that no person is named in.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyForSystem } from '@loge/features/accounts/server'
import { installCatalogue, prepareDrawers } from '@loge/features/events/server'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase } from '@loge/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfiguration } from '../../server/configuration.ts'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { ensureOrganization, makeSignInLink } from '../../server/first-run.ts'
import { loadKeys } from '../../server/keys.ts'
import { type RunningServer, runServer } from '../../server/run-server.ts'
import { freePort } from '../free-port.ts'
import { type MailBox, startMailBox } from '../mail-box.ts'
import { foundIn, PLANTED, plantedIn, readImpersonal } from './planted.ts'

let folder: string
let mailBox: MailBox
let server: RunningServer
let origin: string
let ownerUrl: string
let organizationId: string
let token: string
let signInLink: string
let close: () => Promise<void>
const refusals: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-scrubbed-'))
  mailBox = await startMailBox()
  const forget = installCatalogue(everyFact)
  const database = await testDatabase()
  const port = String(await freePort())
  const { configuration } = readConfiguration(
    {
      LOGE_DATA_DIR: folder,
      LOGE_HTTP_PORT: port,
      LOGE_LOG_LEVEL: 'debug',
      LOGE_SIMULATION: 'off',
      LOGE_SMTP_URL: mailBox.url,
      LOGE_TRUSTED_PROXIES: '127.0.0.1',
    },
    folder,
  )
  ownerUrl = database.ownerUrl
  origin = configuration.origin
  await prepareDrawers(database, realWorld)
  const installation = {
    database,
    databaseUrl: database.url,
    ownerUrl,
    keys: await loadKeys(folder),
    place: folder,
    close: () => database.close(),
  }
  const organization = await ensureOrganization(installation)
  organizationId = organization.id
  const key = {
    role: 'administrator',
    label: 'Scrubbed',
    scope: { kind: 'organization' },
    expiresAt: null,
  } as const
  token = (await createKeyForSystem({ database, world: realWorld }, organization.id, key)).secret
  signInLink = await makeSignInLink(installation, configuration, organization.id)
  server = await runServer({ configuration, installation, pages: folder, world: realWorld })
  close = async () => {
    await server.close()
    await mailBox.close()
    await database.close()
    forget()
    await rm(folder, { recursive: true, force: true })
  }
})
afterAll(() => close())

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  readonly body?: unknown
  readonly raw?: string
  readonly bearer?: string | null
}

/** From the planted address; what is refused is kept to be searched. */
const send = async (path: string, { method, body, raw, bearer = token }: Sent = {}) => {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      'x-forwarded-for': PLANTED.address,
      'user-agent': 'Scrubbed',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(content === undefined ? {} : { body: content }),
  })
  const text = await answer.text()
  if (answer.status >= 400) refusals.push(text)
  return { status: answer.status, text, id: /"id":"([^"]+)"/.exec(text)?.[1] ?? '' }
}

const make = async (path: string, body: object): Promise<string> => {
  const { status, text, id } = await send(path, { body })
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`)
  return id
}

const { givenName, familyName, email, mobile, street, card, plate, words, password } = PLANTED
const anAddress = { postalCode: '44000', city: 'Nantes', country: 'FR' }

/** Everything that goes well. */
const live = async () => {
  const site = await make('/sites', {
    name: 'Les Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: '12 rue Lamartine',
    ...anAddress,
  })
  const building = await make('/buildings', { siteId: site, name: 'Bâtiment A' })
  const floor = await make('/floors', { buildingId: building, name: 'Rez-de-chaussée', level: 0 })
  const unit = await make('/units', { buildingId: building, floorId: floor, name: 'A12', kind: 'home' })
  const named = { givenName, familyName, email, mobile, street, ...anAddress, language: 'fr' }
  const person = await make('/people', named)
  await make('/tenancies', {
    personId: person,
    unitId: unit,
    role: 'holder',
    movesInAt: '2026-01-05T08:00:00Z',
  })
  const entrance = await make('/entrances', { siteId: site, name: 'Hall A' })
  const line = { entranceIds: [entrance], scheduleId: null }
  const profile = await make('/access-profiles', { siteId: site, name: 'Résidents', lines: [line] })
  const to = { kind: 'person', personId: person }
  await make('/access-grants', { siteId: site, accessProfileId: profile, to, reason: words })
  await make('/credentials', { siteId: site, personId: person, kind: 'card', value: card })
  await make('/credentials', { siteId: site, personId: person, kind: 'licencePlate', value: plate })
  expect((await send('/search', { body: { q: familyName } })).text).toContain(person)
  expect((await send('/people/search', { body: { q: familyName } })).text).toContain(person)
  expect((await send(`/people/${person}/suspend`, { body: { reason: words } })).status).toBeLessThan(500)
  await send(`/people/${person}/look`, { body: { reason: 'incident', words } })
  await send('/privacy/restrictions', { body: { personId: person, ground: 'objected', door: 'keep' } })
  await send(`/privacy/restrictions/${person}/told`, { body: { how: 'phone' } })
  await send(`/privacy/restrictions/${person}/lift`, { body: {} })
  return { person, site }
}

/** Asks for a right, from outside and by mail; the answers go where nobody takes them. */
const ask = async () => {
  const asked = { right: 'access', name: `${givenName} ${familyName}`, email, telephone: mobile, words }
  expect((await send('/public/privacy/requests', { body: asked, bearer: null })).status).toBe(202)
  await send('/privacy/requests', {
    body: { ...asked, channel: 'phone', receivedAt: new Date(realWorld.now() - 1000), language: 'fr' },
  })
}

/** What goes wrong, with what was typed in all of it. A name of a field is told back to who made it up; no value is. */
const err = async ({ person, site }: { person: string; site: string }) => {
  await send('/sign-in/password', { body: { email, password }, bearer: null })
  await send('/sign-in/links', { body: { email }, bearer: null })
  await send('/sign-in/links/consume', { body: { token: `${email} ${password}` }, bearer: null })
  await send('/me', { bearer: password.replaceAll(' ', '').replace('é', 'e') })
  await send(`/people/${encodeURIComponent(familyName)}`)
  await send(`/${familyName}/${email}?q=${encodeURIComponent(words)}`)
  await send(`/people?limit=${familyName}&cursor=${encodeURIComponent(email)}&nickname=${familyName}`)
  await send('/people', {
    body: { givenName: { is: givenName }, familyName, nickname: email, email: words },
  })
  await send('/people', { raw: `{"givenName": "${givenName}", "familyName": ${familyName}` })
  await send('/credentials', { body: { siteId: site, personId: person, kind: 'card', value: card } })
  await send('/credentials', {
    body: { siteId: site, personId: person, kind: 'licencePlate', value: `${plate} ${words}` },
  })
  await send(`/people/${person}`, { method: 'PATCH', body: { familyName } })
  await send('/imports', { raw: `${givenName};${familyName}\n"${email}` })
}

/** The database itself refuses and quotes what it was given: an error of ours, and of a job. */
const breakDown = async ({ site }: { site: string }) => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`create function loge.plant() returns trigger language plpgsql as $$
    begin raise exception 'cannot keep % %', '${familyName}', to_jsonb(new) using detail = '${email}'; end $$`)
  await client.query(
    'create trigger plant before insert on loge.person for each row execute function loge.plant()',
  )
  await client.query(
    'create trigger plant before insert on loge.event_block for each row execute function loge.plant()',
  )
  expect((await send('/people', { body: { givenName, familyName, email } })).status).toBe(500)
  expect((await send('/people', { body: { givenName, familyName, siteId: site } })).status).toBe(400)
  const log = () => readFile(join(folder, 'logs', 'server.log'), 'utf8')
  await vi.waitFor(async () => expect(await log()).toContain('"job":"seal_blocks"'), {
    timeout: 60_000,
    interval: 200,
  })
  await client.end()
}

test('nothing somebody typed is in the log, the figures, the events, the refusals, or a column that names nobody', {
  timeout: 240_000,
}, async () => {
  mailBox.answer(`550 5.1.1 <${email}> ${familyName} is unknown here`)
  const known = await live()
  await ask()
  await err(known)
  const tried = async () => {
    const { text } = await send('/privacy/requests?limit=50')
    const [first] = JSON.parse(text).data
    return (await send(`/privacy/requests/${first.id}`)).text
  }
  await vi.waitFor(async () => expect(await tried()).toContain('address_refused'), {
    timeout: 60_000,
    interval: 500,
  })
  await breakDown(known)
  expect(signInLink).toContain('#link=')
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  const log = await readFile(join(folder, 'logs', 'server.log'), 'utf8')
  const impersonal = await readImpersonal(ownerUrl, organizationId, declarations)
  // That there is something to search.
  expect([
    log.split('\n').length > 30,
    metrics.length > 1000,
    refusals.length > 10,
    impersonal.size > 300,
  ]).toEqual([true, true, true, true])
  const places = new Map([
    ['log', log],
    ['metrics', metrics],
    ...refusals.map((text, index) => [`refusal ${index}`, text] as const),
    ...impersonal,
  ])
  expect(foundIn(places)).toEqual([])
})

test('a single value in any of them is found', async () => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
  const before = await readImpersonal(ownerUrl, organizationId, declarations)
  await client.query(`update loge.site set name = name || ' ${familyName}'`)
  await client.end()
  const after = await readImpersonal(ownerUrl, organizationId, declarations)
  expect(foundIn(after).length - foundIn(before).length).toBe(1)
  for (const value of Object.values(PLANTED))
    expect(plantedIn(`{"event":"job_failed","detail":"${encodeURIComponent(value)}"}`)).not.toEqual([])
  expect(plantedIn('{"event":"job_failed","job":"seal_blocks"}')).toEqual([])
})
