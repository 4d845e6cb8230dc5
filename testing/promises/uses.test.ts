/**
 * T-PUR, every part of it while it runs: under each ready-made register, for each purpose the code does something for. Its
 * data left out of the register: every call and every job that would use them is refused, and the log says so. A person who
 * says no to it, takes it back or is frozen: their rows leave that use, and no other.
 */
import { installCatalogue } from '@loge/features/events/server'
import { type Purpose, type Register, unattachedIn } from '@loge/features/law/core'
import { documentWords, purposesEndedBy, renderDocument, rowsServing } from '@loge/features/privacy/core'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { everyUse, refusalsIn } from './every-use.ts'
import { ofPurpose, readPresets } from './preset-claims.ts'
import {
  openUsesHouse,
  putInForce,
  type Seen,
  type UseOfCode,
  usesOfCode,
  type UsesHouse,
} from './uses-house.ts'

const presets = await readPresets()
const houses = new Map<string, UsesHouse>()
let database: TestDatabase
let forget: () => void
const opened: TestDatabase[] = []

beforeAll(async () => {
  forget = installCatalogue(everyFact)
  database = await testDatabase()
  for (const { name, register } of presets) {
    const own = await testDatabase()
    opened.push(own)
    houses.set(name, await openUsesHouse(own, register))
  }
}, 300_000)
afterAll(async () => {
  for (const one of [database, ...opened]) await one.close()
  forget()
})

const houseOf = (preset: string): UsesHouse => houses.get(preset) ?? expect.fail(`no ${preset}`)

interface Row {
  readonly preset: string
  readonly purpose: string
}

/** Every purpose of a ready-made register for which the code does something. */
const cases: readonly (readonly [title: string, row: Row])[] = presets.flatMap(({ name, register, claims }) =>
  register.activities
    .filter(({ runs }) => runs.length > 0)
    .flatMap(({ purposes }) => purposes)
    .map(({ id }) => {
      const own = claims.filter(({ path }) => path.includes('purposes') && path.at(-1) === id)
      const said = own.map(ofPurpose).filter((one) => one !== undefined)
      return [
        `${name}: ${id} ${said.length === 0 ? '' : `[${said.join(', ')}]`}`,
        { preset: name, purpose: id },
      ]
    }),
)

const activityOf = ({ activities }: Register, id: string) => {
  const activity = activities.find(({ purposes }) => purposes.some((one) => one.id === id))
  const purpose = activity?.purposes.find((one) => one.id === id)
  if (activity === undefined || purpose === undefined) return expect.fail(`no purpose ${id}`)
  return { activity, purpose }
}

/** What a person says to end this purpose; nothing ends what rests on a contract or a law. */
const noTo = ({ id, basis }: Purpose): readonly string[] => {
  const who = '(organization_id, person_id, objected_to, since)'
  const objection = `insert into objection ${who} select organization_id, id, 'use:${id}', '2026-11-20' from person where id = 'PERSON'`
  if (basis === 'consent')
    return [
      `insert into consent (organization_id, id, person_id, purpose, shown, shown_hash, language, surface, action, given_at,
        withdrawn_at, withdrawn_surface) select organization_id, gen_random_uuid(), id, '${id}', 'x', repeat('a', 64), 'en', 'my_data',
        'switched_on', '2026-11-19', '2026-11-20', 'my_data' from person where id = 'PERSON'`,
    ]
  return basis === 'legitimate_interests' || basis === 'public_task' ? [objection] : []
}

const say = async ({ sql, personId }: UsesHouse, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await sql(statement.replaceAll('PERSON', personId))
}
const FORGET = ['delete from objection', 'delete from consent', 'delete from restriction']

interface Gone {
  readonly use: UseOfCode
  readonly theirs: readonly string[]
  readonly others: readonly string[]
}

/** Each use of the house after these words: the rows that are gone of the person, and those that are gone of the other. */
const goneAfter = async (house: UsesHouse, said: readonly string[]): Promise<readonly Gone[]> => {
  await say(house, said)
  const asked = new Map<string, readonly Seen[]>()
  const found: Gone[] = []
  for (const use of usesOfCode) {
    const uses = await house.usesOf(use)
    const seen = asked.get(uses) ?? (await house.seen(uses))
    asked.set(uses, seen)
    const known = seen.filter(({ rows }) => filled.has(rows))
    found.push({
      use,
      theirs: known.filter(({ theirs }) => !theirs).map(({ rows }) => rows),
      others: known.filter(({ others }) => !others).map(({ rows }) => rows),
    })
  }
  await say(house, FORGET)
  return found
}

/** Rows there are of both. What people say is no row to look at here: it is what changes. */
const filled = new Set<string>()
const serving = rowsServing(declarations)
const SAID = ['objection', 'consent', 'restriction', 'archived']

/** Rows no purpose is left for, of those this use would read, once these are ended: from the register itself. */
const expectedGone = (
  register: Register,
  { serves }: UseOfCode,
  ended: ReadonlySet<string>,
): readonly string[] =>
  serving
    .filter(({ rows, serves: own }) => {
      const both = own.filter((one) => serves.includes(one))
      const needs = register.activities
        .filter(({ runs }) => both.some((one) => runs.includes(one)))
        .flatMap(({ purposes }) => purposes)
      return filled.has(rows) && needs.length > 0 && needs.every(({ id }) => ended.has(id))
    })
    .map(({ rows }) => rows)

test.each(presets.map(({ name }) => name))(
  '%s: nobody said anything, and every use sees both',
  async (name) => {
    const house = houseOf(name)
    for (const { rows, theirs, others } of await house.seen(''))
      if (theirs && others && !SAID.includes(rows)) filled.add(rows)
    for (const rows of [
      'person',
      'event/movement',
      'relation/contact',
      'account',
      'contact_message',
      'subscription',
    ])
      expect([...filled]).toContain(rows)
    for (const { use, theirs, others } of await goneAfter(house, []))
      expect([use.name, theirs, others]).toEqual([use.name, [], []])
  },
)

/** What the law gives against it: under a contract an objection is no way, and the desk says so (`request_use_not_objectionable`). */
const mayEnd = ({ register }: UsesHouse, { id, basis }: Purpose): boolean =>
  purposesEndedBy(register, basis === 'consent' ? 'withdraw_consent' : 'stop_use').some(
    (one) => one.id === id,
  )

const checkSaid = async (house: UsesHouse, id: string): Promise<void> => {
  const { activity, purpose } = activityOf(house.register, id)
  const words = noTo(purpose)
  expect(mayEnd(house, purpose)).toBe(words.length > 0)
  // This one alone; then with every other the same data are used for, as far as each can be ended.
  for (const ended of [[purpose], activity.purposes]) {
    const said = ended.flatMap(noTo)
    const over = new Set(ended.filter((one) => noTo(one).length > 0).map((one) => one.id))
    for (const { use, theirs, others } of await goneAfter(house, said)) {
      expect([use.name, theirs.toSorted()]).toEqual([
        use.name,
        [...expectedGone(house.register, use, over)].toSorted(),
      ])
      expect([use.name, others]).toEqual([use.name, []])
    }
  }
  const uses = usesOfCode.filter(({ serves }) => serves.some((one) => activity.runs.includes(one)))
  expect(uses).not.toEqual([])
  // Where nothing but what was ended rests on these data, something did leave.
  if (activity.purposes.every((one) => noTo(one).length > 0)) {
    const over = new Set(activity.purposes.map((one) => one.id))
    expect(uses.flatMap((use) => expectedGone(house.register, use, over))).not.toEqual([])
  }
}

const checkFrozen = async (house: UsesHouse): Promise<void> => {
  const frozen = `insert into restriction (organization_id, person_id, since, restricted_by, ground, door)
    select organization_id, id, '2026-11-20', '{"kind":"system","id":"t"}', 'unlawful', 'close' from person where id = 'PERSON'`
  for (const { use, theirs, others } of await goneAfter(house, [frozen])) {
    expect([use.name, theirs.toSorted()]).toEqual([use.name, [...filled].toSorted()])
    expect([use.name, others]).toEqual([use.name, []])
  }
}

/** The same register, but that this activity names no data at all. */
const emptied = (register: Register, id: string): Register => ({
  ...register,
  activities: register.activities.map((one) => (one.id === id ? { ...one, categories: [] } : one)),
})

const checkRefused = async ({ register }: UsesHouse, id: string): Promise<void> => {
  const { activity } = activityOf(register, id)
  const thinner = emptied(register, activity.id)
  const gaps = new Set(unattachedIn(thinner).map((one) => one.activity))
  expect([...gaps].toSorted()).toEqual([...activity.runs].toSorted())
  const organizationId = await testOrganization(database)
  await putInForce(database, organizationId, thinner)
  const ran: string[] = []
  const answers = await everyUse({ database, organizationId }, (name) => ran.push(name))
  for (const { name, serves, isRefused } of answers)
    expect([name, isRefused]).toEqual([name, serves.some((one) => gaps.has(one))])
  const refused = answers.filter(({ isRefused }) => isRefused).map(({ name }) => name)
  expect(refused.filter((name) => ran.includes(name))).toEqual([])
  expect((await refusalsIn(database, organizationId)).toSorted()).toEqual([...new Set(refused)].toSorted())
}

const checkTold = ({ register }: UsesHouse, id: string): void => {
  const { activity, purpose } = activityOf(register, id)
  for (const language of ['en', 'fr'] as const) {
    const notice = renderDocument('privacy_policy', register)[language]
    const rowsIn = (section: string) =>
      notice.sections
        .filter((one) => one.id === section)
        .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])))
    const why =
      rowsIn('why').find((row) => row.includes(purpose.sentence[language])) ??
      expect.fail(`${id} is not told`)
    expect(why.join(' ')).toContain(documentWords[language].basis[purpose.basis])
    for (const category of register.categories)
      if (activity.categories.includes(category.id)) expect(why.join(' ')).toContain(category.label[language])
    const rule = register.retention.find((one) => one.id === purpose.retention)?.sentence[language]
    expect(rowsIn('kept')).toContainEqual([activity.label[language], rule])
    for (const kind of register.recipientKinds)
      if (activity.recipientKinds.includes(kind.id))
        expect(JSON.stringify(notice)).toContain(kind.label[language])
  }
}

test.each(cases)('%s', { timeout: 120_000 }, async (_title, { preset, purpose }) => {
  const house = houseOf(preset)
  checkTold(house, purpose)
  await checkRefused(house, purpose)
  await checkSaid(house, purpose)
  await checkFrozen(house)
})
