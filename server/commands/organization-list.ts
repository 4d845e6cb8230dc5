/** `loge organization list`: which organizations this installation serves. */
import { registerAt } from '@loge/features/law/server'
import { realWorld } from '@loge/kernel/real-world'
import { joinInstallation } from '../installation.ts'
import type { Command } from './command.ts'

export const organizationListCommand: Command = {
  name: 'organization list',
  usage: 'loge organization list [--json]',
  options: {},
  run: async ({ configuration, print, tell }) => {
    const installation = await joinInstallation(configuration)
    try {
      const { database } = installation
      const rows = []
      for (const { id, slug, name } of await database.organizations()) {
        const { controller, jurisdiction } = await database.transaction(id, (transaction) =>
          registerAt(transaction, id, realWorld.now()),
        )
        rows.push({ slug, name, controller: controller.name, country: jurisdiction.country })
      }
      print(
        rows.map((row) =>
          tell(row.controller === '' ? 'organization.lineWithout' : 'organization.line', row),
        ),
        rows,
      )
      return 0
    } finally {
      await installation.close()
    }
  },
}
