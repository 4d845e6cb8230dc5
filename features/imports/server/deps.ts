/** What imports need of the installation, and who may ask for one. */
import type { AccessDeps } from '@loge/features/access/server'
import { callerOf, type Caller } from '@loge/features/places/server'
import { Problem, type Logger, type Principal, type Reach } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'

export interface ImportDeps extends AccessDeps {
  readonly logger: Logger
}

const WRITES = ['places.manage', 'people.manage', 'access.manage'] as const
/** One for each part of the whole: a file is read where no screen asks again what its reader may see. */
const READS = [
  'places.read',
  'people.read',
  'access.read',
  'schedules.read',
  'equipment.read',
  // The roles of the house, and with them who may do what.
  'accounts.read',
] as const

interface AskingCall {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

const requireAll = (call: AskingCall, permissions: readonly string[]): Caller => {
  const { principal } = call
  const held = principal.kind === 'anonymous' ? [] : principal.grants
  const missing = permissions.find(
    (permission) =>
      !held.some((grant) => grant.permission === permission && grant.scope.kind === 'organization'),
  )
  if (missing !== undefined)
    throw new Problem(
      403,
      'permission_denied',
      `This needs the permission ${missing} for the whole organization. Ask an administrator for it.`,
    )
  return callerOf(call)
}

/** A file may bring homes, people and rights to every site at once. */
export const requireImporter = (call: AskingCall): Caller => requireAll(call, WRITES)
export const requireExporter = (call: AskingCall): Caller => requireAll(call, READS)
