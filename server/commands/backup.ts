/** `loge backup`: one consistent moment of everything, while the house goes on. */
import { resolve } from 'node:path'
import { realWorld } from '@loge/kernel/real-world'
import { keysBeside } from '../backup/keys.ts'
import { backUpAndRecord } from '../backup/make.ts'
import { rowsOf } from '../backup/record.ts'
import { joinInstallation } from '../installation.ts'
import { type Command, UsageProblem } from './command.ts'
import { passphraseFrom } from './passphrase.ts'

const CHOOSE = `Choose what becomes of the installation's keys:
  --passphrase-file FILE  the whole backup is sealed, keys included; without the passphrase nobody opens it, nor do you
  --keys-beside           the backup is readable as it is, and the keys are written beside it in a file of their own;
                          keep that file elsewhere`

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`

export const backupCommand: Command = {
  name: 'backup',
  summary: 'everything of one moment, into a file or a folder, while Loge runs',
  usage: 'loge backup --to PATH[.tar] (--passphrase-file FILE | --keys-beside) [--json]',
  options: {
    to: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'keys-beside': { type: 'boolean' },
  },
  run: async ({ configuration, options, print }) => {
    const to = options['to']
    if (typeof to !== 'string' || to === '')
      throw new UsageProblem('--to takes a path: one that ends in .tar becomes one file, any other a folder')
    const passphrase = await passphraseFrom(options['passphrase-file'])
    if ((passphrase === undefined) !== (options['keys-beside'] === true)) throw new UsageProblem(CHOOSE)
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
          `Backup made: ${path}`,
          `${rows} rows of ${manifest.tables.length} tables (${rowsOf(manifest, 'event')} events), ${megabytes(bytes)}, in ${(durationMs / 1000).toFixed(1)} s`,
          keys === null
            ? 'Sealed with your passphrase: without it nobody opens the backup, nor do you.'
            : `The keys are in ${keys}. Keep them elsewhere: a restore needs both.`,
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
