/**
 * Retention that runs by itself: what the register in force says is over goes, table by table, in batches. Each batch and
 * the note of it are one transaction, so a run that died is taken up where it stopped, and one that ended finds nothing.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import {
  asId,
  canonicalJson,
  type Instant,
  type Json,
  newId,
  type OrganizationId,
  type RetentionRunId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { privacyFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { askErasure } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { noteContacts } from './contacts.ts'
import { emptyBefore, emptySome, leaveOne } from './drawers.ts'
import { expireSome } from './expire-some.ts'
import { countPeople, countWork, peopleDue } from './preview.ts'
import { type Situation, situationAt, stepOfWork, type Work } from './situation.ts'
import type { RetentionRunRow, RetentionTables, RunStep } from './tables.ts'

export type StoredRun = Selectable<RetentionRunRow>

const tablesOf = (transaction: Transaction) => transaction.$extendTables<RetentionTables>()

/** Who erases whoever is over: never somebody. */
const BY_ITSELF = { kind: 'system', id: 'retention' } as const satisfies Actor

export const readRun = (transaction: Transaction, id: RetentionRunId): Promise<StoredRun | undefined> =>
  tablesOf(transaction).selectFrom('retention_run').selectAll().where('id', '=', id).executeTakeFirst()

export const listRuns = (transaction: Transaction): Promise<readonly StoredRun[]> =>
  tablesOf(transaction)
    .selectFrom('retention_run')
    .selectAll()
    .orderBy('as_of', 'desc')
    .orderBy('id', 'desc')
    .limit(30)
    .execute()

/** The certificate: whoever has it can tell whether the run still says what it said. */
export const certificateOf = (run: Pick<StoredRun, 'id' | 'as_of' | 'register_hash' | 'steps'>): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        id: run.id,
        asOf: run.as_of,
        register: run.register_hash,
        steps: run.steps.map((step) => ({ ...step })) as unknown as Json,
      }),
    )
    .digest('hex')

/** Begins one; whoever begins while one runs gets that one. */
export const beginRun = (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  actor: Actor = BY_ITSELF,
): Promise<StoredRun> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`retention ${organizationId}`}))`.execute(transaction)
    const open = await tablesOf(transaction)
      .selectFrom('retention_run')
      .selectAll()
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (open !== undefined) return open
    const [last] = await listRuns(transaction)
    const contacts_until = await noteContacts(transaction, organizationId, last?.contacts_until ?? '0')
    const asOf = deps.world.now()
    const situation = await situationAt(transaction, deps, organizationId, asOf)
    return tablesOf(transaction)
      .insertInto('retention_run')
      .values({
        organization_id: organizationId,
        id: newId(deps.world, 'retentionRun'),
        asked_by: JSON.stringify(actor),
        as_of: new Date(asOf),
        state: 'running',
        register_hash: situation.registerHash,
        steps: JSON.stringify(situation.works.map((work) => stepOfWork(work, situation))),
        contacts_until,
        ended_at: null,
        hash: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })

interface Running {
  readonly transaction: Transaction
  readonly deps: PrivacyDeps
  readonly situation: Situation
}

type Progress = Partial<RunStep> & Pick<RunStep, 'ended'>

const emptyLog = async (
  { transaction, situation }: Running,
  step: RunStep,
  work: Work,
): Promise<Progress> => {
  const before = work.kind === 'log' ? emptyBefore(situation, work.retention) : undefined
  if (before === undefined || work.kind !== 'log') return { ended: true }
  const { held } = situation
  const after = step.reached ?? '-infinity'
  const { rows, reached } = await emptySome(transaction, work.retention, { before, after, held })
  return reached === undefined ? { ended: true } : { ended: false, rows: step.rows + rows, reached }
}

const leaveDrawer = async (
  { transaction, situation }: Running,
  step: RunStep,
  work: Work,
): Promise<Progress> => {
  if (work.kind !== 'drop') return { ended: true }
  const { held } = situation
  const left = await leaveOne(transaction, work.retention, situation, { after: step.reached ?? '', held })
  return left === undefined
    ? { ended: true }
    : { ended: false, rows: step.rows + left.rows, reached: left.month }
}

/** What is known of a step before its first batch: how many are over, how old the oldest is, and how much stays. */
const openStep = async ({ transaction, deps, situation }: Running, step: RunStep, work: Work) =>
  step.rows > 0 || step.reached !== undefined ? undefined : countWork(transaction, deps, situation, work)

const takeSome = async (running: Running, step: RunStep, work: Work): Promise<Progress> => {
  if (work.kind === 'log') return emptyLog(running, step, work)
  if (work.kind === 'drop') return leaveDrawer(running, step, work)
  if (work.kind !== 'rows') return { ended: false }
  const rows = await expireSome(running.transaction, running.situation, work.expiry)
  return rows === 0 ? { ended: true } : { ended: false, rows: step.rows + rows }
}

const goOn = async (running: Running, step: RunStep, work: Work): Promise<Progress> => {
  const counts = await openStep(running, step, work)
  if (counts === undefined) return takeSome(running, step, work)
  const { rows, held, oldest } = counts
  const progress = work.kind === 'rows' && rows === 0 ? { ended: true } : await takeSome(running, step, work)
  return { held, oldest, ...progress }
}

const finish = async ({ transaction, deps }: Running, run: StoredRun): Promise<void> => {
  const sum = (key: 'rows' | 'held') => run.steps.reduce((total, step) => total + step[key], 0)
  await appendEvents(transaction, deps.world, run.organization_id, [
    {
      id: newId(deps.world, 'event'),
      type: privacyFacts.retained.type,
      occurredAt: deps.world.now(),
      actor: run.asked_by,
      payload: { retentionRunId: run.id, rows: sum('rows'), held: sum('held') },
    },
  ])
  await tablesOf(transaction)
    .updateTable('retention_run')
    .set({ state: 'done', ended_at: new Date(deps.world.now()), hash: certificateOf(run) })
    .where('id', '=', run.id)
    .execute()
}

/** Handed to the engine of erasures, whose job writes the ledger first; whoever is partly held is erased but for that. */
const erasePeople = async (deps: PrivacyDeps, run: StoredRun): Promise<Partial<RunStep>> => {
  const organizationId = run.organization_id
  const due = await insideAsPrivacy(deps.database, organizationId, async (transaction) =>
    peopleDue(transaction, deps, await situationAt(transaction, deps, organizationId, run.as_of)),
  )
  for (const { personId } of due.filter(({ isHeld }) => !isHeld)) {
    const person = asId('person', personId)
    const asked = { organizationId, personId: person, reason: 'not_needed', actor: BY_ITSELF } as const
    await askErasure(deps, asked)
  }
  const { held, oldest } = countPeople(due)
  return { held, oldest }
}

/** Also those of before a crash: each erasure is written down by itself. */
const erasedSince = async (transaction: Transaction, asOf: Instant): Promise<number> => {
  const asked = sql<{ rows: number }>`select count(*)::int as rows from erasure
    where asked_by ->> 'kind' = 'system' and asked_by ->> 'id' = ${BY_ITSELF.id}
      and asked_at >= ${new Date(asOf)}`
  return (await asked.execute(transaction)).rows[0]?.rows ?? 0
}

const progressed = (steps: readonly RunStep[], at: number, progress: Partial<RunStep>): readonly RunStep[] =>
  steps.map((step, index) => (index === at ? { ...step, ...progress } : step))

const note = async (transaction: Transaction, run: StoredRun, steps: readonly RunStep[]): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('retention_run')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', run.id)
    .execute()
}

type Taken = 'more' | 'people' | 'ended'

const lockRun = async (transaction: Transaction, id: RetentionRunId): Promise<StoredRun> => {
  await sql`select from retention_run where id = ${id} for update`.execute(transaction)
  const run = await readRun(transaction, id)
  if (run === undefined) throw new Error('a run is never taken back')
  return run
}

/** One batch, and before it every step that has nothing to take: most have nothing, on most days. */
const takeBatch = (deps: PrivacyDeps, organizationId: OrganizationId, id: RetentionRunId): Promise<Taken> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const run = await lockRun(transaction, id)
    if (run.state === 'done') return 'ended'
    const situation = await situationAt(transaction, deps, organizationId, run.as_of)
    const running = { transaction, deps, situation }
    let { steps } = run
    for (;;) {
      const at = steps.findIndex(({ ended }) => !ended)
      const [step, work] = [steps[at], situation.works[at]]
      if (step === undefined || work === undefined || work.kind === 'people') {
        await note(transaction, run, steps)
        if (work?.kind === 'people') return 'people'
        await finish(running, { ...run, steps })
        return 'ended'
      }
      const progress = await goOn(running, step, work)
      steps = progressed(steps, at, progress)
      if (progress.ended) continue
      await note(transaction, run, steps)
      return 'more'
    }
  })

/** To its end, from wherever it stopped. */
export const finishRun = async (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  id: RetentionRunId,
): Promise<StoredRun> => {
  for (let taken: Taken = 'more'; taken !== 'ended'; ) {
    taken = await takeBatch(deps, organizationId, id)
    if (taken !== 'people') continue
    const run = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
      lockRun(transaction, id),
    )
    const progress = await erasePeople(deps, run)
    await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const rows = await erasedSince(transaction, run.as_of)
      const known = await lockRun(transaction, id)
      const at = known.steps.findIndex(({ does }) => does === 'erase')
      await note(transaction, known, progressed(known.steps, at, { ...progress, rows, ended: true }))
    })
  }
  return insideAsPrivacy(deps.database, organizationId, (transaction) => lockRun(transaction, id))
}

export const runRetention = async (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  actor?: Actor,
): Promise<StoredRun> => {
  const { id } = await beginRun(deps, organizationId, actor)
  return finishRun(deps, organizationId, id)
}

/** A job: once a day where the organization is, and at once where a run stopped half way. */
export const runDailyRetention = async (deps: PrivacyDeps, organizationId: OrganizationId): Promise<void> => {
  const isDue = await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const [last] = await listRuns(transaction)
    if (last === undefined || last.state === 'running') return true
    const { calendar } = await situationAt(transaction, deps, organizationId, deps.world.now())
    return calendar.dayOf(last.as_of) < calendar.dayOf(deps.world.now())
  })
  if (isDue) await runRetention(deps, organizationId)
}
