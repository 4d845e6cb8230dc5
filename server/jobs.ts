/** Every job: what runs by itself, and how often. A job that fails is logged, counted and tried again at its next turn. */
import { happenMoves, renewSnapshots } from '@loge/features/access/server'
import { forgetOldFailures } from '@loge/features/accounts/server'
import { moveRollouts } from '@loge/features/equipment/server'
import { forgetImports, settleImports } from '@loge/features/imports/server'
import { deliverNotices, forgetNotices, type DeliveryDeps } from '@loge/features/notices/server'
import {
  checkDeeds,
  keepArchive,
  type PurposeGate,
  deliverBreachLetters,
  deliverReleaseLetters,
  deliverPrivacyLetters,
  runDailyRetention,
  runErasures,
  watchBreaches,
  watchRequests,
  lookAtMeasuresDaily,
  type MeasureDeps,
  watchContracts,
} from '@loge/features/privacy/server'
import {
  deliverNewsletters,
  deliverOutLetters,
  endTalents,
  forgetRequests,
  reviewFiles,
  tellEnding,
  type NewsletterDeps,
  writeSourceNotices,
} from '@loge/features/relations/server'
import { forgetRuns, runReports } from '@loge/features/reports/server'
import { beat } from '@loge/features/service/server'
import { checkLog, forgetOldLooks, prepareDrawers, sealBlocks } from '@loge/features/events/server'
import {
  followRegisterNow,
  forgetAudience,
  forgetChoices,
  type SigningDeps,
  tellAlerts,
  tellRecipients,
  type TellingDeps,
} from '@loge/features/privacy/server'
import { Problem, purgeIdempotencyKeys, type Logger } from '@loge/http'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type ActivityId, type OrganizationId } from '@loge/kernel'
import { forUses } from '@loge/storage'
import type { Counter } from 'prom-client'
import { keepLedger } from './backup/ledger.ts'
import { declarations } from './declarations.ts'
import { entrancesByDevice, mayStillChange } from './server-parts.ts'

export interface JobDependencies
  extends DeliveryDeps,
    SigningDeps,
    Pick<TellingDeps, 'postToRecipient'>,
    Pick<MeasureDeps, 'machine'>,
    Pick<NewsletterDeps, 'seal' | 'open'> {
  readonly logger: Logger
  readonly outcomes: Counter<'job' | 'outcome'>
  readonly mayUse: PurposeGate
  /** Where the ledger of erasures is kept as a file, and a second place beside the backups. */
  readonly ledger: string
  readonly ledgerCopy?: string | undefined
}

/** Only keeps, proves, deletes or renews what is there: nobody may say no to that, and no register leaves it out. */
export const KEEPING = 'keeping'

interface Job {
  readonly name: string
  readonly everyMs: number
  /** Before its first turn; one second when left out. */
  readonly firstMs?: number
  /** What it uses data about people for: refused where the register does not say so, and without whoever said no to it. */
  readonly serves: readonly ActivityId[] | typeof KEEPING
  /** Runs for one organization. */
  readonly run: (deps: JobDependencies, organizationId: OrganizationId) => Promise<unknown>
}

export const JOBS: readonly Job[] = [
  {
    name: 'beat',
    serves: KEEPING,
    everyMs: 30 * SECOND_MS,
    run: ({ database, world }, id) => beat({ database, world }, id),
  },
  {
    name: 'seal_blocks',
    serves: KEEPING,
    everyMs: 10 * SECOND_MS,
    run: ({ database, world }, id) => sealBlocks(database, world, id),
  },
  {
    name: 'check_log',
    serves: KEEPING,
    everyMs: 15 * MINUTE_MS,
    firstMs: MINUTE_MS,
    run: ({ database, world }, id) => checkLog(database, world, id),
  },
  {
    name: 'prepare_drawers',
    serves: KEEPING,
    everyMs: HOUR_MS,
    run: ({ database, world }) => prepareDrawers(database, world),
  },
  {
    name: 'move_rollouts',
    serves: KEEPING,
    everyMs: 2 * SECOND_MS,
    run: ({ database, world }, id) =>
      moveRollouts({ database, world, entrancesByDevice, mayStillChange }, id),
  },
  {
    name: 'happen_moves',
    serves: ['residence_management', 'access_control'],
    everyMs: MINUTE_MS,
    run: happenMoves,
  },
  { name: 'renew_snapshots', serves: KEEPING, everyMs: HOUR_MS, run: renewSnapshots },
  { name: 'forget_old_looks', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetOldLooks },
  {
    name: 'settle_imports',
    serves: ['residence_management', 'access_control'],
    everyMs: 5 * SECOND_MS,
    run: settleImports,
  },
  { name: 'forget_imports', serves: KEEPING, everyMs: HOUR_MS, run: forgetImports },
  {
    name: 'run_erasures',
    serves: KEEPING,
    everyMs: 2 * SECOND_MS,
    run: async ({ database, world, ledger }, id) => {
      await keepLedger(database, id, ledger)
      await runErasures({ database, world, declarations }, id)
    },
  },
  {
    name: 'copy_ledger',
    serves: KEEPING,
    everyMs: 10 * SECOND_MS,
    run: async ({ database, ledgerCopy }, id) => {
      if (ledgerCopy !== undefined) await keepLedger(database, id, ledgerCopy)
    },
  },
  {
    name: 'run_retention',
    serves: KEEPING,
    everyMs: 10 * SECOND_MS,
    firstMs: MINUTE_MS,
    run: ({ database, world }, id) => runDailyRetention({ database, world, declarations }, id),
  },
  {
    name: 'keep_archive',
    serves: KEEPING,
    everyMs: HOUR_MS,
    firstMs: MINUTE_MS,
    run: ({ database, world }, id) => keepArchive({ database, world, declarations }, id),
  },
  {
    name: 'run_reports',
    serves: ['access_journal', 'staff_accountability'],
    everyMs: 20 * SECOND_MS,
    run: runReports,
  },
  { name: 'forget_report_runs', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetRuns },
  {
    name: 'deliver_notices',
    serves: ['account_security', 'access_journal', 'staff_accountability'],
    everyMs: 5 * SECOND_MS,
    run: deliverNotices,
  },
  {
    name: 'deliver_privacy_letters',
    serves: ['rights_requests'],
    everyMs: 5 * SECOND_MS,
    run: (deps, id) => deliverPrivacyLetters({ ...deps, declarations }, id),
  },
  {
    name: 'tell_recipients',
    serves: ['rights_requests'],
    everyMs: 5 * SECOND_MS,
    run: (deps, id) => tellRecipients({ ...deps, declarations }, id),
  },
  {
    name: 'check_deeds',
    serves: ['rights_requests'],
    everyMs: 5 * SECOND_MS,
    run: ({ database, world }, id) => checkDeeds({ database, world, declarations }, id),
  },
  { name: 'deliver_newsletters', serves: ['newsletter'], everyMs: 5 * SECOND_MS, run: deliverNewsletters },
  {
    name: 'review_files',
    serves: KEEPING,
    everyMs: DAY_MS / 4,
    run: ({ database, world }, id) => reviewFiles({ database, world, declarations }, id),
  },
  {
    name: 'tell_ending',
    serves: KEEPING,
    everyMs: DAY_MS / 4,
    run: (deps, id) => tellEnding({ ...deps, declarations }, id),
  },
  { name: 'forget_subscription_requests', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetRequests },
  { name: 'end_talents', serves: KEEPING, everyMs: HOUR_MS, run: endTalents },
  {
    name: 'write_source_notices',
    serves: ['rights_requests'],
    everyMs: MINUTE_MS,
    run: writeSourceNotices,
  },
  {
    name: 'deliver_out_letters',
    serves: ['contact_requests'],
    everyMs: 5 * SECOND_MS,
    run: deliverOutLetters,
  },
  {
    name: 'deliver_breach_letters',
    serves: ['rights_requests'],
    everyMs: 5 * SECOND_MS,
    run: deliverBreachLetters,
  },
  {
    name: 'deliver_release_letters',
    serves: ['rights_requests'],
    everyMs: 5 * SECOND_MS,
    run: deliverReleaseLetters,
  },
  { name: 'watch_requests', serves: ['rights_requests'], everyMs: HOUR_MS, run: watchRequests },
  { name: 'watch_breaches', serves: ['rights_requests'], everyMs: MINUTE_MS, run: watchBreaches },
  { name: 'tell_alerts', serves: ['rights_requests'], everyMs: 10 * SECOND_MS, run: tellAlerts },
  { name: 'watch_contracts', serves: ['rights_requests'], everyMs: HOUR_MS, run: watchContracts },
  {
    name: 'look_at_measures',
    serves: KEEPING,
    everyMs: HOUR_MS,
    // Once the first looks at the log and the first run of the periods are over.
    firstMs: 5 * MINUTE_MS,
    run: ({ database, world, machine }, id) =>
      lookAtMeasuresDaily({ database, world, declarations, machine }, id),
  },
  { name: 'forget_notices', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetNotices },
  { name: 'follow_register', serves: KEEPING, everyMs: HOUR_MS, run: followRegisterNow },
  { name: 'forget_audience', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetAudience },
  { name: 'forget_cookie_choices', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetChoices },
  { name: 'forget_old_failures', serves: KEEPING, everyMs: DAY_MS / 4, run: forgetOldFailures },
  {
    name: 'purge_idempotency_keys',
    serves: KEEPING,
    everyMs: DAY_MS / 4,
    run: ({ database, world }, id) => purgeIdempotencyKeys(database, world, id),
  },
]

const usesOf = ({ name: job, serves }: Job, mayUse: PurposeGate, organizationId: OrganizationId) =>
  serves === KEEPING ? '' : mayUse.forJob({ organizationId, job, serves })

/** What the register does not say is left undone, here and for this organization alone; the log was told. */
export const runFor = async (
  job: Job,
  deps: JobDependencies,
  organizationId: OrganizationId,
): Promise<void> => {
  let uses: string
  try {
    uses = await usesOf(job, deps.mayUse, organizationId)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'use_not_in_register') throw error
    deps.outcomes.inc({ job: job.name, outcome: 'refused' })
    return
  }
  await forUses(uses, () => job.run(deps, organizationId))
}

const runOnce = async (job: Job, deps: JobDependencies): Promise<void> => {
  const began = deps.world.monotonicMs()
  try {
    for (const { id } of await deps.database.organizations()) await runFor(job, deps, id)
    deps.outcomes.inc({ job: job.name, outcome: 'done' })
    deps.logger.debug('job_done', { job: job.name, durationMs: Math.round(deps.world.monotonicMs() - began) })
  } catch (error) {
    deps.outcomes.inc({ job: job.name, outcome: 'failed' })
    deps.logger.error('job_failed', error, { job: job.name })
  }
}

/** Starts them all, each at its own pace, never twice at once; returns how to stop. */
export const startJobs = (deps: JobDependencies): (() => Promise<void>) => {
  let stopped = false
  const cancels = new Map<string, () => void>()
  const running = new Set<Promise<void>>()
  const turn = (job: Job): void => {
    const work = runOnce(job, deps)
    running.add(work)
    void work.then(() => {
      running.delete(work)
      if (!stopped)
        cancels.set(
          job.name,
          deps.world.after(job.everyMs, () => turn(job)),
        )
    })
  }
  for (const job of JOBS)
    cancels.set(
      job.name,
      deps.world.after(job.firstMs ?? SECOND_MS, () => turn(job)),
    )
  return async () => {
    stopped = true
    for (const cancel of cancels.values()) cancel()
    await Promise.all(running)
  }
}
