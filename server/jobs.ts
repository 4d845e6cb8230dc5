/** Every job: what runs by itself, and how often. A job that fails is logged, counted and tried again at its next turn. */
import { happenMoves, renewSnapshots } from '@loge/features/access/server'
import { forgetOldFailures } from '@loge/features/accounts/server'
import { moveRollouts } from '@loge/features/equipment/server'
import { forgetImports, settleImports } from '@loge/features/imports/server'
import { deliverNotices, forgetNotices, type DeliveryDeps } from '@loge/features/notices/server'
import {
  checkDeeds,
  deliverBreachLetters,
  deliverPrivacyLetters,
  runDailyRetention,
  runErasures,
  watchBreaches,
  watchContracts,
} from '@loge/features/privacy/server'
import {
  deliverNewsletters,
  deliverOutLetters,
  forgetRequests,
  type NewsletterDeps,
} from '@loge/features/relations/server'
import { forgetRuns, runReports } from '@loge/features/reports/server'
import { checkLog, forgetOldLooks, prepareDrawers, sealBlocks } from '@loge/features/events/server'
import {
  followRegisterNow,
  forgetAudience,
  forgetChoices,
  type SigningDeps,
  tellRecipients,
  type TellingDeps,
} from '@loge/features/privacy/server'
import { purgeIdempotencyKeys, type Logger } from '@loge/http'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type OrganizationId } from '@loge/kernel'
import type { Counter } from 'prom-client'
import { keepLedger } from './backup/ledger.ts'
import { declarations } from './declarations.ts'
import { entrancesByDevice, mayStillChange } from './server-parts.ts'

export interface JobDependencies
  extends DeliveryDeps,
    SigningDeps,
    Pick<TellingDeps, 'postToRecipient'>,
    Pick<NewsletterDeps, 'seal' | 'open'> {
  readonly logger: Logger
  readonly outcomes: Counter<'job' | 'outcome'>
  /** Where the ledger of erasures is kept as a file, and a second place beside the backups. */
  readonly ledger: string
  readonly ledgerCopy?: string | undefined
}

interface Job {
  readonly name: string
  readonly everyMs: number
  /** Before its first turn; one second when left out. */
  readonly firstMs?: number
  /** Runs for one organization. */
  readonly run: (deps: JobDependencies, organizationId: OrganizationId) => Promise<unknown>
}

const JOBS: readonly Job[] = [
  {
    name: 'seal_blocks',
    everyMs: 10 * SECOND_MS,
    run: ({ database, world }, id) => sealBlocks(database, world, id),
  },
  {
    name: 'check_log',
    everyMs: 15 * MINUTE_MS,
    firstMs: MINUTE_MS,
    run: ({ database, world }, id) => checkLog(database, world, id),
  },
  {
    name: 'prepare_drawers',
    everyMs: HOUR_MS,
    run: ({ database, world }) => prepareDrawers(database, world),
  },
  {
    name: 'move_rollouts',
    everyMs: 2 * SECOND_MS,
    run: ({ database, world }, id) =>
      moveRollouts({ database, world, entrancesByDevice, mayStillChange }, id),
  },
  { name: 'happen_moves', everyMs: MINUTE_MS, run: happenMoves },
  { name: 'renew_snapshots', everyMs: HOUR_MS, run: renewSnapshots },
  { name: 'forget_old_looks', everyMs: DAY_MS / 4, run: forgetOldLooks },
  { name: 'settle_imports', everyMs: 5 * SECOND_MS, run: settleImports },
  { name: 'forget_imports', everyMs: HOUR_MS, run: forgetImports },
  {
    name: 'run_erasures',
    everyMs: 2 * SECOND_MS,
    run: async ({ database, world, ledger }, id) => {
      await keepLedger(database, id, ledger)
      await runErasures({ database, world, declarations }, id)
    },
  },
  {
    name: 'copy_ledger',
    everyMs: 10 * SECOND_MS,
    run: async ({ database, ledgerCopy }, id) => {
      if (ledgerCopy !== undefined) await keepLedger(database, id, ledgerCopy)
    },
  },
  {
    name: 'run_retention',
    everyMs: 10 * SECOND_MS,
    firstMs: MINUTE_MS,
    run: ({ database, world }, id) => runDailyRetention({ database, world, declarations }, id),
  },
  { name: 'run_reports', everyMs: 20 * SECOND_MS, run: runReports },
  { name: 'forget_report_runs', everyMs: DAY_MS / 4, run: forgetRuns },
  { name: 'deliver_notices', everyMs: 5 * SECOND_MS, run: deliverNotices },
  {
    name: 'deliver_privacy_letters',
    everyMs: 5 * SECOND_MS,
    run: (deps, id) => deliverPrivacyLetters({ ...deps, declarations }, id),
  },
  {
    name: 'tell_recipients',
    everyMs: 5 * SECOND_MS,
    run: (deps, id) => tellRecipients({ ...deps, declarations }, id),
  },
  {
    name: 'check_deeds',
    everyMs: 5 * SECOND_MS,
    run: ({ database, world }, id) => checkDeeds({ database, world, declarations }, id),
  },
  { name: 'deliver_newsletters', everyMs: 5 * SECOND_MS, run: deliverNewsletters },
  { name: 'forget_subscription_requests', everyMs: DAY_MS / 4, run: forgetRequests },
  { name: 'deliver_out_letters', everyMs: 5 * SECOND_MS, run: deliverOutLetters },
  { name: 'deliver_breach_letters', everyMs: 5 * SECOND_MS, run: deliverBreachLetters },
  { name: 'watch_breaches', everyMs: MINUTE_MS, run: watchBreaches },
  { name: 'watch_contracts', everyMs: HOUR_MS, run: watchContracts },
  { name: 'forget_notices', everyMs: DAY_MS / 4, run: forgetNotices },
  { name: 'follow_register', everyMs: HOUR_MS, run: followRegisterNow },
  { name: 'forget_audience', everyMs: DAY_MS / 4, run: forgetAudience },
  { name: 'forget_cookie_choices', everyMs: DAY_MS / 4, run: forgetChoices },
  { name: 'forget_old_failures', everyMs: DAY_MS / 4, run: forgetOldFailures },
  {
    name: 'purge_idempotency_keys',
    everyMs: DAY_MS / 4,
    run: ({ database, world }, id) => purgeIdempotencyKeys(database, world, id),
  },
]

const runOnce = async (job: Job, deps: JobDependencies): Promise<void> => {
  const began = deps.world.monotonicMs()
  try {
    for (const organization of await deps.database.organizations()) await job.run(deps, organization.id)
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
