/** Where an installation keeps data: the register of each organization decides, at the start, at the desk and in the health check. */
import { completed, type Register } from '@loge/features/law/core'
import { lawEndpoints, readPreset } from '@loge/features/law/server'
import { createHttpServer, silentLogger } from '@loge/http'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'
import { placeChecks, requireAllowedPlaces } from './locations.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const registerOf = async (preset: string): Promise<Register> =>
  completed((await readPreset(preset)) ?? expect.fail(`no ${preset}`))

const placesIn = (said: string) => readConfiguration({ LOGE_LOCATIONS: said }, '/').configuration.places

/** Drafts it and asks to put it in force, on an installation with these places. */
const publish = async (content: Register, said: string): Promise<unknown> => {
  const organizationId = await testOrganization(database)
  const deps = { database, world: realWorld, recordRegister: async () => undefined, places: placesIn(said) }
  const api = await testApi({ database, world: realWorld, organizationId, endpoints: lawEndpoints(deps) })
  const drafted = await api.call('PUT', '/register/draft', { body: { content, replaces: null } })
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(200)
  const { hash } = (drafted.body as { version: { hash: string } }).version
  const { status, body } = await api.call('POST', '/register/draft/publish', { body: { hash } })
  await api.close()
  if (status === 200) return organizationId
  return (body as { errors: readonly { code: string; pointer: string }[] }).errors.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  )
}

const health = async (said: string) => {
  const server = await createHttpServer({
    endpoints: [],
    permissions: [],
    authenticate: async () => ({ kind: 'anonymous' }),
    world: realWorld,
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://localhost:8420',
    version: '0',
    readiness: placeChecks({ database, world: realWorld }, placesIn(said)),
  } as unknown as Parameters<typeof createHttpServer>[0])
  const answer = await server.fastify.inject('/health/ready')
  await server.close()
  return [answer.statusCode, answer.json<{ checks: unknown }>().checks]
}

test('each place has a country, or the setting is wrong', () => {
  expect(placesIn('database=FR, mail=DE')).toEqual([
    { id: 'database', country: 'FR' },
    { id: 'mail', country: 'DE' },
  ])
  for (const said of ['database', 'database=', 'database=France', '=FR', 'database=FR,mail'])
    expect([said, readConfiguration({ LOGE_LOCATIONS: said }, '/').problems.map(({ name }) => name)]).toEqual(
      [said, ['LOGE_LOCATIONS']],
    )
})

test('sonio and soco: data lie and are worked on in the Union: elsewhere nothing starts, the health check is red, no register is put in force; a mail relay too [S1-40 3/3, S1-41 2/2, S4-79 2/2]', async () => {
  const asked = { database, world: realWorld }
  const inside = 'database=FR,mail=DE,backups=IE'
  for (const preset of ['sonio', 'soco']) {
    const register = await registerOf(preset)
    for (const country of ['US', 'IN', 'CH', 'NO'])
      expect([preset, country, await publish(register, `database=FR,mail=${country}`)]).toEqual([
        preset,
        country,
        ['country_not_allowed /transfers/policy'],
      ])
    // Nor with a safeguard somebody signed, while an activity of it stays in the Union.
    const abroad = {
      ...register.transfers,
      locations: [{ id: 'a', label: { en: 'a', fr: 'a' }, country: 'US' }],
    }
    expect(await publish({ ...register, transfers: abroad }, inside)).toEqual([
      'country_not_allowed /transfers/locations/0/country',
    ])
    expect(await publish(register, inside)).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/))
  }
  await requireAllowedPlaces(asked, placesIn(inside))
  expect(await health(inside)).toEqual([
    200,
    { 'database in FR': 'ok', 'mail in DE': 'ok', 'backups in IE': 'ok' },
  ])
  for (const said of ['database=US', 'database=FR,mail=US'])
    await expect(requireAllowedPlaces(asked, placesIn(said))).rejects.toThrow(
      /=US, and the register of .* allows no data there/,
    )
  expect(await health('database=FR,mail=US')).toEqual([
    503,
    { 'database in FR': 'ok', 'mail in US': 'failed' },
  ])
})
