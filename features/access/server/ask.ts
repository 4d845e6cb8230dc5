/** The questions about access, for any instant: the same decision as at the door, on the snapshot of that instant. */
import type { EntranceId, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  accessOf,
  type AccessHere,
  accessUntil,
  attemptAsSubject,
  compilePolicy,
  explain,
  type Explanation,
  type MayEnter,
  type Moment,
  type Policy,
  whoMayEnter,
} from '../core/index.ts'
import { recordedBy } from './as-of.ts'
import { buildSnapshot } from './build-snapshot.ts'
import type { AccessDeps } from './deps.ts'
import { loadEntrances, type StoredEntrance } from './entrance-store.ts'
import { findSubjects, loadSubjects } from './subjects.ts'

interface SiteQuestion {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly at: Instant
}

const policyAt = async (
  transaction: Transaction,
  deps: AccessDeps,
  { at, ...site }: SiteQuestion,
): Promise<Policy> => compilePolicy(await buildSnapshot(transaction, deps, site, at))

/** The server knows the time and has not lost itself. */
const momentAt = (at: Instant): Moment => ({ now: at, clockTrusted: true, lastContactAt: at })

/** A person nobody ever gave anything here has no opaque name; none is made for a question. */
const NOBODY = ''

export interface PersonExplanation extends Explanation {
  readonly until: Instant | null
}

export const explainAccess = async (
  transaction: Transaction,
  deps: AccessDeps,
  question: SiteQuestion & { readonly entranceId: EntranceId; readonly personId: PersonId },
): Promise<PersonExplanation> => {
  const { entranceId, personId, at } = question
  const policy = await policyAt(transaction, deps, question)
  const subjectRef = (await loadSubjects(transaction, question.siteId)).get(personId) ?? NOBODY
  const attempt = attemptAsSubject(policy, { entranceId, subjectRef }, momentAt(at))
  const explanation = explain(policy, attempt)
  const { decision } = explanation
  return { ...explanation, until: decision.allowed ? accessUntil(policy, attempt, decision) : null }
}

export interface PersonMayEnter extends MayEnter {
  readonly personId: PersonId
}

export const askWhoMayEnter = async (
  transaction: Transaction,
  deps: AccessDeps,
  question: SiteQuestion & { readonly entranceId: EntranceId },
): Promise<readonly PersonMayEnter[]> => {
  const policy = await policyAt(transaction, deps, question)
  const entering = whoMayEnter(policy, question.entranceId, momentAt(question.at))
  const refs = entering.map(({ subjectRef }) => subjectRef)
  const persons = await findSubjects(transaction, question.siteId, refs)
  return entering.flatMap((each) => {
    const personId = persons.get(each.subjectRef)
    return personId === undefined ? [] : [{ ...each, personId }]
  })
}

export interface EntranceAccess extends Omit<AccessHere, 'entranceId'> {
  readonly entrance: StoredEntrance
}

export const askAccessOf = async (
  transaction: Transaction,
  deps: AccessDeps,
  question: SiteQuestion & { readonly personId: PersonId },
): Promise<readonly EntranceAccess[]> => {
  const { siteId, at } = question
  const policy = await policyAt(transaction, deps, question)
  const asOf = recordedBy(at, deps.world.now())
  const entrances = await loadEntrances(transaction, { siteIds: [siteId], asOf })
  const byId = new Map<string, StoredEntrance>(entrances.map((entrance) => [entrance.id, entrance]))
  const subjectRef = (await loadSubjects(transaction, siteId)).get(question.personId) ?? NOBODY
  return accessOf(policy, subjectRef, momentAt(at)).flatMap(({ entranceId, decision, until }) => {
    const entrance = byId.get(entranceId)
    return entrance === undefined ? [] : [{ entrance, decision, until }]
  })
}
