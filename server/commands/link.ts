/** `loge link`: another one-time sign-in link for the first administrator. */
import { makeSignInLink } from '../first-run.ts'
import { joinInstallation } from '../installation.ts'
import type { Command } from './command.ts'
import { chooseOrganization } from './organization.ts'

export const linkCommand: Command = {
  name: 'link',
  usage: 'loge link [--organization SLUG] [--json]',
  options: { organization: { type: 'string' } },
  run: async ({ configuration, options, print, tell }) => {
    const installation = await joinInstallation(configuration)
    try {
      const organization = await chooseOrganization(installation, options['organization'])
      const url = await makeSignInLink(installation, configuration, organization.id)
      print([tell('link.signIn', { url }), tell('link.works')], { url })
      return 0
    } finally {
      await installation.close()
    }
  },
}
