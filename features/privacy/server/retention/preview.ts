/** What is over now, counted and left as it is: what the next run will do, and whether anything is overdue. */
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Expiry, Paths } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { countEvents, emptyBefore } from './drawers.ts'
import { conditionOf, type Counts, countDue, type DuePerson, findDuePeople } from './due.ts'
import { type Situation, situationAt, stepOfWork, type Work } from './situation.ts'
import type { RunStep } from './tables.ts'

const NOTHING: Counts = { rows: 0, held: 0, oldest: null }

/** Rows that go together with a row of this table: they lead to a person by it. */
export const goWith = ({ strands }: Paths, { strand }: Expiry): readonly string[] =>
  strands
    .filter(({ leads, does }) => does === 'delete' && leads.some(({ table }) => table === strand.table))
    .map(({ table }) => table)

export const peopleDue = (
  transaction: Transaction,
  { declarations }: Pick<PrivacyDeps, 'declarations'>,
  { plan, held, day }: Situation,
): Promise<readonly DuePerson[]> => findDuePeople(transaction, plan, held, { declarations, day })

export const countPeople = (due: readonly DuePerson[]): Counts => {
  const going = due.filter(({ isHeld }) => !isHeld)
  return {
    rows: going.length,
    held: due.length - going.length,
    oldest: going.map(({ oldest }) => oldest).toSorted()[0] ?? null,
  }
}

export const countWork = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'declarations'>,
  situation: Situation,
  work: Work,
): Promise<Counts> => {
  if (work.kind === 'people') return countPeople(await peopleDue(transaction, deps, situation))
  if (work.kind === 'rows') {
    const { day, held, paths } = situation
    const together = goWith(paths, work.expiry)
    const condition = await conditionOf(transaction, work.expiry, { day, held, goWith: together })
    return countDue(transaction, work.expiry, condition, day)
  }
  const before = emptyBefore(situation, work.retention)
  // A drawer that goes holds events that are over one by one: counted there.
  return before === undefined || work.kind === 'drop'
    ? NOTHING
    : countEvents(transaction, work.retention, before, situation.held)
}

export interface RetentionPreview {
  readonly asOf: Instant
  readonly registerHash: string
  /** Tables where nothing is over are left out. */
  readonly steps: readonly RunStep[]
}

export const previewRetention = (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  asOf: Instant = deps.world.now(),
): Promise<RetentionPreview> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const situation = await situationAt(transaction, deps, organizationId, asOf)
    const steps: RunStep[] = []
    for (const work of situation.works) {
      const counts = await countWork(transaction, deps, situation, work)
      if (counts.rows + counts.held > 0) steps.push({ ...stepOfWork(work, situation), ...counts })
    }
    return { asOf, registerHash: situation.registerHash, steps }
  })
