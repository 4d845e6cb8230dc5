/** Who may enter here at an instant: the same decision, asked for everyone who has a right to this entrance. */
import type { Instant } from '@loge/kernel'
import { attemptAsSubject, type Moment } from './attempt.ts'
import { type Allowed, type Attempt, decideEntry } from './decide-entry.ts'
import { type EntranceIndex, indexEntrances, listOf } from './entrance-index.ts'
import { type EmergencyHere, emergencyHere } from './emergency.ts'
import { CREDENTIAL_KINDS, NOWHERE, type Policy } from './policy.ts'
import type { CredentialKind } from './snapshot.ts'

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

/** Somebody who has the right to enter here at this moment. */
export interface MayEnter {
  /** Position of the subject. */
  readonly subject: number
  readonly decision: Allowed
}

/** Everyone who has, by position; what is told about each comes from `describeEntering`, for those who are shown. */
export const whoMayEnter = (
  policy: Policy,
  entranceId: string,
  moment: Moment,
  index: EntranceIndex = indexEntrances(policy),
): readonly MayEnter[] => {
  const entrance = policy.entranceOf.get(entranceId)
  if (entrance === undefined) return []
  const found: MayEnter[] = []
  for (const subject of listOf(index.subjects, entrance)) {
    const decision = decideEntry(policy, attemptAsSubject({ entrance, subject }, moment))
    if (decision.allowed) found.push({ subject, decision })
  }
  return found
}

/** The lockdown that governs here at this instant; `null`: none does, or an evacuation comes before it. */
export const lockdownHere = (policy: Policy, entranceId: string, at: Instant): EmergencyHere | null => {
  const entrance = policy.entrances[policy.entranceOf.get(entranceId) ?? NOWHERE]
  const here = entrance === undefined ? null : emergencyHere(entrance, at, policy.madeAt)
  return here?.kind === 'lockdown' ? here : null
}

/** The same rights with no lockdown anywhere: what would hold once it is over. */
export const withoutLockdown = (policy: Policy): Policy => ({
  ...policy,
  mayBeLockedDown: new Uint8Array(policy.mayBeLockedDown.length),
})

export interface Entering extends MayEnter {
  readonly until: Instant | null
  /** What of theirs opens this entrance at this instant; empty: they have the right and nothing to show. */
  readonly kinds: readonly CredentialKind[]
}

export const describeEntering = (
  policy: Policy,
  { credentials }: EntranceIndex,
  attempt: Attempt,
  decision: Allowed,
): Entering => {
  let usable = 0
  for (const credential of listOf(credentials, attempt.subject)) {
    const kindBit = policy.credentials.kind[credential] ?? 0
    const shown = { ...attempt, kind: CREDENTIAL_KINDS[kindBit] ?? 'card', credential }
    if (decideEntry(policy, shown).allowed) usable |= 1 << kindBit
  }
  return {
    subject: attempt.subject,
    decision,
    until: accessUntil(policy, attempt, decision),
    kinds: CREDENTIAL_KINDS.filter((_kind, position) => (usable & (1 << position)) !== 0),
  }
}
