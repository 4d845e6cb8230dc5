/** `loge migrate`: shows what would change in the database, then brings it up to date. */
import { describePlan, migrate, planMigrations } from '@loge/storage'
import { startEmbeddedPostgres } from '@loge/storage/launcher'
import type { Configuration } from '../configuration.ts'
import { readRuntime } from '../runtime-file.ts'
import type { Command } from './command.ts'

const withOwner = async <Value>(
  configuration: Configuration,
  work: (ownerUrl: string) => Promise<Value>,
): Promise<Value> => {
  const running = readRuntime(configuration.dataDir)
  const known = running?.ownerUrl ?? configuration.databaseUrl
  if (known !== undefined) return work(known)
  const embedded = await startEmbeddedPostgres({ dataDir: configuration.dataDir })
  try {
    return await work(embedded.ownerUrl)
  } finally {
    await embedded.stop()
  }
}

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'loge migrate [--plan] [--json]',
  options: { plan: { type: 'boolean' } },
  run: async ({ configuration, options, print }) =>
    withOwner(configuration, async (url) => {
      const plan = await planMigrations({ url })
      const pending = plan.pending.map((migration) => migration.name)
      if (options['plan'] === true) {
        print([describePlan(plan)], { applied: plan.applied, pending })
        return 0
      }
      const report = await migrate({ url })
      print(
        [
          describePlan(plan),
          report.applied.length === 0 ? 'Nothing to do.' : `${report.applied.length} applied.`,
        ],
        { applied: report.applied, pending: [] },
      )
      return 0
    }),
}
