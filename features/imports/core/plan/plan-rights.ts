/** Cards, profiles and grants of a row. */
import { searchForm } from '@loge/kernel'
import type { EntranceId, Id, PersonId, SiteId } from '@loge/kernel'
import type { Act, GrantedTo, Known, KnownGrant, KnownProfile, PlanDefaults, ProfileLine } from './acts.ts'
import { ByName } from './by-name.ts'
import { beginningOf, endOf, type Draft } from './draft.ts'
import type { PlacePlanner, RowPlace } from './plan-places.ts'

const EVERYWHERE = new Set(['*', 'all', 'tous', 'toutes', 'everybody', 'tout le site'])

interface Definition {
  readonly draft: Draft
  readonly before: KnownProfile | undefined
  readonly profile: KnownProfile & { lines: ProfileLine[] }
}

const sameLines = (one: readonly ProfileLine[], other: readonly ProfileLine[]): boolean => {
  const form = (lines: readonly ProfileLine[]) =>
    JSON.stringify(lines.map((line) => [line.entranceIds.toSorted(), line.scheduleId].join('|')).toSorted())
  return form(one) === form(other)
}

const whomOf = (to: GrantedTo): string => {
  if (to.kind === 'person') return to.personId
  if (to.kind === 'home') return to.unitId
  return to.kind === 'role' ? to.roleId : (to.buildingId ?? '*')
}

const grantKey = ({ accessProfileId, to }: Pick<KnownGrant, 'accessProfileId' | 'to'>): string =>
  `${accessProfileId} ${to.kind} ${whomOf(to)}`

export class RightsPlanner {
  readonly #known: Known
  readonly #defaults: PlanDefaults
  readonly #places: PlacePlanner
  readonly #profiles = new ByName<KnownProfile>()
  readonly #entrances = new ByName<EntranceId>()
  readonly #schedules = new ByName<Known['schedules'][number]>()
  readonly #roles = new ByName<Id<'role'>>()
  readonly #grants = new Map<string, KnownGrant[]>()
  readonly #cards = new Map<string, PersonId>()
  readonly #definitions = new Map<string, Definition>()

  constructor(known: Known, defaults: PlanDefaults, places: PlacePlanner) {
    this.#known = known
    this.#defaults = defaults
    this.#places = places
    for (const profile of known.profiles) this.#profiles.add(profile.siteId, profile.name, profile)
    for (const { id, siteId, name } of known.entrances) this.#entrances.add(siteId, name, id)
    for (const schedule of known.schedules) this.#schedules.add('', schedule.name, schedule)
    for (const { id, name } of known.roles) this.#roles.add('', name, id)
    for (const grant of known.grants) this.#noteGrant(grant)
  }

  planCard(draft: Draft, { site }: RowPlace, personId: PersonId): void {
    const { card: value } = draft.row
    if (value === undefined) return
    const key = `${site.id}/${value}`
    const known = this.#known.holderOf(site.id, value)
    const planned = this.#cards.get(key)
    if ((planned ?? known?.personId) === personId) return
    if (planned !== undefined || known?.ended === false) return draft.refuse('card', 'card_taken')
    const period = this.#period(draft, site)
    if (period === undefined) return
    this.#cards.set(key, personId)
    const id = this.#known.newId('credential')
    draft.acts.push({ does: 'createCard', id, siteId: site.id, personId, value, ...period })
  }

  /** A row that names entrances says what a profile is; any other says who has it. */
  planProfile(draft: Draft, place: RowPlace, personId: PersonId | undefined): void {
    const { profile: name, entrances, residentsOf, holdersOf } = draft.row.texts
    const isGranted = residentsOf !== undefined || holdersOf !== undefined
    if (name === undefined) {
      if (entrances !== undefined || isGranted) draft.refuse('profile', 'missing')
      return
    }
    draft.said = true
    if (entrances !== undefined && (!this.#define(draft, place, name) || !isGranted)) return
    const profile = this.#profiles.find(place.site.id, name)
    if (profile === undefined) return draft.refuse('profile', 'profile_unknown')
    const to = this.#grantedTo(draft, place, personId)
    if (to !== undefined) this.#grant(draft, place, { profile, to })
  }

  /** Once every row was read: a profile's lines may be spread over several. */
  finish(): void {
    for (const { draft, before, profile } of this.#definitions.values())
      if (before === undefined || !sameLines(before.lines, profile.lines))
        draft.acts.push({ does: 'keepProfile', profile, before })
  }

  #period(draft: Draft, site: RowPlace['site']) {
    const { moments } = draft.row
    const period = {
      validFrom: beginningOf(moments.validFrom, site),
      validUntil: endOf(moments.validUntil, site),
    }
    const from = period.validFrom ?? this.#known.now
    if (period.validUntil === null || period.validUntil > from) return period
    return draft.refuse('validUntil', 'ends_before_it_begins')
  }

  /** Whether the row says something that holds. */
  #define(draft: Draft, { site }: RowPlace, name: string): boolean {
    const line = this.#line(draft, site.id)
    if (line === undefined) return false
    const key = `${site.id}/${searchForm(name)}`
    const known = this.#definitions.get(key)
    if (known !== undefined) {
      known.profile.lines.push(line)
      return true
    }
    const before = this.#profiles.find(site.id, name)
    const profile = {
      id: before?.id ?? this.#known.newId('accessProfile'),
      siteId: site.id,
      name: before?.name ?? name,
      lines: [line],
      revision: before?.revision ?? 0,
    }
    if (before === undefined) this.#profiles.add(site.id, name, profile)
    this.#definitions.set(key, { draft, before, profile })
    return true
  }

  #line(draft: Draft, siteId: SiteId): ProfileLine | undefined {
    const { entrances = '', schedule } = draft.row.texts
    const split = (text: string, by: RegExp): readonly string[] =>
      text
        .split(by)
        .map((name) => name.trim())
        .filter((name) => name !== '')
    // A name may hold a comma; a list is written with commas too.
    const names = split(entrances, /[;|\n]/).flatMap((name) =>
      this.#entrances.find(siteId, name) === undefined ? split(name, /,/) : [name],
    )
    const ids = names.map((name) => this.#entrances.find(siteId, name))
    const found = ids.filter((id) => id !== undefined)
    if (found.length !== names.length) return draft.refuse('entrances', 'entrance_unknown')
    const hours = schedule === undefined ? null : this.#schedules.find('', schedule)
    if (hours === undefined) return draft.refuse('schedule', 'schedule_unknown')
    return { entranceIds: [...new Set(found)], scheduleId: hours?.id ?? null }
  }

  #grantedTo(draft: Draft, { site }: RowPlace, personId: PersonId | undefined): GrantedTo | undefined {
    if (personId !== undefined) return { kind: 'person', personId }
    const { residentsOf: name, residentsOfHome: home, holdersOf } = draft.row.texts
    if (holdersOf !== undefined) {
      const roleId = this.#roles.find('', holdersOf)
      return roleId === undefined ? draft.refuse('holdersOf', 'role_unknown') : { kind: 'role', roleId }
    }
    // While it is not decided who the row is about, it is not decided who has the profile.
    if (name === undefined)
      return draft.candidates.length > 0 || draft.errors.length > 0
        ? undefined
        : draft.refuse('familyName', 'missing')
    if (EVERYWHERE.has(searchForm(name)) || name.trim() === '*')
      return { kind: 'residents', buildingId: null }
    const building = this.#places.findBuilding(site, name)
    if (building === undefined) return draft.refuse('residentsOf', 'building_unknown')
    if (home === undefined) return { kind: 'residents', buildingId: building.id }
    const unit = this.#places.findUnit(building, home)
    return unit === undefined
      ? draft.refuse('residentsOfHome', 'unit_unknown')
      : { kind: 'home', unitId: unit.id }
  }

  #grant(draft: Draft, { site }: RowPlace, { profile, to }: { profile: KnownProfile; to: GrantedTo }): void {
    const period = this.#period(draft, site)
    if (period === undefined) return
    const from = period.validFrom ?? this.#known.now
    const held = this.#grants.get(grantKey({ accessProfileId: profile.id, to })) ?? []
    // Held for at least as long: granting it again would change nothing.
    const covers = held.some(
      (grant) =>
        grant.validFrom <= from &&
        (grant.validUntil === null || (period.validUntil !== null && grant.validUntil >= period.validUntil)),
    )
    if (covers) return
    const act: Extract<Act, { does: 'grant' }> = {
      does: 'grant',
      siteId: site.id,
      accessProfileId: profile.id,
      to,
      ...period,
      reason: draft.row.texts.reason ?? this.#defaults.reason,
      leaseClass: draft.row.lease ?? 'resident',
    }
    this.#noteGrant({ ...act, validFrom: from })
    draft.acts.push(act)
  }

  #noteGrant(grant: KnownGrant): void {
    const key = grantKey(grant)
    const held = this.#grants.get(key)
    if (held === undefined) this.#grants.set(key, [grant])
    else held.push(grant)
  }
}
