/** What the door loop needs from the rest of the edge. Nothing here reaches the server: a door never waits for it. */
import type { NewEdgeEvent, Policy } from '@loge/features/access/core'
import type { Randomness, Timers, Clock } from '@loge/kernel'
import type { Driver } from '../drivers/driver.ts'
import type { LockAnswers } from './lock-answers.ts'
import type { Passages } from './passages.ts'
import type { Appended } from '../journal/journal.ts'
import type { KnownTime } from '../clock-trust.ts'

export interface Recorder {
  append(events: readonly NewEdgeEvent[]): Promise<Appended>
  hold(sequence: number): () => void
}

export interface DoorPorts {
  readonly world: Clock & Randomness & Timers
  readonly time: () => KnownTime
  readonly contactAt: () => KnownTime['at'] | null
  /** No later than this by the server's clock; `undefined` when it is not known. */
  readonly serverNowAtMost: () => KnownTime['at'] | undefined
  readonly policy: () => Policy | null
  readonly recorder: Recorder
  readonly driver: Pick<Driver, 'carryOut'>
  /** The keyed digest of a credential, hex; `undefined` before the edge has its site's key. */
  readonly digest: (input: string) => string | undefined
  /** A fault of our own, for the log and the status page. */
  readonly fault: (where: string, error: unknown) => void
}

export interface LoopPorts extends DoorPorts {
  readonly passages: Passages
  readonly answers: LockAnswers
  /** A lock is being told to open: whoever pulls the door from now on was let in, also if the lock never answers. */
  readonly ordered: (entranceId: string, forMs: number) => void
}
