/**
 * Work in order: one item at a time in each lane, lanes beside each other. What is presented at a reader waits behind
 * everything else of its lane, and little of it waits: of a flood at one reader the latest is kept, so that nothing but
 * that reader pays for it. What is dropped is counted by where it came from.
 */
import type { ComponentRef } from '@loge/features/equipment/core'

const LONGEST_LANE = 200
/** People present one thing after another; more than this at one reader is a fault or an attack. */
const MOST_AT_A_READER = 20

type Work = () => Promise<void>

/** Where an item came from. */
export interface Source {
  readonly entranceId?: string
  readonly component?: ComponentRef
}

export interface Dropped extends Source {
  readonly count: number
}

interface Lane {
  readonly first: Work[]
  /** By reader, in the order of their turns. */
  readonly presented: Map<string, Work[]>
}

const nameOf = ({ entranceId, component }: Source): string =>
  [entranceId, component?.externalId, component?.key].join('\n')

export class Lanes {
  readonly #lanes = new Map<string, Lane>()
  readonly #failed: (error: unknown) => void
  #dropped = new Map<string, Dropped>()

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  /** What was dropped since the last call. */
  takeDropped(): readonly Dropped[] {
    const dropped = [...this.#dropped.values()]
    this.#dropped = new Map()
    return dropped
  }

  run(lane: string, source: Source, work: Work): void {
    this.#enter(lane, ({ first }) => {
      if (first.length < LONGEST_LANE) first.push(work)
      else this.#drop(source)
    })
  }

  /** Of too many at one reader the oldest gives way: whoever stands there now presented the latest. */
  present(lane: string, source: Source, work: Work): void {
    this.#enter(lane, ({ presented }) => {
      const waiting = presented.get(nameOf(source)) ?? []
      presented.set(nameOf(source), waiting)
      waiting.push(work)
      if (waiting.length <= MOST_AT_A_READER) return
      waiting.shift()
      this.#drop(source)
    })
  }

  #drop(source: Source): void {
    const name = nameOf(source)
    this.#dropped.set(name, { ...source, count: (this.#dropped.get(name)?.count ?? 0) + 1 })
  }

  #enter(name: string, add: (lane: Lane) => void): void {
    const known = this.#lanes.get(name)
    const lane = known ?? { first: [], presented: new Map<string, Work[]>() }
    add(lane)
    if (known !== undefined) return
    this.#lanes.set(name, lane)
    void this.#drain(name, lane)
  }

  async #drain(name: string, lane: Lane): Promise<void> {
    for (let work = this.#next(lane); work !== undefined; work = this.#next(lane)) {
      try {
        await work()
      } catch (error) {
        this.#failed(error)
      }
    }
    this.#lanes.delete(name)
  }

  #next({ first, presented }: Lane): Work | undefined {
    const urgent = first.shift()
    const [turn] = presented
    if (urgent !== undefined || turn === undefined) return urgent
    const [reader, waiting] = turn
    const work = waiting.shift()
    presented.delete(reader)
    if (waiting.length > 0) presented.set(reader, waiting)
    return work
  }
}
