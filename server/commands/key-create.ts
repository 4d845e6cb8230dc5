/** `loge key create`: an API key for a program, shown once. */
import { BUILT_IN_ROLES, type RoleDefinition } from '@loge/features/accounts/core'
import { createKeyForSystem } from '@loge/features/accounts/server'
import { addMs, DAY_MS, formatId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { joinInstallation } from '../installation.ts'
import { type Command, UsageProblem } from './command.ts'
import { chooseOrganization } from './organization.ts'

const isForKeys = ({ scopes }: RoleDefinition): boolean => scopes.includes('organization')

const roleFrom = (text: string | boolean | undefined): RoleDefinition['code'] => {
  const role = BUILT_IN_ROLES.find(({ code }) => code === text)
  if (role !== undefined && isForKeys(role)) return role.code
  const codes = BUILT_IN_ROLES.filter(isForKeys).map(({ code }) => code)
  const roles = codes.join(', ')
  if (role === undefined) throw new UsageProblem('key.role', { roles })
  throw new UsageProblem('key.rolePersonal', { role: role.code, roles })
}

const daysFrom = (text: string | boolean | undefined): number | undefined => {
  if (text === undefined) return undefined
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 3650) throw new UsageProblem('key.days')
  return days
}

export const keyCreateCommand: Command = {
  name: 'key create',
  usage: 'loge key create --role administrator [--label NAME] [--days N] [--organization SLUG] [--json]',
  options: {
    role: { type: 'string' },
    label: { type: 'string' },
    days: { type: 'string' },
    organization: { type: 'string' },
  },
  run: async ({ configuration, options, print, tell }) => {
    const role = roleFrom(options['role'])
    const days = daysFrom(options['days'])
    const label = typeof options['label'] === 'string' ? options['label'] : tell('key.label')
    const installation = await joinInstallation(configuration)
    try {
      const organization = await chooseOrganization(installation, options['organization'])
      const expiresAt = days === undefined ? null : addMs(realWorld.now(), days * DAY_MS)
      const key = await createKeyForSystem(
        { database: installation.database, world: realWorld },
        organization.id,
        { role, label, scope: { kind: 'organization' }, expiresAt },
      )
      print([key.secret, '', tell('key.once')], { id: formatId('apiKey', key.id), key: key.secret, role })
      return 0
    } finally {
      await installation.close()
    }
  },
}
