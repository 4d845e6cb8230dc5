/** What was seen of a house from outside: what people did, what locks did, what the log holds. The judge knows no more. */
import type { EdgeEvent, NewEdgeEvent } from '@loge/features/access/core'
import type { Deed, Opening } from './building.ts'
import type { Carried } from './rights.ts'

/** How far a clock, a queue and a disk may shift the moment of a decision before it is a fault. */
export const LEEWAY_MS = 6_000
export const UNLOCK_MS = 5_000

/** What an edge says of the time: right, or this late at least. */
export interface ToldTime {
  readonly at: number
  readonly trusted: boolean
}

export interface Presentation extends Pick<Carried, 'kind' | 'value'> {
  readonly atMs: number
  readonly entranceId: string
  /** Versions of the rights that may have been in force while it was decided. */
  readonly versions: readonly number[]
  readonly clock: readonly ToldTime[]
  /** Nothing stood in the way of an answer: alive all the time, the lock well. */
  readonly undisturbed: boolean
}

/** A glance at a door: what its edge knows, and how the lock really stands. */
export interface Glance {
  readonly atMs: number
  readonly entranceId: string
  readonly version: number
  readonly clock: ToldTime
  readonly isSmoky: boolean
  readonly openUntilMs: number
  /** Since the last glance nothing stood in the way: the same life, a lock that hears. */
  readonly undisturbed: boolean
}

export interface AskedCommand {
  readonly id: string
  readonly entranceId: string
  readonly askedAtMs: number
  readonly deadlineMs: number
  /** Unlike any other of its time: so a deed tells which command it carried out. */
  readonly forMs: number
}

export interface SeenBuilding {
  readonly name: string
  readonly presentations: readonly Presentation[]
  readonly glances: readonly Glance[]
  readonly deeds: readonly Deed[]
  readonly lockings: readonly Pick<Deed, 'atMs' | 'entranceId'>[]
  readonly commands: readonly AskedCommand[]
  readonly openings: readonly Opening[]
  readonly unlocksAsked: readonly Deed[]
  readonly promised: readonly NewEdgeEvent[]
  readonly log: readonly {
    readonly event: EdgeEvent
    readonly receivedAt: number
    readonly late: boolean
    readonly lineSince: number
  }[]
  readonly outcomes: ReadonlyMap<string, string | undefined>
}
