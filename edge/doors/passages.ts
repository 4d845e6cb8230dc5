/**
 * The rules of doors at work: what was recorded is remembered as it is recorded, in the same turn of the loop as the
 * decision it follows from, so that two badges at two doors of an airlock never both find the other shut.
 */
import {
  accessFacts,
  type AgainstRule,
  type Decision,
  decidePassage,
  DoorMemory,
  type EdgeEvent,
  type NewEdgeEvent,
  type Passage,
  passageOfCommand,
  type Passing,
} from '@loge/features/access/core'
import type { FireWatch } from './fire-watch.ts'
import type { Parts } from './parts.ts'
import type { DoorPorts, Recorder } from './ports.ts'

type PassagePorts = Pick<DoorPorts, 'policy' | 'time' | 'contactAt'>

/** What belongs to the records of the opening. */
export interface Opening {
  readonly entranceId: string
  readonly decisionId: string
  readonly subjectRef?: string
  readonly commandId?: string
}

export class Passages {
  readonly #ports: PassagePorts
  readonly #fires: FireWatch
  readonly #memory = new DoorMemory()

  constructor(ports: PassagePorts, fires: FireWatch) {
    this.#ports = ports
    this.#fires = fires
  }

  /** From the journal at start. */
  replay(event: EdgeEvent): void {
    this.#memory.note(event, this.#ports.policy())
  }

  begin(): void {
    this.#memory.begin(this.#ports.time().trusted)
  }

  /** Remembers what is recorded before it is written: a disk that is slow or fails changes nothing at a door. */
  remembering(recorder: Recorder): Recorder {
    return {
      append: (events) => {
        const policy = this.#ports.policy()
        for (const event of events) this.#memory.note(event, policy)
        return recorder.append(events)
      },
      hold: (sequence) => recorder.hold(sequence),
    }
  }

  leaf(entranceId: string, isOpen: boolean): void {
    this.#memory.leaf(entranceId, isOpen)
  }

  /** A device is not heard any more: what its contacts said last is no reason to keep anybody out. */
  silent(externalId: string, parts: Parts): void {
    for (const entranceId of parts.sensedBy(externalId)) this.#memory.lost(entranceId)
  }

  decide(entranceId: string, decision: Decision): Passage {
    return decidePassage(this.#ports.policy(), this.#memory, decision, this.#passing(entranceId))
  }

  /** The records of what stood against an opening ordered from afar. */
  ofCommand(opening: Opening): readonly NewEdgeEvent[] {
    const { policy } = this.#ports
    return this.records(opening, passageOfCommand(policy(), this.#memory, this.#passing(opening.entranceId)))
  }

  records(opening: Opening, against: readonly AgainstRule[]): readonly NewEdgeEvent[] {
    const { at, trusted } = this.#ports.time()
    const snapshotVersion = this.#ports.policy()?.version ?? 0
    return against.map(({ rule, zoneId, why }) => ({
      type: accessFacts.doorAgainstRule.type,
      occurredAt: at,
      clockTrusted: trusted,
      entranceId: opening.entranceId,
      ...(opening.subjectRef === undefined ? {} : { subjectRef: opening.subjectRef }),
      ...(opening.commandId === undefined ? {} : { commandId: opening.commandId }),
      payload: {
        decisionId: opening.decisionId,
        snapshotVersion,
        rule,
        zoneId,
        why,
        subjectRef: opening.subjectRef ?? null,
        commandId: opening.commandId ?? null,
      },
    }))
  }

  #passing(entranceId: string): Passing {
    const { at, trusted } = this.#ports.time()
    const moment = { now: at, clockTrusted: trusted, lastContactAt: this.#ports.contactAt() }
    return { entranceId, moment, fire: this.#fires.isFireAnywhere }
  }
}
