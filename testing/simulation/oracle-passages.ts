/**
 * The judge of the rules that doors have beside who has a right to them, straight and slow, from the words of
 * `features/access/README.md` and of the door's settings. It is told what people and doors really did and says what is
 * to become of it. It shares no code with what it judges.
 */
import type { Hours } from './rights.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { doorOf, mayEnter } from './oracle-rights.ts'
import type { Carried, DoorRules, Version } from './rights.ts'
import { UNLOCK_MS } from './seen.ts'

/** "A door may be pulled open a little after its lock has closed again." */
const STILL_PULLED_MS = 3_000

export interface Time {
  /** Epoch. */
  readonly atMs: number
  readonly isKnown: boolean
}

type Reason = 'right' | 'already_inside' | 'other_door_open' | 'second_person_awaited'

export interface ToldAgainst {
  readonly rule: string
  readonly zoneId: string | null
  readonly why: string
}

/** What is to become of somebody at one door. */
export type Expected =
  | { readonly opens: true; readonly against: readonly ToldAgainst[] }
  | { readonly opens: false; readonly reason: Reason }

type Zone = NonNullable<DoorRules['passage']>['zones'][number]
type Counting = NonNullable<Zone['antiPassback']>

interface Went {
  readonly way: 'in' | 'out'
  /** `null`: nobody knew the time. */
  readonly atMs: number | null
}

interface LetIn {
  readonly untilMs: number
  /** Those who have not gone through yet. */
  readonly people: readonly string[]
}

interface Waiting {
  readonly person: string
  readonly atMs: number
}

interface Asked {
  readonly door: DoorRules
  /** `null`: nobody stands here, it was asked for from afar. */
  readonly person: string | null
  readonly time: Time
}

const isInHours = (hours: Hours | null, atMs: number): boolean => {
  if (hours === null) return false
  const hour = ((atMs - SIMULATION_EPOCH_MS) / 3_600_000) % 24
  return hour >= hours[0] && hour < hours[1]
}

/** "Everybody is forgotten" at an hour, or because a person says so. */
const isForgotten = ({ atMs }: Went, { resets, forgottenAt }: Counting, nowMs: number): boolean =>
  atMs === null ||
  (forgottenAt !== null && atMs < forgottenAt) ||
  resets.some((reset) => atMs < reset && reset <= nowMs)

export class PassageOracle {
  version: Version
  readonly #hasContact: (entranceId: string) => boolean
  readonly #went = new Map<string, Map<string, Went>>()
  readonly #waiting = new Map<string, Waiting>()
  readonly #letIn = new Map<string, LetIn>()
  /** What each contact said last; one that is not heard says nothing. */
  readonly #stands = new Map<string, boolean>()
  readonly #holds = new Map<string, string>()
  readonly #enteredAtMs = new Map<string, number>()
  #isSmoky = false

  constructor(version: Version, hasContact: (entranceId: string) => boolean) {
    this.version = version
    this.#hasContact = hasContact
  }

  /** Somebody holds something to a reader of this door. */
  present({ kind, value }: Pick<Carried, 'kind' | 'value'>, entranceId: string, time: Time): Expected {
    const carried = this.version.carried.find((one) => one.kind === kind && one.value === value)
    const atMs = time.atMs - SIMULATION_EPOCH_MS
    const clock = [{ at: time.atMs, trusted: time.isKnown }]
    const seen = { kind, value, entranceId, atMs, clock, versions: [], undisturbed: true }
    const door = doorOf(this.version, entranceId)
    if (carried === undefined || door === undefined || mayEnter(this.version, seen) !== 'yes')
      return { opens: false, reason: 'right' }
    return this.#byTheRules({ door, person: carried.owner, time })
  }

  /** The doors behind which somebody was let in are opened; `isWorking`: their lock answered. */
  opens(value: string, entranceId: string, time: Time, isWorking: boolean): void {
    const person = this.version.carried.find((one) => one.value === value)?.owner ?? ''
    const first = this.#firstOfTwo(entranceId, person, time.atMs)
    this.#waiting.delete(entranceId)
    this.#unlocks(entranceId, first === null ? [person] : [first, person], time)
    if (!isWorking) this.#letIn.delete(entranceId)
    else {
      if (!this.#hasContact(entranceId)) this.#throughIt(entranceId, time)
      if (time.isKnown) this.#enteredAtMs.set(entranceId, time.atMs)
    }
  }

  /** The refusal of whoever waits for a second person was told at this door. */
  waits(value: string, entranceId: string, { atMs }: Time): void {
    const person = this.version.carried.find((one) => one.value === value)?.owner ?? ''
    this.#waiting.set(entranceId, { person, atMs })
  }

  /** Opened from afar; says against what. */
  command(entranceId: string, time: Time, isWorking: boolean): readonly ToldAgainst[] {
    const door = doorOf(this.version, entranceId)
    const why = door === undefined ? 'command' : (this.#waives(door) ?? 'command')
    const against =
      door === undefined
        ? []
        : this.#airlocksOpen(door, time.atMs).map((zoneId) => ({ rule: 'interlock', zoneId, why }))
    this.#waiting.delete(entranceId)
    this.#unlocks(entranceId, [], time)
    if (!isWorking) this.#letIn.delete(entranceId)
    return against
  }

  /** "Egress": whoever presses goes out, and nobody knows who. */
  press(entranceId: string, { atMs }: Time): void {
    this.#letIn.set(entranceId, { untilMs: atMs + UNLOCK_MS + STILL_PULLED_MS, people: [] })
    this.#nobodyKnown(entranceId, true)
  }

  leaf(entranceId: string, isOpen: boolean, time: Time): void {
    const wasOpen = this.#stands.get(entranceId) === true
    this.#stands.set(entranceId, isOpen)
    if (!isOpen && wasOpen) this.#letIn.delete(entranceId)
    if (!isOpen || wasOpen) return
    const letIn = this.#letIn.get(entranceId)
    if (letIn !== undefined && letIn.people.length > 0 && time.atMs <= letIn.untilMs)
      this.#throughIt(entranceId, time)
    else this.#nobodyKnown(entranceId, false)
  }

  /** How its leaf stands when its contact is heard again: what happened meanwhile nobody saw. */
  stands(entranceId: string, isOpen: boolean): void {
    this.#stands.set(entranceId, isOpen)
  }

  /** Its contact is not heard any more. */
  silent(entranceId: string): void {
    this.#stands.delete(entranceId)
  }

  smoke(isSmoky: boolean): void {
    this.#isSmoky = isSmoky
    this.holdsAgain()
  }

  change(version: Version): void {
    this.version = version
    this.holdsAgain()
  }

  /** "Without a clock nobody knows how long the first of two has waited." */
  restart({ isKnown }: Time): void {
    if (!isKnown) this.#waiting.clear()
    this.#holds.clear()
    this.holdsAgain()
  }

  /** A door that begins to be held open for an escape is one by which anybody may leave unseen. */
  holdsAgain(): void {
    for (const door of this.version.doors) {
      const hold = this.#escape(door)
      if (hold !== undefined && this.#holds.get(door.entranceId) !== hold)
        this.#nobodyKnown(door.entranceId, true)
      if (hold === undefined) this.#holds.delete(door.entranceId)
      else this.#holds.set(door.entranceId, hold)
    }
  }

  /** Whether its hours hold it open now: not before the first who is entitled came in them, at a known time. */
  isHeldByHours(entranceId: string, { atMs, isKnown }: Time): boolean {
    const door = doorOf(this.version, entranceId)
    if (door === undefined || !isKnown || this.#escape(door) !== undefined) return false
    if (door.lockedDown || door.emergencies.some(({ kind }) => kind === 'lockdown')) return false
    if (!isInHours(door.openHours, atMs)) return false
    const enteredAtMs = this.#enteredAtMs.get(entranceId)
    return (
      door.opensForTheFirst !== true || (enteredAtMs !== undefined && isInHours(door.openHours, enteredAtMs))
    )
  }

  #byTheRules(asked: Asked): Expected {
    const { door, person } = asked
    const waived = this.#waives(door)
    const against: ToldAgainst[] = []
    for (const [rule, reason, objections] of [
      ['antiPassback', 'already_inside', this.#countedTwice(asked)],
      [
        'interlock',
        'other_door_open',
        this.#airlocksOpen(door, asked.time.atMs).map((zoneId) => ({ zoneId, mild: null })),
      ],
      ['twoPeople', 'second_person_awaited', this.#alone(asked)],
    ] as const) {
      for (const { zoneId, mild } of objections) {
        const why = waived ?? mild
        if (why === null && person !== null) return { opens: false, reason }
        against.push({ rule, zoneId, why: why ?? 'command' })
      }
    }
    return { opens: true, against }
  }

  /** "Never on the way out of a zone, and only recorded in an emergency." */
  #waives(door: DoorRules): string | null {
    const zones = door.passage?.zones ?? []
    const around = this.version.doors.filter(
      (other) =>
        other === door ||
        other.passage?.zones.some(({ id }) => zones.some((zone) => zone.id === id)) === true,
    )
    if (this.#isSmoky || around.some(({ emergencies, lockedDown }) => lockedDown || emergencies.length > 0))
      return 'emergency'
    return zones.some(({ leads }) => leads === 'out') ? 'leads_out' : null
  }

  #countedTwice({ door, person, time }: Asked) {
    const who = this.version.people.find(({ ref }) => ref === person)
    if (person === null || who?.freeToPass === true) return []
    return (door.passage?.zones ?? []).flatMap(({ id, leads, antiPassback }) => {
      const went = this.#went.get(id)?.get(person)
      if (antiPassback === undefined || leads === null || went?.way !== leads) return []
      if (isForgotten(went, antiPassback, time.atMs)) return []
      const mild =
        antiPassback.mode === 'recorded' ? 'recorded_only' : time.isKnown ? null : 'clock_untrusted'
      return [{ zoneId: id, mild }]
    })
  }

  /** Its airlocks of which another door is not shut: its leaf stands open, or its lock does. */
  #airlocksOpen(door: DoorRules, atMs: number): readonly string[] {
    return (door.passage?.zones ?? []).flatMap(({ id, interlock }) => {
      if (interlock !== true) return []
      const others = this.version.doors.filter(
        (other) => other !== door && other.passage?.zones.some((zone) => zone.id === id) === true,
      )
      const isOpen = others.some(
        ({ entranceId }) =>
          this.#stands.get(entranceId) === true || (this.#letIn.get(entranceId)?.untilMs ?? 0) > atMs,
      )
      return isOpen ? [id] : []
    })
  }

  #alone({ door, person, time }: Asked) {
    const { passage } = door
    if (passage?.twoPeopleWithinMs === undefined || person === null) return []
    if (passage.zones.some(({ leads }) => leads === 'out')) return []
    return this.#firstOfTwo(door.entranceId, person, time.atMs) === null ? [{ zoneId: null, mild: null }] : []
  }

  /** Another, who came just before. */
  #firstOfTwo(entranceId: string, person: string, atMs: number): string | null {
    const withinMs = doorOf(this.version, entranceId)?.passage?.twoPeopleWithinMs
    const first = this.#waiting.get(entranceId)
    if (withinMs === undefined || first === undefined || first.person === person) return null
    return atMs - first.atMs < withinMs ? first.person : null
  }

  #unlocks(entranceId: string, people: readonly string[], time: Time): void {
    this.#letIn.set(entranceId, { untilMs: time.atMs + UNLOCK_MS + STILL_PULLED_MS, people })
    if (this.#stands.get(entranceId) === true) this.#throughIt(entranceId, time)
  }

  #throughIt(entranceId: string, time: Time): void {
    const letIn = this.#letIn.get(entranceId)
    if (letIn === undefined) return
    for (const { id, leads } of doorOf(this.version, entranceId)?.passage?.zones ?? []) {
      if (leads === null) continue
      const inZone = this.#went.get(id) ?? new Map<string, Went>()
      this.#went.set(id, inZone)
      for (const person of letIn.people)
        inZone.set(person, { way: leads, atMs: time.isKnown ? time.atMs : null })
    }
    this.#letIn.set(entranceId, { ...letIn, people: [] })
  }

  /** "A passage nobody saw": where it may have been out of a zone, nobody knows any more who is inside. */
  #nobodyKnown(entranceId: string, isWayOut: boolean): void {
    for (const { id, leads } of doorOf(this.version, entranceId)?.passage?.zones ?? [])
      if (isWayOut || leads !== 'in') this.#went.delete(id)
  }

  /** What lets everybody out of a door now. */
  #escape({ emergencies }: DoorRules): string | undefined {
    if (this.#isSmoky) return 'smoke'
    return emergencies.find(({ kind }) => kind === 'evacuation')?.ref
  }
}
