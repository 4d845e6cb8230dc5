/**
 * What a change of rights means: who may enter where from now on who may not today, and the other way round. People
 * whose rights are alike are compared once.
 */
import type { EntranceId, Instant, PersonId } from '@loge/kernel'
import { Comparison, type Hours, type Right, widest, wordsOf } from './rights-here.ts'
import { holdersOf, type Standing, type StandingGrant, type StandingProfile } from './standing.ts'

/** Those of a count to whom nothing happens yet: what they gain or lose begins later, at the earliest `from`. */
export interface Later {
  readonly people: number
  readonly from: Instant
}

/** The same happens to all of these at this entrance. */
export interface RightsChange {
  readonly entranceId: EntranceId
  readonly people: number
  /** Those among them who move in, or whose right begins, some day; `null`: nobody. */
  readonly later: Later | null
  /** The first of them, in the order of their ids. */
  readonly personIds: readonly PersonId[]
  /** `null`: no right at all. */
  readonly before: Hours | null
  readonly after: Hours | null
}

export interface RightsDifference {
  readonly gains: readonly RightsChange[]
  readonly losses: readonly RightsChange[]
  readonly peopleGaining: number
  readonly peopleLosing: number
  readonly gainingLater: Later | null
  readonly losingLater: Later | null
}

export const MOST_PERSONS_NAMED = 50

/** A profile held from–until, whatever the grant. */
interface Held {
  readonly key: number
  readonly accessProfileId: StandingProfile['id']
  readonly from: Instant
  readonly until: Instant | null
}

interface Group {
  readonly personIds: PersonId[]
  readonly before: readonly Held[]
  readonly after: readonly Held[]
}

const sameLines = (one: StandingProfile | undefined, other: StandingProfile | undefined): boolean =>
  one === other || JSON.stringify(one?.lines) === JSON.stringify(other?.lines)

/** The profiles that mean something else afterwards. */
const touchedProfiles = (before: Standing, after: Standing): ReadonlySet<StandingProfile['id']> => {
  const otherHours = new Set(
    [...new Set([...before.schedules.keys(), ...after.schedules.keys()])].filter(
      (id) => before.schedules.get(id) !== after.schedules.get(id),
    ),
  )
  const usesOther = ({ lines }: StandingProfile): boolean =>
    lines.some(({ scheduleId }) => scheduleId !== null && otherHours.has(scheduleId))
  const all = new Map([...before.profiles, ...after.profiles])
  return new Set(
    [...all.values()]
      .filter(
        (profile) =>
          usesOther(profile) || !sameLines(before.profiles.get(profile.id), after.profiles.get(profile.id)),
      )
      .map(({ id }) => id),
  )
}

/** Everyone whose rights may differ afterwards. */
const touchedPersons = (
  before: Standing,
  after: Standing,
  profiles: ReadonlySet<StandingProfile['id']>,
): ReadonlySet<PersonId> => {
  const persons = new Set<PersonId>()
  const take = (grant: StandingGrant, standing: Standing): void => {
    for (const { personId } of holdersOf(grant, standing)) persons.add(personId)
  }
  for (const grant of before.grants.values())
    if (profiles.has(grant.accessProfileId) || after.grants.get(grant.id) !== grant) take(grant, before)
  for (const grant of after.grants.values()) if (before.grants.get(grant.id) !== grant) take(grant, after)
  for (const personId of before.suspended) if (!after.suspended.has(personId)) persons.add(personId)
  for (const personId of after.suspended) if (!before.suspended.has(personId)) persons.add(personId)
  return persons
}

/** Whether only profiles or hours differ, so that everybody holds the same. */
const givesTheSame = (before: Standing, after: Standing): boolean =>
  before.grants.size === after.grants.size &&
  before.suspended.size === after.suspended.size &&
  [...before.suspended].every((personId) => after.suspended.has(personId)) &&
  [...before.grants.values()].every((grant) => after.grants.get(grant.id) === grant)

type HeldBy = ReadonlyMap<PersonId, readonly Held[]>

/** What each of these persons holds from now on. What has begun counts from now, so that it is alike for many. */
class Holdings {
  readonly #now: Instant
  readonly #keys = new Map<string, number>()

  constructor(now: Instant) {
    this.#now = now
  }

  of(standing: Standing, persons: ReadonlySet<PersonId>): HeldBy {
    const held = new Map<PersonId, Held[]>()
    for (const grant of standing.grants.values()) {
      let last: Held | undefined
      for (const { personId, from, until } of holdersOf(grant, standing)) {
        if (!persons.has(personId) || standing.suspended.has(personId)) continue
        if (until !== null && until <= this.#now) continue
        const own = this.#held(grant, from > this.#now ? from : this.#now, until, last)
        last = own
        const known = held.get(personId)
        if (known === undefined) held.set(personId, [own])
        else if (!known.some(({ key }) => key === own.key)) known.push(own)
      }
    }
    return held
  }

  /** Most hold a grant alike: the last one is the same again, and no text is made. */
  #held(
    { accessProfileId }: StandingGrant,
    from: Instant,
    until: Instant | null,
    last: Held | undefined,
  ): Held {
    if (last?.from === from && last.until === until) return last
    return { key: this.#keyOf(`${accessProfileId} ${from} ${until}`), accessProfileId, from, until }
  }

  #keyOf(text: string): number {
    const key = this.#keys.get(text) ?? this.#keys.size
    this.#keys.set(text, key)
    return key
  }
}

/** In the order of the grants, which is the same for all. */
const keyOfHeld = (held: readonly Held[]): string => {
  let text = ''
  for (const { key } of held) text += `${key} `
  return text
}

const groupAlike = (persons: ReadonlySet<PersonId>, before: HeldBy, after: HeldBy): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const personId of [...persons].sort()) {
    const sides = { before: before.get(personId) ?? [], after: after.get(personId) ?? [] }
    const key = `${keyOfHeld(sides.before)}|${keyOfHeld(sides.after)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { personIds: [personId], ...sides })
    else group.personIds.push(personId)
  }
  return [...groups.values()]
}

/** The entrances at which a group may have other rights: of what only one side holds, or of a profile that differs. */
const concerned = (
  { before, after }: Group,
  profiles: ReadonlySet<StandingProfile['id']>,
  sides: readonly Standing[],
): ReadonlySet<EntranceId> => {
  const [was, will] = [new Set(before.map(({ key }) => key)), new Set(after.map(({ key }) => key))]
  const differing = [...before, ...after].filter(
    ({ key, accessProfileId }) => profiles.has(accessProfileId) || !was.has(key) || !will.has(key),
  )
  return new Set(
    [...new Set(differing.map(({ accessProfileId }) => accessProfileId))].flatMap((id) =>
      sides.flatMap(({ profiles: known }) => known.get(id)?.lines.flatMap((line) => line.entranceIds) ?? []),
    ),
  )
}

const rightsByEntrance = (
  standing: Standing,
  held: readonly Held[],
  entranceIds: ReadonlySet<EntranceId>,
): ReadonlyMap<EntranceId, readonly Right[]> => {
  const rights = new Map<EntranceId, Right[]>()
  for (const { accessProfileId, from, until } of held)
    for (const { entranceIds: opened, scheduleId } of standing.profiles.get(accessProfileId)?.lines ?? []) {
      const schedule = scheduleId === null ? null : standing.schedules.get(scheduleId)
      // A line whose schedule is not there gives nothing: never "at any hour".
      if (schedule === undefined) continue
      for (const entranceId of opened) {
        if (!entranceIds.has(entranceId) || !standing.entranceIds.has(entranceId)) continue
        const known = rights.get(entranceId)
        if (known === undefined) rights.set(entranceId, [{ from, until, schedule }])
        else known.push({ from, until, schedule })
      }
    }
  return rights
}

type Draft = Omit<RightsChange, 'personIds'> & { readonly personIds: PersonId[] }

const withLater = (known: Later | null, people: number, from: Instant | null): Later | null => {
  if (from === null) return known
  return {
    people: (known?.people ?? 0) + people,
    from: known === null || from < known.from ? from : known.from,
  }
}

/** Adds up the people to whom the same happens at an entrance. */
class ChangeList {
  readonly #drafts = new Map<string, Draft>()
  readonly #side: 'before' | 'after'
  readonly #namesAfter: PersonId | undefined
  #people = 0
  #later: Later | null = null
  /** When the first of what happens to a group does; `null`: some of it does now. */
  readonly #begins = new Map<Group, Instant | null>()

  /** `side`: where the hours stand that are gained or lost. */
  constructor(side: 'before' | 'after', namesAfter: PersonId | undefined) {
    this.#side = side
    this.#namesAfter = namesAfter
  }

  /** Once all that happens to it was added. */
  countGroup(group: Group): void {
    const begins = this.#begins.get(group)
    if (begins === undefined) return
    this.#people += group.personIds.length
    this.#later = withLater(this.#later, group.personIds.length, begins)
  }

  add(group: Group, { entranceId, before, after }: Pick<Draft, 'entranceId' | 'before' | 'after'>): void {
    const { personIds } = group
    const from = (this.#side === 'after' ? after : before)?.from ?? null
    const first = this.#begins.get(group)
    this.#begins.set(
      group,
      first === undefined || from === null ? from : first !== null && from < first ? from : first,
    )
    const key = `${entranceId} ${wordsOf(before)}|${wordsOf(after)}`
    const known = this.#drafts.get(key)
    const last = this.#namesAfter
    const further = last === undefined ? personIds : personIds.filter((id) => id > last)
    const named = [...(known?.personIds ?? []), ...further.slice(0, MOST_PERSONS_NAMED)]
    this.#drafts.set(key, {
      entranceId,
      people: (known?.people ?? 0) + personIds.length,
      later: withLater(known?.later ?? null, personIds.length, from),
      personIds: named.sort().slice(0, MOST_PERSONS_NAMED),
      before: known === undefined ? before : widest(known.before, before),
      after: known === undefined ? after : widest(known.after, after),
    })
  }

  get people(): number {
    return this.#people
  }

  get later(): Later | null {
    return this.#later
  }

  /** Where most people are concerned first. */
  finish(): readonly RightsChange[] {
    return [...this.#drafts.values()].sort(
      (one, other) => other.people - one.people || (one.entranceId < other.entranceId ? -1 : 1),
    )
  }
}

export interface CompareAsked {
  readonly now: Instant
  /** The named of each change go on after this one, as a list does that is opened page by page. */
  readonly namesAfter?: PersonId | undefined
}

export const compareRights = (
  before: Standing,
  after: Standing,
  { now, namesAfter }: CompareAsked,
): RightsDifference => {
  const profiles = touchedProfiles(before, after)
  const persons = touchedPersons(before, after, profiles)
  const holdings = new Holdings(now)
  const held = holdings.of(before, persons)
  const groups = groupAlike(persons, held, givesTheSame(before, after) ? held : holdings.of(after, persons))
  const comparison = new Comparison(now)
  const gains = new ChangeList('after', namesAfter)
  const losses = new ChangeList('before', namesAfter)
  for (const group of groups) {
    const there = concerned(group, profiles, [before, after])
    const was = rightsByEntrance(before, group.before, there)
    const will = rightsByEntrance(after, group.after, there)
    for (const entranceId of new Set([...was.keys(), ...will.keys()])) {
      const judged = comparison.of(was.get(entranceId) ?? [], will.get(entranceId) ?? [])
      if (judged === undefined) continue
      if (judged.gains) gains.add(group, { entranceId, before: judged.before, after: judged.after })
      if (judged.loses) losses.add(group, { entranceId, before: judged.before, after: judged.after })
    }
    gains.countGroup(group)
    losses.countGroup(group)
  }
  return {
    gains: gains.finish(),
    losses: losses.finish(),
    peopleGaining: gains.people,
    peopleLosing: losses.people,
    gainingLater: gains.later,
    losingLater: losses.later,
  }
}
