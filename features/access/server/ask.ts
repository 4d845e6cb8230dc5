/** The questions about access, for any instant: the same decision as at the door, on the rights of that instant. */
import type { EntranceId, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import {
  accessOf,
  type AccessHere,
  accessUntil,
  attemptAsSubject,
  describeEntering,
  type Entering,
  explain,
  type Explanation,
  type EmergencyHere,
  lockdownHere,
  type MayEnter,
  type Moment,
  NOWHERE,
  whoMayEnter,
  withoutLockdown,
} from '../core/index.ts'
import type { When } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import type { StoredEntrance } from './entrance-store.ts'
import { rightsAt } from './known-rights.ts'

type Deps = Pick<AccessDeps, 'database' | 'world'>

interface SiteQuestion {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly when: When
}

/** The server knows the time and has not lost itself. */
const momentAt = (at: Instant): Moment => ({ now: at, clockTrusted: true, lastContactAt: at })

export interface PersonExplanation extends Explanation {
  readonly until: Instant | null
}

export const explainAccess = async (
  deps: Deps,
  question: SiteQuestion & { readonly entranceId: EntranceId; readonly personId: PersonId },
): Promise<PersonExplanation> => {
  const { entranceId, personId, when } = question
  const { policy, subjectOf, hidden } = await rightsAt(deps, question, when)
  const entrance = policy.entranceOf.get(entranceId) ?? NOWHERE
  const subject = hidden.has(personId) ? NOWHERE : (subjectOf.get(personId) ?? NOWHERE)
  const attempt = attemptAsSubject({ entrance, subject }, momentAt(when.at))
  const explanation = explain(policy, attempt)
  const { decision } = explanation
  return { ...explanation, until: decision.allowed ? accessUntil(policy, attempt, decision) : null }
}

export interface PersonMayEnter extends Entering {
  readonly personId: PersonId
}

interface Counted {
  readonly total: number
  /** How many through which profile, most first. */
  readonly byProfile: readonly { readonly profileId: string; readonly count: number }[]
}

export interface WhoMayEnter extends Counted {
  /** The lockdown that keeps the others out, and who could enter without it; `null`: none governs here. */
  readonly lockdown: (Pick<EmergencyHere, 'since' | 'until'> & { readonly without: Counted }) | null
  /** By person, one more than asked for when there are more. */
  readonly data: readonly PersonMayEnter[]
}

interface WhoQuestion extends SiteQuestion {
  readonly entranceId: EntranceId
  /** The last one of the page before, or how many there were on the pages before. */
  readonly after: PersonId | number | undefined
  readonly limit: number
}

const countEntering = (entering: readonly MayEnter[]): Counted => {
  const counts = new Map<string, number>()
  for (const { decision } of entering)
    counts.set(decision.profileId, (counts.get(decision.profileId) ?? 0) + 1)
  return {
    total: entering.length,
    byProfile: [...counts]
      .map(([profileId, count]) => ({ profileId, count }))
      .sort((one, other) => other.count - one.count || (one.profileId < other.profileId ? -1 : 1)),
  }
}

export const askWhoMayEnter = async (deps: Deps, question: WhoQuestion): Promise<WhoMayEnter> => {
  const { entranceId, when, after, limit } = question
  const { policy, index, personIds, hidden } = await rightsAt(deps, question, when)
  const before = typeof after === 'number' ? after : 0
  const moment = momentAt(when.at)
  const entrance = policy.entranceOf.get(entranceId) ?? NOWHERE
  const seen = ({ subject }: MayEnter) => !hidden.has(personIds[subject] ?? '')
  const entering = whoMayEnter(policy, entranceId, moment, index).filter(seen)
  const lockdown = lockdownHere(policy, entranceId, when.at)
  const shown = entering.flatMap(({ subject, decision }) => {
    const personId = personIds[subject]
    return personId === undefined || (typeof after === 'string' && personId <= after)
      ? []
      : [{ personId, subject, decision }]
  })
  return {
    ...countEntering(entering),
    lockdown:
      lockdown === null
        ? null
        : {
            since: lockdown.since,
            until: lockdown.until,
            without: countEntering(
              whoMayEnter(withoutLockdown(policy), entranceId, moment, index).filter(seen),
            ),
          },
    data: shown.slice(before, before + limit + 1).map(({ personId, subject, decision }) => ({
      personId,
      ...describeEntering(policy, index, attemptAsSubject({ entrance, subject }, moment), decision),
    })),
  }
}

export interface EntranceAccess extends Omit<AccessHere, 'entranceId'> {
  readonly entrance: StoredEntrance
}

export const askAccessOf = async (
  deps: Deps,
  question: SiteQuestion & { readonly personId: PersonId },
): Promise<readonly EntranceAccess[]> => {
  const { when, personId } = question
  const { policy, subjectOf, entrances, hidden } = await rightsAt(deps, question, when)
  const subject = hidden.has(personId) ? undefined : subjectOf.get(personId)
  // Somebody who holds nothing here has nothing to do with its doors.
  if (subject === undefined) return []
  return accessOf(policy, subject, momentAt(when.at)).flatMap(({ entranceId, decision, until }) => {
    const entrance = entrances.get(entranceId)
    return entrance === undefined ? [] : [{ entrance, decision, until }]
  })
}
