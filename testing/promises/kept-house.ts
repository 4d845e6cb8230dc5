/** A house under one register with its customers, prospects and contacts, what a desk sees of them, and nights of retention. */
import { peopleEndpoints } from '@loge/features/people/server'
import { privacyEndpoints } from '@loge/features/privacy/server'
import { searchEndpoints } from '@loge/features/search/server'
import { parseId, type PersonId } from '@loge/kernel'
import { forPurpose } from '@loge/storage'
import { expect } from 'vitest'
import { openOutside, type OutsideHouse } from '../../features/relations/server/house.fixture.ts'
import { declarations } from '../../server/declarations.ts'

export const openKeptHouse = (preset: string): Promise<OutsideHouse> =>
  openOutside(
    preset,
    (register) => register,
    (deps) => [
      ...peopleEndpoints(deps),
      ...searchEndpoints(deps),
      ...privacyEndpoints({ ...deps, declarations }),
    ],
  )

export type FileList = '/customers' | '/prospects' | '/client-contacts'

export interface KeptFile {
  readonly list: FileList
  readonly id: string
  readonly personId: string
  readonly familyName: string
}

export const uuid = (personId: string): PersonId => parseId('person', personId) ?? expect.fail(personId)

export const openFile = async (
  house: OutsideHouse,
  list: FileList,
  familyName: string,
  more: object = {},
): Promise<KeptFile> => {
  const { body: sources } = await house.ask('GET', '/relations/sources')
  const { data } = sources as { data: { id: string; kind: string }[] }
  const source = data.find(({ kind }) => kind === 'person')?.id
  const { status, body } = await house.ask('POST', list, {
    body: { givenName: 'Ida', familyName, origin: 'inbound', source, detail: 'call', ...more },
  })
  expect([status, body]).toEqual([201, body])
  return { ...(body as { id: string; personId: string }), list, familyName }
}

export const act = async (house: OutsideHouse, { list, id }: KeptFile, body: object): Promise<void> => {
  const { body: file } = await house.ask('GET', `${list}/${id}`)
  const { version } = file as { version: number }
  expect((await house.ask('POST', `${list}/${id}/acts`, { body, ifMatch: version })).status).toBe(200)
}

export const endOn = async (house: OutsideHouse, file: KeptFile, day: string): Promise<void> => {
  house.at(`${day}T10:00:00Z`)
  await act(house, file, { kind: 'end', why: 'over' })
}

export const nightOf = async (house: OutsideHouse, day: string): Promise<void> => {
  house.at(`${day}T12:00:00Z`)
  await house.retain()
}

/** As the store and the privacy desk know it, whoever is hidden from others. */
export const kept = <Row>(house: OutsideHouse, query: string): Promise<readonly Row[]> =>
  forPurpose('privacy', () => house.rows<Row>(query))

export const isKept = async (house: OutsideHouse, { personId }: KeptFile): Promise<boolean> =>
  (await kept(house, `select 1 from person where id = '${uuid(personId)}'`)).length > 0

/** Where somebody is found by whoever works here: the search, the list of people, their page, and the files. */
export const seenAt = async (
  house: OutsideHouse,
  { list, personId, familyName }: KeptFile,
): Promise<readonly string[]> => {
  const places = {
    person: `/people/${personId}`,
    open: list,
    ended: `${list}?state=ended`,
  }
  const seen: string[] = []
  const found = await house.ask('POST', '/search', { body: { q: familyName } })
  expect(found.status).toBe(200)
  if (JSON.stringify(found.body).includes(personId)) seen.push('search')
  const people = await house.ask('POST', '/people/search', { body: { q: familyName } })
  if (JSON.stringify(people.body ?? '').includes(personId)) seen.push('people')
  for (const [name, path] of Object.entries(places))
    if (JSON.stringify((await house.ask('GET', path)).body ?? '').includes(personId)) seen.push(name)
  return seen
}

/** When the copy of somebody says that their file goes. */
export const toldDay = async (house: OutsideHouse, file: KeptFile): Promise<string | null> => {
  const table = {
    '/customers': 'customer_file',
    '/prospects': 'prospect_file',
    '/client-contacts': 'contact_file',
  }
  const days = (await house.copy(uuid(file.personId))).flatMap((line) =>
    line.kind === 'row' && line.table === table[file.list] ? [line.keptUntil] : [],
  )
  return days[0] ?? null
}

interface Archived {
  readonly personId: string
  readonly until: string | null
  readonly rules: readonly { readonly id: string; readonly ground: string }[]
  readonly cases: readonly { readonly caseName: string; readonly reason: string; readonly endsOn: string }[]
}

export const archiveOf = async (house: OutsideHouse): Promise<ReadonlyMap<string, Archived>> => {
  const { body } = await house.ask('GET', '/retention/archive')
  return new Map((body as { data: readonly Archived[] }).data.map((one) => [one.personId, one]))
}
