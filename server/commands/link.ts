/** `loge link`: another one-time sign-in link for the first administrator. */
import { makeSignInLink } from '../first-run.ts'
import { joinInstallation } from '../installation.ts'
import type { Command } from './command.ts'
import { chooseOrganization } from './organization.ts'

export const linkCommand: Command = {
  name: 'link',
  summary: 'a one-time sign-in link for the administrator',
  usage: 'loge link [--organization SLUG] [--json]',
  options: { organization: { type: 'string' } },
  run: async ({ configuration, options, print }) => {
    const installation = await joinInstallation(configuration)
    try {
      const organization = await chooseOrganization(installation, options['organization'])
      const url = await makeSignInLink(installation, configuration, organization.id)
      print([`Sign in: ${url}`, 'It works once, for ten minutes.'], { url })
      return 0
    } finally {
      await installation.close()
    }
  },
}
