/** `loge purge`: what is over by the register in force, counted or erased now. */
import { previewRetention, runRetention } from '@loge/features/privacy/server'
import { realWorld } from '@loge/kernel/real-world'
import { declarations } from '../declarations.ts'
import { joinInstallation } from '../installation.ts'
import type { Tell } from '../messages.ts'
import { type Command, UsageProblem } from './command.ts'
import { chooseOrganization } from './organization.ts'

interface Counted {
  readonly table: string
  readonly rows: number
  readonly held: number
}

const linesOf = (steps: readonly Counted[], tell: Tell): readonly string[] =>
  steps.map(({ table, rows, held }) => tell('purge.table', { table, rows, held }))

export const purgeCommand: Command = {
  name: 'purge',
  usage: 'loge purge --dry-run | --now [--organization SLUG] [--json]',
  options: {
    'dry-run': { type: 'boolean' },
    now: { type: 'boolean' },
    organization: { type: 'string' },
  },
  run: async ({ configuration, options, print, tell }) => {
    if ((options['now'] === true) === (options['dry-run'] === true)) throw new UsageProblem('purge.which')
    const installation = await joinInstallation(configuration)
    try {
      const { id } = await chooseOrganization(installation, options['organization'])
      const deps = { database: installation.database, world: realWorld, declarations }
      if (options['now'] !== true) {
        const preview = await previewRetention(deps, id)
        print(preview.steps.length === 0 ? [tell('purge.nothing')] : linesOf(preview.steps, tell), preview)
        return 0
      }
      const run = await runRetention(deps, id)
      const done = run.steps.filter(({ rows, held }) => rows + held > 0)
      print([...linesOf(done, tell), tell('purge.certificate', { hash: run.hash ?? '' })], {
        id: run.id,
        asOf: run.as_of,
        steps: done,
        hash: run.hash,
      })
      return 0
    } finally {
      await installation.close()
    }
  },
}
