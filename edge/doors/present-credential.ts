/** Somebody holds something to a reader: digest, decide, record, open. */
import {
  accessFacts,
  attemptWithCredential,
  decideEntry,
  digestInput,
  edgeFacts,
  isTakenForAlike,
  lookAlikeInput,
  noTries,
  normaliseValue,
  NOWHERE,
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

interface Judged {
  readonly decided: Decision
  /** Says that a plate was taken for the one it looks like. */
  readonly alike: { readonly lookAlike?: true }
}

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
    if (type !== accessFacts.doorRefused.type || entranceId === undefined) return
    if (payload['kind'] !== 'pin' || payload['reason'] !== 'credential_unknown') return
    const { at, trusted } = this.#ports.time()
    const agoMs = trusted && clockTrusted ? Math.max(0, at - occurredAt) : 0
    this.#tries = wrongPin(this.#tries, entranceId, this.#ports.world.monotonicMs() - agoMs)
  }

  async present(report: Presented): Promise<void> {
    const part = this.#around.parts().of(report.reader)
    if (part === undefined || part.role !== 'reader') return this.#unassigned(report)
    const entranceId = part.entrance.id
    const { decided, alike } = this.#decide(report, entranceId)
    const passage = this.#ports.passages.decide(entranceId, decided)
    const { decision, against, firstDecisionId } = passage
    if (!decision.allowed) return this.#refuse(report, entranceId, decision, alike)
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

  #decide(report: Presented, entranceId: string): Judged {
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
        throttledForMs: isPin ? throttledForMs(this.#tries, entranceId, world.monotonicMs()) : 0,
      },
    )
    const decision = decideEntry(policy(), attempt)
    // Behind a lockdown a code is guessed like any other, though the answer does not say so.
    const isGuess = attempt.credential === NOWHERE && attempt.throttledForMs === 0
    if (isPin && !decision.allowed && isGuess && GUESSED.has(decision.refusal)) {
      this.#tries = wrongPin(this.#tries, entranceId, world.monotonicMs())
    }
    const alike = isTakenForAlike(policy(), presented, attempt) ? { lookAlike: true as const } : {}
    return { decided: decision, alike }
  }

  async #refuse(
    report: Presented,
    entranceId: string,
    refused: Decision & { allowed: false },
    alike: Judged['alike'],
  ): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const { subjectRef, credentialId, grantId, refusal } = refused
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
