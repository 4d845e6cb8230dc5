/** `loge organization create`: another organization on this installation, and the first sign-in link of who runs it. */
import type { Register } from '@loge/features/law/core'
import { presetNames, readPreset } from '@loge/features/law/server'
import { addOrganization } from '../first-run.ts'
import { joinInstallation } from '../installation.ts'
import { type Command, UsageProblem } from './command.ts'

const USAGE =
  'loge organization create --name NAME --slug SLUG --given-name NAME --family-name NAME --email ADDRESS [--language fr|en] [--preset NAME] [--json]'
/** As the database holds it. */
const SLUG = /^(?=.{1,60}$)[a-z0-9](-?[a-z0-9])*$/

/** Read before anything is made, so a name mistyped makes nothing. */
const presetNamed = async (name: string | boolean | undefined): Promise<Register | undefined> => {
  if (typeof name !== 'string') return undefined
  const register = await readPreset(name)
  if (register !== undefined) return register
  throw new UsageProblem('organization.preset', { names: (await presetNames()).join(', ') })
}

export const organizationCreateCommand: Command = {
  name: 'organization create',
  usage: USAGE,
  options: {
    name: { type: 'string' },
    slug: { type: 'string' },
    'given-name': { type: 'string' },
    'family-name': { type: 'string' },
    email: { type: 'string' },
    language: { type: 'string' },
    preset: { type: 'string' },
  },
  run: async ({ configuration, options, print, tell }) => {
    const textOf = (name: string): string => {
      const given = options[name]
      const text = typeof given === 'string' ? given.trim() : ''
      if (text === '' || text.length > 200)
        throw new UsageProblem('organization.missing', { name, usage: USAGE })
      return text
    }
    const [name, slug, email] = [textOf('name'), textOf('slug'), textOf('email')]
    const [givenName, familyName] = [textOf('given-name'), textOf('family-name')]
    if (!SLUG.test(slug)) throw new UsageProblem('organization.slug')
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new UsageProblem('organization.email')
    const language = options['language'] ?? 'fr'
    if (language !== 'fr' && language !== 'en') throw new UsageProblem('organization.language')
    const register = await presetNamed(options['preset'])
    const installation = await joinInstallation(configuration)
    try {
      const present = await installation.database.organizations()
      if (present.some((organization) => organization.slug === slug))
        throw new UsageProblem('organization.taken', { slug })
      const first = { givenName, familyName, email, language } as const
      const url = await addOrganization(installation, configuration, {
        name,
        slug,
        first,
        ...(register === undefined ? {} : { register }),
      })
      print(
        [
          tell('organization.made', { name, slug }),
          tell('link.signIn', { url }),
          tell('link.works'),
          tell('organization.another', { slug }),
        ],
        { slug, name, url },
      )
      return 0
    } finally {
      await installation.close()
    }
  },
}
