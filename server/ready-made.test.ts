/** Two organizations with ready-made registers in one installation: each signs in by its link, and reads its own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installCatalogue } from '@loge/features/events/server'
import { readPreset } from '@loge/features/law/server'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { freePort } from '../testing/free-port.ts'
import { readConfiguration } from './configuration.ts'
import { everyFact } from './facts.ts'
import { addOrganization } from './first-run.ts'
import { loadKeys } from './keys.ts'
import { type RunningServer, runServer } from './run-server.ts'

let folder: string
let database: TestDatabase
let server: RunningServer
let make: (slug: string) => Promise<string>
let origin: string
const forgetCatalogue = installCatalogue(everyFact)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-made-'))
  const pages = join(folder, 'pages')
  await mkdir(pages)
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Loge</title>')
  database = await testDatabase()
  const port = String(await freePort())
  const { configuration } = readConfiguration(
    { LOGE_DATA_DIR: folder, LOGE_HTTP_PORT: port, LOGE_SIMULATION: 'off' },
    folder,
  )
  const { url: databaseUrl, ownerUrl } = database
  const close = () => Promise.resolve()
  const keys = await loadKeys(folder)
  const installation = { database, databaseUrl, ownerUrl, keys, place: folder, close }
  server = await runServer({ configuration, installation, pages, world: realWorld })
  origin = configuration.origin
  make = async (slug) => {
    const register = await readPreset(slug)
    if (register === undefined) throw new Error(`no ready-made register ${slug}`)
    const first = {
      givenName: 'Ada',
      familyName: slug,
      email: `ada@${slug}.example`,
      language: 'fr',
    } as const
    return addOrganization(installation, configuration, { slug, name: slug, first, register })
  }
}, 120_000)

afterAll(async () => {
  await server.close()
  await database.close()
  forgetCatalogue()
  await rm(folder, { recursive: true, force: true })
})

/** The link as a browser follows it; answers how the session asks. */
const signInBy = async (link: string) => {
  const token = /[^#=?/]+$/.exec(link)?.[0] ?? ''
  const signedIn = await fetch(`${origin}/api/v1/sign-in/links/consume`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (path: string): Promise<unknown> =>
    (await fetch(`${origin}/api/v1${path}`, { headers: { cookie } })).json()
}

test('each has its own person, its own register and its own periods', async () => {
  const soone = await signInBy(await make('soone'))
  const soco = await signInBy(await make('soco'))
  const nameIn = async (ask: typeof soone) =>
    ((await ask('/register')) as { content: { controller: { name: string } } }).content.controller.name
  const recruitmentIn = async (ask: typeof soone) =>
    ((await ask('/register/notice')) as { activities: { recruitment: { kept: { fr: string } } } }).activities
      .recruitment.kept.fr
  const [presetOfSoone, presetOfSoco] = [await readPreset('soone'), await readPreset('soco')]
  expect(await nameIn(soone)).toBe(presetOfSoone?.controller.name)
  expect(await nameIn(soco)).toBe(presetOfSoco?.controller.name)
  expect(await recruitmentIn(soone)).not.toBe(await recruitmentIn(soco))
  expect(await soone('/me')).toMatchObject({ account: { personName: 'Ada soone' } })
  expect(await soco('/me')).toMatchObject({ account: { personName: 'Ada soco' } })
}, 120_000)
