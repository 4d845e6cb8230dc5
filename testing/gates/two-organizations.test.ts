/** Another organization of the same installation sees nothing of the first, whichever question it asks. */
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import type { Principal } from '@loge/http'
import { formatId, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganization } from '../../server/first-run.ts'
import { openRealHouse, settleSmall, type RealHouse } from './real-house.ts'

let house: RealHouse
let principal: Principal = { kind: 'anonymous' }
let here: Readonly<Record<string, string>>
let there: OrganizationId
const rooms: OrganizationId[] = []

const everythingIn = (organizationId: OrganizationId): Principal => ({
  kind: 'apiKey',
  organizationId,
  apiKeyId: newId(realWorld, 'apiKey'),
  grants: grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }]),
})

beforeAll(async () => {
  house = await openRealHouse(() => principal)
  for (const slug of ['first', 'second']) {
    const first = {
      givenName: `Ada-${slug}`,
      familyName: 'Okafor',
      language: 'fr',
      email: `ada@${slug}.example`,
    } as const
    const url = await addOrganization(
      house,
      { origin: 'http://localhost:8420' },
      { slug, name: `Maison ${slug}`, first },
    )
    expect(url).toMatch(/^http:\/\/localhost:8420\/sign-in#link=/)
  }
  const organizations = await house.database.organizations()
  rooms.push(...organizations.map(({ id }) => id))
  const [one, two] = ['first', 'second'].map((slug) => organizations.find((each) => each.slug === slug)?.id)
  if (one === undefined || two === undefined) throw new Error('an organization is missing')
  there = two
  principal = everythingIn(one)
  here = await settleSmall(house)
})
afterAll(() => house.close())

/** What nobody of the second organization may ever read. */
const TELLS = [
  'Lefèvre',
  'Camille',
  'Les Tilleuls',
  'Hall A',
  'Heures de bureau',
  'Ada-first',
  'Maison first',
]

const ask = (url: string) =>
  house.server.inject({ url: `/api/v1${url}`, headers: { authorization: 'Bearer test' } })

/** Every GET, with each id of the first organization in its path, and in each of its filters. */
const questions = (): readonly string[] =>
  house.endpoints
    .map(({ route }) => route)
    .filter(({ method, stream }) => method === 'GET' && stream !== true)
    .flatMap(({ path, query }) => {
      const paths = path.includes('{')
        ? Object.values(here).map((id) => path.replaceAll(/\{\w+\}/g, id))
        : [path]
      const filters = Object.keys(query?.shape ?? {}).filter((name) => /(Id|person)$/.test(name))
      return paths.flatMap((one) => [
        one,
        ...filters.flatMap((name) => Object.values(here).map((id) => `${one}?${name}=${id}`)),
      ])
    })

/** What the answers to one tell of the first organization. */
const toldTo = async (organizationId: OrganizationId): Promise<readonly string[]> => {
  principal = everythingIn(organizationId)
  const others = rooms.filter((id) => id !== there).map((id) => formatId('organization', id))
  const tells = [...TELLS, ...Object.values(here), ...others]
  const told: string[] = []
  for (const url of questions()) {
    const answer = await ask(url)
    if (answer.statusCode >= 500) told.push(`${url}: ${answer.statusCode} ${house.failures.at(-1)}`)
    if (answer.statusCode >= 400) continue
    for (const tell of tells.filter((one) => !url.includes(one)))
      if (answer.body.includes(tell)) told.push(`${url} tells ${tell}`)
  }
  return told
}

it('sees nothing of it by any GET, with any of its ids', { timeout: 120_000 }, async () => {
  expect(await toldTo(there)).toEqual([])
  expect((await ask('/people')).body).toContain('Ada-second')
  const [first = there] = rooms.filter((id) => id !== there)
  // The same questions tell the first one a lot, so they do ask for something.
  expect((await toldTo(first)).length).toBeGreaterThan(100)
})
