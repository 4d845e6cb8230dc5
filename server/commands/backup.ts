/** `loge backup`: one consistent moment of everything, while the house goes on. */
import { resolve } from 'node:path'
import { realWorld } from '@loge/kernel/real-world'
import { keysBeside } from '../backup/keys.ts'
import { backUpAndRecord } from '../backup/make.ts'
import { rowsOf } from '../backup/record.ts'
import { joinInstallation } from '../installation.ts'
import { type Command, UsageProblem } from './command.ts'
import { passphraseFrom } from './passphrase.ts'

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1)

export const backupCommand: Command = {
  name: 'backup',
  usage: 'loge backup --to PATH[.tar] (--passphrase-file FILE | --keys-beside) [--json]',
  options: {
    to: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'keys-beside': { type: 'boolean' },
  },
  run: async ({ configuration, options, print, tell }) => {
    const to = options['to']
    if (typeof to !== 'string' || to === '') throw new UsageProblem('backup.to')
    const passphrase = await passphraseFrom(options['passphrase-file'])
    if ((passphrase === undefined) !== (options['keys-beside'] === true))
      throw new UsageProblem('backup.choose')
    const installation = await joinInstallation(configuration)
    try {
      const { ownerUrl, database } = installation
      const path = resolve(to)
      const { dataDir } = configuration
      const request = { ownerUrl, dataDir, path, passphrase, world: realWorld }
      const report = await backUpAndRecord(database, request)
      const { manifest, bytes, durationMs } = report
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      const keys = passphrase === undefined ? keysBeside(path) : null
      print(
        [
          tell('backup.made', { path }),
          tell('backup.size', {
            rows,
            tables: manifest.tables.length,
            events: rowsOf(manifest, 'event'),
            megabytes: megabytes(bytes),
            seconds: (durationMs / 1000).toFixed(1),
          }),
          keys === null ? tell('backup.sealed') : tell('backup.keys', { path: keys }),
        ],
        {
          path,
          madeAt: manifest.madeAt,
          bytes,
          durationMs,
          keys: keys ?? 'sealed',
          migrations: manifest.migrations.length,
          tables: Object.fromEntries(manifest.tables.map((one) => [one.table, one.rows])),
        },
      )
      return 0
    } finally {
      await installation.close()
    }
  },
}
