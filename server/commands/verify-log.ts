/** `loge verify-log`: checks that nothing in the record was changed, and names the first place that was. */
import { verifyLog } from '@loge/features/events/server'
import { realWorld } from '@loge/kernel/real-world'
import { joinInstallation } from '../installation.ts'
import type { Tell } from '../messages.ts'
import { type Command, UsageProblem } from './command.ts'
import { chooseOrganization } from './organization.ts'

const anchorFrom = (
  text: string | boolean | undefined,
): { readonly number: number; readonly hash: string } | undefined => {
  if (text === undefined) return undefined
  const match = /^(\d+):([0-9a-f]{64})$/.exec(String(text))
  if (match === null) throw new UsageProblem('log.anchor')
  return { number: Number(match[1]), hash: match[2] ?? '' }
}

type Broken = NonNullable<Awaited<ReturnType<typeof verifyLog>>['broken']>

const brokenAt = ({ block, what, eventId }: Broken, tell: Tell): string =>
  eventId === null
    ? tell('log.broken', { block, what })
    : tell('log.brokenEvent', { block, what, event: eventId })

export const verifyLogCommand: Command = {
  name: 'verify-log',
  usage: 'loge verify-log [--anchor NUMBER:HASH] [--organization SLUG] [--json]',
  options: { anchor: { type: 'string' }, organization: { type: 'string' } },
  run: async ({ configuration, options, print, tell }) => {
    const anchor = anchorFrom(options['anchor'])
    const installation = await joinInstallation(configuration)
    try {
      const organization = await chooseOrganization(installation, options['organization'])
      const found = await verifyLog(installation.database, realWorld, organization.id, anchor)
      const { blocks, events, erased, purged, broken, head } = found
      const counts = tell('log.counts', { blocks, events, erased, purged })
      print(
        broken === null
          ? [tell('log.intact', { counts }), tell('log.head', { head: `${head.number}:${head.hash}` })]
          : [brokenAt(broken, tell), counts],
        found,
      )
      return broken === null ? 0 : 1
    } finally {
      await installation.close()
    }
  },
}
