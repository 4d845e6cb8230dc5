/** `loge restore`: a backup into a new data folder, or an empty database of yours. */
import { resolve } from 'node:path'
import { realWorld } from '@loge/kernel/real-world'
import { restore } from '../backup/restore.ts'
import { type Command, UsageProblem } from './command.ts'
import { passphraseFrom } from './passphrase.ts'

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'a backup into a new data folder (and an empty database), then checked',
  usage: 'loge restore --from PATH [--passphrase-file FILE | --keys FILE] [--json]',
  options: {
    from: { type: 'string' },
    'passphrase-file': { type: 'string' },
    keys: { type: 'string' },
  },
  run: async ({ configuration, options, print }) => {
    const { from, keys } = options
    if (typeof from !== 'string' || from === '') throw new UsageProblem('--from takes the path of a backup')
    const isJson = options['json'] === true
    const { manifest, organizations } = await restore({
      configuration,
      path: resolve(from),
      passphrase: await passphraseFrom(options['passphrase-file']),
      keysFile: typeof keys === 'string' ? resolve(keys) : undefined,
      world: realWorld,
      say: (line) => {
        if (!isJson) process.stdout.write(`  ${line}\n`)
      },
    })
    const broken = organizations.filter(({ log }) => log.broken !== null)
    const tables = Object.fromEntries(manifest.tables.map((one) => [one.table, one.rows]))
    print(
      [
        `Restored to the moment of the backup, ${manifest.madeAt}.`,
        ...organizations.map(({ organization, log }) =>
          log.broken === null
            ? `${organization.name}: log intact, ${log.blocks} blocks, ${log.events} events`
            : `${organization.name}: the log was broken in the backup already, at block ${log.broken.block} (${log.broken.what})`,
        ),
        'Everybody signs in again: npx loge link. Edges connect by themselves and bring what they remember.',
        'Rights, keys and accounts that were withdrawn after the backup are in force again: look through them.',
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
