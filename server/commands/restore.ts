/** `loge restore`: a backup into a new data folder, or an empty database of yours. */
import { resolve } from 'node:path'
import { realWorld } from '@loge/kernel/real-world'
import { restore } from '../backup/restore.ts'
import { type Command, UsageProblem } from './command.ts'
import { passphraseFrom } from './passphrase.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage:
    'loge restore --from PATH [--passphrase-file FILE | --keys FILE] [--ledger FILE | --without-ledger] [--json]',
  options: {
    from: { type: 'string' },
    'passphrase-file': { type: 'string' },
    keys: { type: 'string' },
    ledger: { type: 'string' },
    'without-ledger': { type: 'boolean' },
  },
  run: async ({ configuration, options, print, tell }) => {
    const { from, keys, ledger } = options
    const isLost = options['without-ledger'] === true
    if (typeof from !== 'string' || from === '') throw new UsageProblem('restore.from')
    if (isLost && ledger !== undefined) throw new UsageProblem('restore.ledger')
    const isJson = options['json'] === true
    const { manifest, organizations } = await restore({
      configuration,
      path: resolve(from),
      passphrase: await passphraseFrom(options['passphrase-file']),
      keysFile: typeof keys === 'string' ? resolve(keys) : undefined,
      ...(isLost ? { ledger: null } : typeof ledger === 'string' ? { ledger: resolve(ledger) } : {}),
      world: realWorld,
      say: (line) => {
        if (!isJson) process.stdout.write(`  ${line}\n`)
      },
    })
    const broken = organizations.filter(({ log }) => log.broken !== null)
    const tables = Object.fromEntries(manifest.tables.map((one) => [one.table, one.rows]))
    print(
      [
        tell('restore.done', { at: manifest.madeAt }),
        ...organizations.map(({ organization: { name }, log: { blocks, events, broken: torn } }) =>
          torn === null
            ? tell('restore.intact', { name, blocks, events })
            : tell('restore.broken', { name, block: torn.block, what: torn.what }),
        ),
        tell('restore.signIn'),
        tell('restore.review'),
      ],
      {
        madeAt: manifest.madeAt,
        tables,
        organizations: organizations.map(({ organization, log }) => ({ slug: organization.slug, log })),
      },
    )
    return broken.length === 0 ? 0 : 1
  },
}
