/**
 * What one edge remembers for the rules of its doors: who went through which, who waits for a second person, which
 * stands open. It is what the events of its journal say, and nothing else: after a restart the same events say it again.
 */
import type { Instant } from '@loge/kernel'
import { edgeFacts } from './edge-facts.ts'
import { accessFacts } from './facts.ts'
import type { NewEdgeEvent } from './link-message.ts'
import { NOWHERE, type Policy } from './policy.ts'
import type { SnapshotEntrance } from './snapshot.ts'

/** A door may be pulled open a little after its lock has closed again. */
export const OPENING_GRACE_MS = 3_000

export interface Passed {
  /** Of two passages the later has the higher one, whatever the clocks said. */
  readonly order: number
  /** `null` when the clock was not trusted. */
  readonly at: Instant | null
}

export interface FirstOfTwo {
  readonly subjectRef: string
  readonly at: Instant
  readonly decisionId: string
}

interface Unlocked {
  readonly until: number
  /** Who goes through when it opens; empty when somebody who presented nothing does. */
  readonly subjectRefs: readonly string[]
}

type Event = Pick<
  NewEdgeEvent,
  'type' | 'occurredAt' | 'clockTrusted' | 'entranceId' | 'subjectRef' | 'payload'
>

const ORDERED = edgeFacts.unlockOrdered.type
const { doorLeafOpened, doorForced, doorClosed, doorExitPressed } = accessFacts
const { doorReleased, doorRefused, doorOpened, doorUnlockFailed } = accessFacts

const hasSensor = ({ parts }: SnapshotEntrance): boolean => parts.some(({ role }) => role === 'doorSensor')

export class DoorMemory {
  #order = 0
  readonly #passed = new Map<string, Map<string, Passed>>()
  readonly #first = new Map<string, FirstOfTwo>()
  readonly #unlocked = new Map<string, Unlocked>()
  readonly #open = new Set<string>()

  /** Shown every event of the journal, before it is written or when it is read again. */
  note(event: Event, policy: Policy | null): void {
    const { entranceId: id } = event
    const entrance = id === undefined ? undefined : policy?.entrances[policy.entranceOf.get(id) ?? NOWHERE]
    if (policy === null || entrance?.passage === undefined) return
    if (event.type === ORDERED) this.#ordered(event, entrance)
    else if (event.type === doorOpened.type) this.#opened(event, entrance)
    else if (event.type === doorRefused.type) this.#refused(event, entrance)
    else this.#moved(event, entrance, policy)
  }

  /**
   * What the contact of a door says, before anybody knows why. Many say every now and then what they said already: a
   * leaf that was shut all along leaves its lock unlocked, and whoever was let in may still pull it.
   */
  leaf(entranceId: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(entranceId)
    else if (this.#open.has(entranceId)) this.#shut(entranceId)
  }

  /** Nobody hears its contact any more, so nobody waits for it to close. */
  lost(entranceId: string): void {
    this.#open.delete(entranceId)
  }

  /** A new life of the edge begins: without a clock nobody knows how long the first of two has waited. */
  begin(clockTrusted: boolean): void {
    if (!clockTrusted) this.#first.clear()
  }

  firstOfTwo(entranceId: string): FirstOfTwo | undefined {
    return this.#first.get(entranceId)
  }

  isOpen(entranceId: string, at: Instant): boolean {
    return this.#open.has(entranceId) || (this.#unlocked.get(entranceId)?.until ?? -Infinity) > at
  }

  /** Everybody who went through one of these doors, as far as it is remembered. */
  whoPassed(entranceIds: readonly string[]): ReadonlySet<string> {
    return new Set(entranceIds.flatMap((id) => [...(this.#passed.get(id)?.keys() ?? [])]))
  }

  /** The latest time this subject went through one of these doors. */
  lastPassed(entranceIds: readonly string[], subjectRef: string): Passed | undefined {
    let latest: Passed | undefined
    for (const id of entranceIds) {
      const passed = this.#passed.get(id)?.get(subjectRef)
      if (passed !== undefined && passed.order > (latest?.order ?? NOWHERE)) latest = passed
    }
    return latest
  }

  #ordered({ occurredAt, clockTrusted, subjectRef, payload }: Event, entrance: SnapshotEntrance): void {
    const { id, unlockMs } = entrance
    const first = typeof payload['firstDecisionId'] === 'string' ? this.#first.get(id) : undefined
    this.#first.delete(id)
    const subjectRefs = [first?.subjectRef, subjectRef].flatMap((ref) => ref ?? [])
    this.#unlocked.set(id, { until: occurredAt + unlockMs + OPENING_GRACE_MS, subjectRefs })
    if (this.#open.has(id)) this.#count(id, clockTrusted ? occurredAt : null)
  }

  /** A door without a contact: its lock is all there is to believe. It may answer after the next was let in. */
  #opened({ occurredAt, clockTrusted, subjectRef }: Event, entrance: SnapshotEntrance): void {
    if (hasSensor(entrance)) return
    const at = clockTrusted ? occurredAt : null
    const isLast = this.#unlocked.get(entrance.id)?.subjectRefs.includes(subjectRef ?? '') === true
    if (isLast || subjectRef === undefined) this.#count(entrance.id, at)
    else this.#passes(entrance.id, [subjectRef], at)
  }

  #refused({ occurredAt, subjectRef, payload }: Event, { id }: SnapshotEntrance): void {
    const decisionId = payload['decisionId']
    if (payload['reason'] !== 'second_person_awaited' || subjectRef === undefined) return
    this.#first.set(id, { subjectRef, at: occurredAt, decisionId: String(decisionId) })
  }

  #moved({ type, occurredAt, clockTrusted }: Event, entrance: SnapshotEntrance, policy: Policy): void {
    const { id, unlockMs } = entrance
    switch (type) {
      case doorLeafOpened.type:
        this.#open.add(id)
        return this.#throughLeaf(entrance, { at: occurredAt, clockTrusted }, policy)
      case doorForced.type:
        this.#open.add(id)
        return this.#unseen(entrance, policy, false)
      case doorClosed.type:
        return this.#shut(id)
      case doorExitPressed.type:
        this.#unlocked.set(id, { until: occurredAt + unlockMs + OPENING_GRACE_MS, subjectRefs: [] })
        return this.#unseen(entrance, policy, true)
      case doorReleased.type:
        return this.#unseen(entrance, policy, true)
      case doorUnlockFailed.type:
        this.#unlocked.delete(id)
        return undefined
      default:
        return undefined
    }
  }

  #throughLeaf(
    entrance: SnapshotEntrance,
    { at, clockTrusted }: { readonly at: Instant; readonly clockTrusted: boolean },
    policy: Policy,
  ): void {
    const unlocked = this.#unlocked.get(entrance.id)
    const isKnown = unlocked !== undefined && at <= unlocked.until && unlocked.subjectRefs.length > 0
    if (isKnown) this.#count(entrance.id, clockTrusted ? at : null)
    else this.#unseen(entrance, policy, false)
  }

  #count(id: string, at: Instant | null): void {
    const unlocked = this.#unlocked.get(id)
    if (unlocked === undefined || unlocked.subjectRefs.length === 0) return
    this.#passes(id, unlocked.subjectRefs, at)
    this.#unlocked.set(id, { ...unlocked, subjectRefs: [] })
  }

  #passes(id: string, subjectRefs: readonly string[], at: Instant | null): void {
    const here = this.#passed.get(id) ?? new Map<string, Passed>()
    this.#passed.set(id, here)
    for (const ref of subjectRefs) here.set(ref, { order: ++this.#order, at })
  }

  #shut(id: string): void {
    this.#open.delete(id)
    this.#unlocked.delete(id)
  }

  /**
   * Somebody went through who presented nothing. Where that may have been out of a zone, nobody knows any more who is
   * inside: all are forgotten, so that nobody is refused for it. A zone that counts nobody has nothing to forget, and
   * shares its doors with others that do.
   */
  #unseen({ id, passage }: SnapshotEntrance, policy: Policy, isWayOut: boolean): void {
    for (const zone of passage?.zones ?? [])
      if (zone.antiPassback !== undefined && (isWayOut || zone.leads !== 'in'))
        for (const door of policy.zones.get(zone.id)?.all ?? [id]) this.#passed.delete(door)
  }
}
