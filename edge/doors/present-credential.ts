/** Somebody holds something to a reader: digest, decide, record, open. */
import {
  accessFacts,
  type Allowed,
  attemptWithCredential,
  blocksAt,
  type CodeBlock,
  type CodeBlockScope,
  codesReleasedBy,
  decideEntry,
  digestInput,
  edgeFacts,
  isTakenForAlike,
  lookAlikeInput,
  noTries,
  normaliseValue,
  NOWHERE,
  type Passage,
  REFUSALS,
  type Refused,
  releaseCodes,
  throttledForMs,
  wrongPin,
  type CredentialKind,
  type Decision,
  type EdgeEvent,
  type PinThrottle,
  type Refusal,
} from '@loge/features/access/core'
import type { DriverReport } from '../drivers/driver.ts'
import { newDecisionId } from './decision-id.ts'
import type { Parts } from './parts.ts'
import type { LoopPorts } from './ports.ts'
import { unlock } from './unlock.ts'

const GUESSED: ReadonlySet<Refusal> = new Set(['credential_unknown', 'entrance_locked_down'])

type Presented = Extract<DriverReport, { kind: 'credentialPresented' }>

interface Judged<Decided extends Decision> {
  readonly entranceId: string
  readonly passage: Omit<Passage, 'decision'> & { readonly decision: Decided }
  /** Says that a plate was taken for the one it looks like. */
  readonly alike: { readonly lookAlike?: true }
  /** A code nobody has was tried. */
  readonly isGuess: boolean
}

/** Of several refusals the one that came closest is told; of equals the first. */
const closer = (one: Judged<Refused>, other: Judged<Refused>): Judged<Refused> =>
  REFUSALS.indexOf(other.passage.decision.refusal) > REFUSALS.indexOf(one.passage.decision.refusal)
    ? other
    : one

export interface Presenting {
  /** The entrance was opened: its sensor may open without being forced. */
  readonly opened: (entranceId: string, forMs: number) => void
  /** Somebody entered by right. */
  readonly entered: (entranceId: string) => void
  readonly parts: () => Parts
}

export class CredentialDesk {
  readonly #ports: LoopPorts
  readonly #around: Presenting
  #tries: PinThrottle = noTries

  constructor(ports: LoopPorts, around: Presenting) {
    this.#ports = ports
    this.#around = around
  }

  /**
   * Wrong codes of the last life count on: pulling the plug would else be a way to go on guessing. By a clock that is
   * not sure they were tried just now.
   */
  replay({ type, entranceId, occurredAt, clockTrusted, payload }: EdgeEvent): void {
    if (entranceId === undefined) return
    const { at, trusted } = this.#ports.time()
    const agoMs = trusted && clockTrusted ? Math.max(0, at - occurredAt) : 0
    const thenMs = this.#ports.world.monotonicMs() - agoMs
    const scopes = codesReleasedBy({ type, payload })
    this.#tries = releaseCodes(this.#tries, { door: entranceId, scopes }, thenMs)
    if (type !== accessFacts.doorRefused.type) return
    if (payload['kind'] !== 'pin' || payload['reason'] !== 'credential_unknown') return
    this.#tries = wrongPin(this.#tries, entranceId, thenMs)
  }

  /** Ends what blocks codes at this door, and says what it was; empty: nothing did. */
  releaseCodes(entranceId: string): readonly CodeBlockScope[] {
    const nowMs = this.#ports.world.monotonicMs()
    const scopes = blocksAt(this.#tries, entranceId, nowMs).map(({ scope }) => scope)
    this.#tries = releaseCodes(this.#tries, { door: entranceId, scopes }, nowMs)
    return scopes
  }

  /** At a reader in the car of a lift each floor is decided on its own, and all that open are released together. */
  async present(report: Presented): Promise<void> {
    const entrances = this.#around.parts().askedAt(report.reader)
    const [first] = entrances
    if (first === undefined) return this.#unassigned(report)
    const judged = entrances.map(({ id }) => this.#judge(report, id, first.id))
    // One code typed is one guess at one reader, at however many floors it was looked up.
    const blocks = judged.some(({ isGuess }) => isGuess) ? this.#guessed(first.id) : []
    const allowed = judged.filter((one): one is Judged<Allowed> => one.passage.decision.allowed)
    const refused = judged.filter((one): one is Judged<Refused> => !one.passage.decision.allowed)
    // Each floor that waits for a second person has to know of the first, whatever became of the other floors.
    const waiting = refused.filter((one) => one.passage.decision.refusal === 'second_person_awaited')
    const told = waiting.length > 0 || allowed.length > 0 ? waiting : [refused.reduce(closer)]
    await Promise.all([
      ...allowed.map((one) => this.#open(report, one)),
      ...told.map((one) => this.#refuse(report, one)),
    ])
    if (blocks.length > 0) await this.#tellBlocked(first.id, blocks)
  }

  /** What it blocks: nothing did before, else it had not been looked up. */
  #guessed(entranceId: string): readonly CodeBlock[] {
    const nowMs = this.#ports.world.monotonicMs()
    this.#tries = wrongPin(this.#tries, entranceId, nowMs)
    return blocksAt(this.#tries, entranceId, nowMs)
  }

  async #tellBlocked(entranceId: string, blocks: readonly CodeBlock[]): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const event = { type: accessFacts.codesBlocked.type, occurredAt: at, clockTrusted: trusted, entranceId }
    await this.#ports.recorder.append(blocks.map((payload) => ({ ...event, payload: { ...payload } })))
  }

  async #open(report: Presented, { entranceId, alike, passage }: Judged<Allowed>): Promise<void> {
    const { decision, against, firstDecisionId } = passage
    const { subjectRef, credentialId, grantId, profileId, scheduleId, unlockMs } = decision
    const decisionId = newDecisionId(this.#ports.world)
    const end = await unlock(this.#ports, {
      decisionId,
      entranceId,
      before: this.#ports.passages.records({ entranceId, decisionId, subjectRef }, against),
      lock: this.#around.parts().lockOf(entranceId),
      forMs: unlockMs,
      cause: 'credential',
      subjectRef,
      payload: {
        snapshotVersion: this.#ports.policy()?.version ?? 0,
        kind: report.credentialKind,
        subjectRef,
        credentialId,
        accessGrantId: grantId,
        accessProfileId: profileId,
        scheduleId,
        ...alike,
        ...(firstDecisionId === null ? {} : { firstDecisionId }),
      },
    })
    if (end.kind !== 'sent') return
    this.#around.opened(entranceId, unlockMs)
    this.#around.entered(entranceId)
  }

  #judge(report: Presented, entranceId: string, slowedAt: string): Judged<Decision> {
    const { policy, time, contactAt, world, digest } = this.#ports
    const { at, trusted } = time()
    const isPin = report.credentialKind === 'pin'
    const normalised = normaliseValue(report.credentialKind, report.value)
    const digestOf = (input: (kind: CredentialKind, value: string) => string | undefined) => {
      const text = normalised.ok ? input(report.credentialKind, normalised.value) : undefined
      return text === undefined ? undefined : digest(text)
    }
    // A value that cannot be a credential has the digest of none.
    const presented = { digest: digestOf(digestInput) ?? '', lookAlike: digestOf(lookAlikeInput) }
    const attempt = attemptWithCredential(
      policy(),
      { entranceId, kind: report.credentialKind, ...presented },
      {
        now: at,
        clockTrusted: trusted,
        lastContactAt: contactAt(),
        throttledForMs: isPin ? throttledForMs(this.#tries, slowedAt, world.monotonicMs()) : 0,
      },
    )
    const decided = decideEntry(policy(), attempt)
    return {
      entranceId,
      passage: this.#ports.passages.decide(entranceId, decided),
      alike: isTakenForAlike(policy(), presented, attempt) ? { lookAlike: true } : {},
      // Behind a lockdown a code is guessed like any other, though the answer does not say so.
      isGuess:
        isPin &&
        attempt.credential === NOWHERE &&
        attempt.throttledForMs === 0 &&
        !decided.allowed &&
        GUESSED.has(decided.refusal),
    }
  }

  async #refuse(report: Presented, { entranceId, alike, passage }: Judged<Refused>): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const { subjectRef, credentialId, grantId, refusal } = passage.decision
    await this.#ports.recorder.append([
      {
        type: accessFacts.doorRefused.type,
        occurredAt: at,
        clockTrusted: trusted,
        entranceId,
        ...(subjectRef === null ? {} : { subjectRef }),
        payload: {
          decisionId: newDecisionId(this.#ports.world),
          snapshotVersion: this.#ports.policy()?.version ?? 0,
          kind: report.credentialKind,
          reason: refusal,
          subjectRef,
          credentialId,
          accessGrantId: grantId,
          ...alike,
        },
      },
    ])
  }

  async #unassigned(report: Presented): Promise<void> {
    const { at, trusted } = this.#ports.time()
    await this.#ports.recorder.append([
      {
        type: edgeFacts.readerUnassigned.type,
        occurredAt: at,
        clockTrusted: trusted,
        component: report.reader,
        payload: { kind: report.credentialKind },
      },
    ])
  }
}
