/** `loge verify-log`: checks that nothing in the record was changed, and names the first place that was. */
import { verifyLog } from '@loge/features/events/server'
import { realWorld } from '@loge/kernel/real-world'
import { joinInstallation } from '../installation.ts'
import { type Command, UsageProblem } from './command.ts'
import { chooseOrganization } from './organization.ts'

const anchorFrom = (
  text: string | boolean | undefined,
): { readonly number: number; readonly hash: string } | undefined => {
  if (text === undefined) return undefined
  const match = /^(\d+):([0-9a-f]{64})$/.exec(String(text))
  if (match === null) throw new UsageProblem('--anchor takes NUMBER:HASH, as an earlier run printed it')
  return { number: Number(match[1]), hash: match[2] ?? '' }
}

export const verifyLogCommand: Command = {
  name: 'verify-log',
  summary: 'checks that nothing in the record was changed',
  usage: 'loge verify-log [--anchor NUMBER:HASH] [--organization SLUG] [--json]',
  options: { anchor: { type: 'string' }, organization: { type: 'string' } },
  run: async ({ configuration, options, print }) => {
    const anchor = anchorFrom(options['anchor'])
    const installation = await joinInstallation(configuration)
    try {
      const organization = await chooseOrganization(installation, options['organization'])
      const found = await verifyLog(installation.database, realWorld, organization.id, anchor)
      const counts = `${found.blocks} blocks, ${found.events} events (${found.erased} erased, ${found.purged} past their period)`
      const verdict =
        found.broken === null
          ? [`Intact: ${counts}.`, `Head to keep elsewhere: ${found.head.number}:${found.head.hash}`]
          : [
              `Broken at block ${found.broken.block}: ${found.broken.what}${found.broken.eventId === null ? '' : `, event ${found.broken.eventId}`}.`,
              counts,
            ]
      print(verdict, found)
      return found.broken === null ? 0 : 1
    } finally {
      await installation.close()
    }
  },
}
