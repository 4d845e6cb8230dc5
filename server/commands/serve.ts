/** `loge serve`: the server alone, for production beside your PostgreSQL, your broker and your edges. */
import { join } from 'node:path'
import { realWorld } from '@loge/kernel/real-world'
import { openInstallation } from '../installation.ts'
import { runServer } from '../run-server.ts'
import { writeRuntime } from '../runtime-file.ts'
import type { Command } from './command.ts'

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

export const serveCommand: Command = {
  name: 'serve',
  usage: 'loge serve [--json]',
  options: {},
  run: async ({ configuration, root, print, tell }) => {
    const installation = await openInstallation({
      configuration,
      say: (line) => print([line], { kind: 'step', step: line }),
    })
    const forget = writeRuntime(configuration.dataDir, {
      pid: process.pid,
      databaseUrl: installation.databaseUrl,
      ownerUrl: installation.ownerUrl,
      origin: configuration.origin,
    })
    try {
      const pages = join(root, 'web', 'dist')
      const server = await runServer({ configuration, installation, pages, world: realWorld })
      print([tell('serve.ready', { origin: configuration.origin })], {
        kind: 'ready',
        origin: configuration.origin,
      })
      await stopSignal()
      await server.close()
      return 0
    } finally {
      forget()
      await installation.close()
    }
  },
}
