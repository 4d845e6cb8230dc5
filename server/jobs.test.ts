import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPurposeGate } from '@loge/features/privacy/server'
import { silentLogger } from '@loge/http'
import { realWorld } from '@loge/kernel/real-world'
import { Counter, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { testDatabase, testOrganization } from '../testing/database.ts'
import { declarations } from './declarations.ts'
import { startJobs } from './jobs.ts'

describe('jobs', () => {
  it('run by themselves, are counted, and end when asked', async () => {
    const database = await testDatabase()
    await testOrganization(database)
    const outcomes = new Counter({
      name: 'jobs',
      help: 'jobs',
      labelNames: ['job', 'outcome'],
      registers: [new Registry()],
    })
    const due: (() => void)[] = []
    const world = {
      ...realWorld,
      after: (_ms: number, work: () => void) => (due.push(work), () => undefined),
    }
    const stop = startJobs({
      database,
      world,
      logger: silentLogger,
      outcomes,
      letters: {},
      sign: (content) => content,
      publicKey: Buffer.of(),
      mayUse: createPurposeGate({ database, world, declarations }),
      origin: 'http://localhost',
      postToRecipient: async () => undefined,
      seal: (bytes) => bytes,
      open: (bytes) => bytes,
      machine: { origin: 'http://localhost', open: (bytes) => bytes, isStorageEncrypted: async () => true },
      ledger: join(tmpdir(), 'loge-no-erasure.ledger'),
    })
    for (const work of due.splice(0)) work()
    await stop()
    const { values } = await outcomes.get()
    expect(
      values
        .map(({ labels, value }) => `${labels.job} ${labels.outcome} ${value}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual([
      'beat done 1',
      'check_deeds done 1',
      'check_log done 1',
      'copy_ledger done 1',
      'deliver_breach_letters done 1',
      'deliver_newsletters done 1',
      'deliver_notices done 1',
      'deliver_out_letters done 1',
      'deliver_privacy_letters done 1',
      'deliver_release_letters done 1',
      'end_talents done 1',
      'follow_register done 1',
      'forget_audience done 1',
      'forget_cookie_choices done 1',
      'forget_imports done 1',
      'forget_notices done 1',
      'forget_old_failures done 1',
      'forget_old_looks done 1',
      'forget_report_runs done 1',
      'forget_subscription_requests done 1',
      'happen_moves done 1',
      'keep_archive done 1',
      'look_at_measures done 1',
      'move_rollouts done 1',
      'prepare_drawers done 1',
      'purge_idempotency_keys done 1',
      'renew_snapshots done 1',
      'review_files done 1',
      'run_erasures done 1',
      'run_reports done 1',
      'run_retention done 1',
      'seal_blocks done 1',
      'settle_imports done 1',
      'tell_alerts done 1',
      'tell_ending done 1',
      'tell_recipients done 1',
      'watch_breaches done 1',
      'watch_contracts done 1',
      'watch_requests done 1',
      'write_source_notices done 1',
    ])
    await database.close()
  })
})
