/** A house under one preset in which somebody becomes each kind of person there is outside a home, and stops being it. */
import { listRelations, openRelation } from '../../features/people/server/keep-relation.ts'
import { PERMISSIONS } from '@loge/features/accounts/core'
import { changeRelation, createPerson } from '@loge/features/people/server'
import type { PersonKind } from '@loge/features/law/core'
import { formatId, parseId, type PersonId } from '@loge/kernel'
import { expect } from 'vitest'
import type { SourceHouse } from './source-house.ts'

export const uuidOf = (personId: string): PersonId => parseId('person', personId) ?? expect.fail(personId)

/** What a kind is kept in, and what shows it to whom. */
export interface Kind {
  readonly table: string
  /** Begins it, of somebody new or of somebody who is here. */
  readonly begin: (house: SourceHouse, personId?: PersonId) => Promise<PersonId>
  /** From now on they are it no more. */
  readonly end: (house: SourceHouse, personId: PersonId) => Promise<void>
  readonly path?: string
  readonly permission?: string
}

/** The first source of the register that is the person. */
export const sourceOf = async (house: SourceHouse): Promise<string> => {
  const { body } = await house.ask('GET', '/relations/sources')
  const { data } = body as { data: { id: string; kind: string }[] }
  return data.find(({ kind: of }) => of === 'person')?.id ?? expect.fail('no source')
}

const openFile = async (
  house: SourceHouse,
  path: string,
  personId?: PersonId,
  more: object = {},
): Promise<PersonId> => {
  const source = await sourceOf(house)
  const who =
    personId === undefined
      ? { givenName: 'Ida', familyName: 'Lund' }
      : { personId: formatId('person', personId) }
  const body = { ...who, origin: 'inbound', source, detail: 'a call', ...more }
  const { status, body: opened } = await house.ask('POST', path, { body })
  expect([status, opened]).toEqual([201, opened])
  return uuidOf(String((opened as { personId: string }).personId))
}

const actOnFile = async (
  house: SourceHouse,
  path: string,
  { personId, act }: { readonly personId: PersonId; readonly act: object },
): Promise<void> => {
  const { body } = await house.ask('GET', path)
  const { data } = body as { data: { id: string; personId: string; version: number }[] }
  const file = data.find((one) => uuidOf(one.personId) === personId) ?? expect.fail('no file')
  const { status } = await house.ask('POST', `${path}/${file.id}/acts`, { body: act, ifMatch: file.version })
  expect(status).toBe(200)
}

const fileKind = (path: string, table: string, permission: string): Kind => ({
  table,
  path,
  permission,
  begin: (house, personId) => openFile(house, path, personId),
  end: (house, personId) => actOnFile(house, path, { personId, act: { kind: 'end', why: 'over' } }),
})

/** Whoever is met is met somewhere. */
const metAtShow = async (house: SourceHouse, personId?: PersonId): Promise<PersonId> => {
  const { body } = await house.ask('POST', '/shows', {
    body: { name: 'IBC', place: 'Amsterdam', organiser: 'RAI', startsOn: '2026-01-29', endsOn: '2026-01-31' },
  })
  return openFile(house, '/show-contacts', personId, { showId: (body as { id: string }).id })
}

const relationKind = (kind: 'staff' | 'candidate' | 'contact' | 'partner'): Kind => ({
  table: 'relation',
  begin: async (house, personId) => {
    const said = { kind, startsOn: '2025-01-01', endsOn: null }
    if (personId !== undefined) {
      await openRelation(house.deps, house.agent, { ...said, personId })
      return personId
    }
    const named = { givenName: 'Ida', familyName: 'Lund', language: 'en' as const }
    return (await createPerson(house.deps, house.agent, { ...named, relation: said })).id
  },
  end: async (house, personId) => {
    const [row] = await house.rows<{ id: never }>(
      `select id from relation where person_id = '${personId}' and kind = '${kind}'`,
    )
    const asked = {
      id: row?.id ?? expect.fail('no relation'),
      ifMatch: '1',
      changes: { endsOn: '2026-01-30' },
    }
    await changeRelation(house.deps, house.agent, asked)
  },
})

/** Those who are not of a home, by what the register calls them. */
export const KINDS: Readonly<Partial<Record<PersonKind, Kind>>> = {
  customer: fileKind('/customers', 'customer_file', 'customers.manage'),
  prospect: fileKind('/prospects', 'prospect_file', 'prospects.manage'),
  event_visitor: {
    ...fileKind('/show-contacts', 'visitor_file', 'shows.manage'),
    begin: metAtShow,
  },
  staff: relationKind('staff'),
  candidate: relationKind('candidate'),
  partner: relationKind('partner'),
}

/** Until when the rows of a kind are kept, as their copy says. */
export const keptUntil = async (
  house: SourceHouse,
  personId: PersonId,
  { table, is }: { readonly table: string; readonly is: string },
): Promise<string | null> => {
  const lines = await house.copy(personId)
  const [line] = lines.filter(
    (one) => one.kind === 'row' && one.table === table && (table !== 'relation' || one.values['kind'] === is),
  )
  return line?.kind === 'row' ? line.keptUntil : expect.fail(`no ${is}`)
}

/** How many rows of a kind there are of somebody. */
export const rowsOf = async (
  house: SourceHouse,
  personId: PersonId,
  { table, is }: { readonly table: string; readonly is: string },
): Promise<number> => {
  const more = table === 'relation' ? ` and kind = '${is}'` : ''
  return (await house.rows(`select 1 from ${table} where person_id = '${personId}'${more}`)).length
}

const START = '2026-01-31T10:00:00Z'
type Named = Kind & { readonly is: PersonKind }

const kind = (is: PersonKind): Kind => KINDS[is] ?? expect.fail(is)

/** What became of somebody of a kind and of another: rows of both, and whether they are shown to whoever may see them alone. */
export interface Life {
  readonly begun: readonly number[]
  readonly shown: boolean
  readonly left?: readonly number[]
  readonly person?: number
}

const staffSees = async (house: SourceHouse, personId: PersonId, wholeOrganization: boolean) => {
  const reach = { wholeOrganization, siteIds: [], ownPersonId: undefined }
  return (await listRelations(house.deps, { ...house.agent, reach }, { limit: 10, personId })).data.length
}

/** Whether whoever may see the kind sees them there, and everybody else is refused. */
const isShown = async (house: SourceHouse, personId: PersonId, { path, permission }: Kind) => {
  if (path === undefined || permission === undefined)
    return (await staffSees(house, personId, true)) > 0 && (await staffSees(house, personId, false)) === 0
  const seen = await house.ask('GET', path, { as: [permission] })
  const without = PERMISSIONS.filter((one) => one !== permission)
  const refused = await house.ask('GET', path, { as: without })
  return JSON.stringify(seen.body).includes(formatId('person', personId)) && refused.status === 403
}

const rowsOfBoth = (house: SourceHouse, personId: PersonId, both: readonly [Named, Named]) =>
  Promise.all(both.map((one) => rowsOf(house, personId, one)))

/** Everybody at once: of this kind and of another, then of this one no more, then left to time. */
export const liveThrough = async (
  house: SourceHouse,
  all: readonly PersonKind[],
): Promise<ReadonlyMap<string, Life>> => {
  const lived = new Map<string, Life>()
  const lives: {
    readonly is: PersonKind
    readonly both: readonly [Named, Named]
    readonly personId: PersonId
  }[] = []
  for (const is of all) {
    const other = is === 'staff' ? 'customer' : 'staff'
    const both = [
      { ...kind(is), is },
      { ...kind(other), is: other },
    ] as const
    const personId = await both[0].begin(house)
    expect(await both[1].begin(house, personId)).toBe(personId)
    const shown = await isShown(house, personId, both[0])
    lived.set(is, { begun: await rowsOfBoth(house, personId, both), shown })
    lives.push({ is, both, personId })
  }
  house.at('2026-03-01T10:00:00Z')
  let last = ''
  for (const { is, both, personId } of lives) {
    await both[0].end(house, personId)
    // Of the kind that ended there is a day now; of the other there is none.
    const [day, other] = await Promise.all(both.map((one) => keptUntil(house, personId, one)))
    expect([is, day, other]).toEqual([is, expect.stringMatching(/^20/), null])
    last = [last, day ?? ''].toSorted().at(-1) ?? ''
  }
  house.at(`${last}T12:00:00Z`)
  await house.retain()
  for (const { is, both, personId } of lives)
    lived.set(is, {
      ...(lived.get(is) ?? expect.fail(is)),
      left: await rowsOfBoth(house, personId, both),
      person: (await house.rows(`select 1 from person where id = '${personId}'`)).length,
    })
  house.at(START)
  return lived
}
