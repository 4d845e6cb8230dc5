/** Records a breach and what is done about it. Each act is judged, written and told in one transaction. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { dayAt } from '@loge/features/reports/core'
import { Problem, requireVersion } from '@loge/http'
import {
  addMs,
  type BreachId,
  civilFields,
  DAY_MS,
  formatId,
  newId,
  type OrganizationId,
  type PersonId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  type BreachAct,
  type BreachFacts,
  breachFacts,
  type BreachRefusal,
  judgeBreachAct,
  judgeNewBreach,
} from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { readSettings } from '../requests/settings.ts'
import { findAffected, type FoundPerson, type Touched } from './affected.ts'
import {
  authorOf,
  type BreachNow,
  concernedBy,
  findBreach,
  lockBreach,
  nextReference,
  writeEntry,
} from './store.ts'
import { tablesOf } from './tables.ts'

/** A letter that did not leave within this time goes back to the desk. */
const WORTH_DAYS = 3

const WHY: Readonly<Record<BreachRefusal, string>> = {
  breach_time_wrong: 'A breach was found by now, after it began; and it ended after it began.',
  breach_closed: 'This breach is closed. A note can still be added.',
  breach_same_person: 'Somebody else confirms that it is less grave.',
  breach_nothing_to_confirm: 'Nothing waits for a second person.',
  breach_not_assessed: 'First say how grave it is for people.',
  breach_first_notice_missing: 'First say when they were told the first time.',
  breach_late_reason_missing: 'It comes late. Say why; the authority asks.',
  breach_notice_owed: 'It may be a risk for people: the authority is told.',
  breach_people_missing: 'First say whom it concerns.',
  breach_duty_open: 'Something is still owed before it can be closed.',
}

const refuse = (refusal: BreachRefusal | undefined): void => {
  if (refusal !== undefined) throw new Problem(422, refusal, WHY[refusal])
}

export interface Desk {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

const none = (): Problem => new Problem(404, 'not_found', 'There is no such breach here.')

const tell = (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, actor }: Desk,
  fact: { readonly type: string; readonly payload: Readonly<Record<string, string>> },
) =>
  appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), occurredAt: world.now(), actor, ...fact },
  ])

export const recordBreach = (deps: PrivacyDeps, desk: Desk, facts: BreachFacts): Promise<BreachNow> =>
  insideAsPrivacy(deps.database, desk.organizationId, async (transaction) => {
    const now = deps.world.now()
    refuse(judgeNewBreach(facts, now))
    const settings = await readSettings(transaction, desk.organizationId, now)
    const { year } = civilFields(dayAt(settings.zone, facts.foundAt))
    const id = newId(deps.world, 'breach')
    const breach = {
      organization_id: desk.organizationId,
      id,
      reference: await nextReference(transaction, desk.organizationId, year),
      recorded_at: now,
      version: 1,
      alerted_hours: 0,
      closed_at: null,
    }
    await tablesOf(transaction)
      .insertInto('breach')
      .values({ ...breach, recorded_at: new Date(now) })
      .execute()
    await writeEntry(transaction, { breach, actor: desk.actor, at: now, act: { kind: 'recorded', facts } })
    const payload = { breachId: formatId('breach', id) }
    await tell(transaction, deps, desk, { type: breachFacts.recorded.type, payload })
    return requireFound(await findBreach(transaction, settings, { id, now }))
  })

const requireFound = (found: BreachNow | undefined): BreachNow => {
  if (found === undefined) throw none()
  return found
}

/** Whoever was there before stays, with what was found then; nobody is taken out by looking again. */
const keepConcerned = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { breach }: BreachNow,
  found: readonly FoundPerson[],
): Promise<number> => {
  if (found.length > 0)
    await tablesOf(transaction)
      .insertInto('breach_person')
      .values(
        found.map(({ personId, tables }) => ({
          organization_id: breach.organization_id,
          id: newId(world, 'breachLetter'),
          breach_id: breach.id,
          person_id: personId,
          found_in: [...tables],
          found_at: new Date(world.now()),
          state: 'not_told' as const,
          code: null,
          attempts: 0,
          next_try_at: null,
          deadline_at: null,
          sent_at: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['organization_id', 'breach_id', 'person_id']).doNothing())
      .execute()
  return (await concernedBy(transaction, breach.id)).length
}

/** A letter is owed to each who has none yet: by mail where there is an address, else to be posted. */
const oweLetters = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { breach }: BreachNow,
): Promise<void> => {
  const now = world.now()
  const people = (await concernedBy(transaction, breach.id)).filter(({ state }) => state === 'not_told')
  const [byMail, byPost] = [
    people.filter(({ email }) => email !== null),
    people.filter(({ email }) => email === null),
  ].map((some) => some.map(({ id }) => id))
  const owed = tablesOf(transaction)
  if (byMail !== undefined && byMail.length > 0)
    await owed
      .updateTable('breach_person')
      .set({
        state: 'waiting',
        next_try_at: new Date(now),
        deadline_at: new Date(addMs(now, WORTH_DAYS * DAY_MS)),
      })
      .where('id', 'in', byMail)
      .execute()
  if (byPost !== undefined && byPost.length > 0)
    await owed.updateTable('breach_person').set({ state: 'to_post' }).where('id', 'in', byPost).execute()
}

/** What is asked; counts are taken by the server. */
export type AskedAct =
  | Exclude<BreachAct, { kind: 'recorded' | 'people_found' | 'people_told' }>
  | Omit<Extract<BreachAct, { kind: 'people_told' }>, 'people'>
  | ({ readonly kind: 'people_found'; readonly people: readonly PersonId[] } & Touched)

const written = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  now: BreachNow,
  asked: AskedAct,
): Promise<BreachAct> => {
  if (asked.kind === 'people_found') {
    const { people, ...touched } = asked
    const found =
      touched.categories.length === 0 ? [] : await findAffected(transaction, deps.declarations, touched)
    const known = new Set(found.map(({ personId }) => personId))
    const named = people.filter((one) => !known.has(one)).map((personId) => ({ personId, tables: [] }))
    return {
      kind: 'people_found',
      people: await keepConcerned(transaction, deps, now, [...found, ...named]),
    }
  }
  if (asked.kind === 'people_told') return { ...asked, people: now.standing.people }
  return asked
}

/** What follows from the act being written. */
const follow = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  before: BreachNow,
  act: BreachAct,
): Promise<void> => {
  if (act.kind === 'people_told') await oweLetters(transaction, deps, before)
}

export const actOnBreach = (
  deps: PrivacyDeps,
  desk: Desk,
  {
    id,
    ifMatch,
    act: asked,
  }: { readonly id: BreachId; readonly ifMatch: string | undefined; readonly act: AskedAct },
): Promise<BreachNow> =>
  insideAsPrivacy(deps.database, desk.organizationId, async (transaction) => {
    const now = deps.world.now()
    const settings = await readSettings(transaction, desk.organizationId, now)
    const before = requireFound(await lockBreach(transaction, settings, { id, now }))
    requireVersion(ifMatch, before.breach.version)
    const act = await written(transaction, deps, before, asked)
    refuse(judgeBreachAct(before.standing, act, { clocks: before.clocks, now, by: authorOf(desk.actor) }))
    const breach = { ...before.breach, version: before.breach.version + 1 }
    await tablesOf(transaction)
      .updateTable('breach')
      .set({ version: breach.version, ...(act.kind === 'closed' ? { closed_at: new Date(now) } : {}) })
      .where('id', '=', id)
      .execute()
    await writeEntry(transaction, { breach, actor: desk.actor, at: now, act })
    await follow(transaction, deps, before, act)
    const payload = { breachId: formatId('breach', id), act: act.kind }
    await tell(transaction, deps, desk, { type: breachFacts.moved.type, payload })
    return requireFound(await findBreach(transaction, settings, { id, now }))
  })
