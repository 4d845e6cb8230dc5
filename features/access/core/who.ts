/** Who may enter where at an instant: the same decision, asked for everybody or for every entrance. */
import type { Instant } from '@loge/kernel'
import type { Moment } from './attempt.ts'
import { type Allowed, type Attempt, decideEntry } from './decide-entry.ts'
import { CREDENTIAL_KINDS, NOWHERE, type Policy } from './policy.ts'
import type { CredentialKind } from './snapshot.ts'

const asSubject = (entrance: number, subject: number, moment: Moment): Attempt => ({
  entrance,
  kind: null,
  credential: NOWHERE,
  subject,
  now: moment.now,
  clockTrusted: moment.clockTrusted,
  lastContactAt: moment.lastContactAt,
  throttledForMs: 0,
})

/** Rights may follow one another; after this many the answer "at least until then" is enough. */
const MOST_LINKS = 64

/** Until when access lasts without a gap, through all rights that follow one another; `null`: open-ended. */
export const accessUntil = (policy: Policy, attempt: Attempt, first: Allowed): Instant | null => {
  let until = first.until
  for (let link = 0; link < MOST_LINKS && until !== null; link++) {
    const next = decideEntry(policy, { ...attempt, now: until, lastContactAt: until })
    if (!next.allowed) return until
    until = next.until
  }
  return until
}

export interface MayEnter {
  readonly subjectRef: string
  readonly decision: Allowed
  readonly until: Instant | null
  /** What of theirs opens this entrance at this instant; empty: they have the right and nothing to show. */
  readonly kinds: readonly CredentialKind[]
}

/** The kinds each subject could present here, as bits. */
const usableKinds = (policy: Policy, entrance: number, moment: Moment): Uint8Array => {
  const bits = new Uint8Array(policy.subjects.refs.length)
  const { subject, kind } = policy.credentials
  for (let credential = 0; credential < subject.length; credential++) {
    const kindBit = kind[credential] ?? 0
    const attempt = {
      ...asSubject(entrance, NOWHERE, moment),
      kind: CREDENTIAL_KINDS[kindBit] ?? 'card',
      credential,
    }
    const owner = subject[credential] ?? NOWHERE
    if (decideEntry(policy, attempt).allowed) bits[owner] = (bits[owner] ?? 0) | (1 << kindBit)
  }
  return bits
}

/** Everyone who has the right to enter here at this moment. */
export const whoMayEnter = (policy: Policy, entranceId: string, moment: Moment): readonly MayEnter[] => {
  const entrance = policy.entranceOf.get(entranceId) ?? NOWHERE
  const kinds = usableKinds(policy, entrance, moment)
  const found: MayEnter[] = []
  for (const [subject, subjectRef] of policy.subjects.refs.entries()) {
    const attempt = asSubject(entrance, subject, moment)
    const decision = decideEntry(policy, attempt)
    if (!decision.allowed) continue
    found.push({
      subjectRef,
      decision,
      until: accessUntil(policy, attempt, decision),
      kinds: CREDENTIAL_KINDS.filter((_kind, position) => ((kinds[subject] ?? 0) & (1 << position)) !== 0),
    })
  }
  return found
}
