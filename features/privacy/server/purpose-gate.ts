/**
 * Whether the register in force says what a call is for: asked at every route by its permission, which says what it
 * serves. What the register does not name is neither read nor changed, and the log says so.
 */
import { type Permission, isPermission, SERVES } from '@loge/features/accounts/core'
import { appendEvents } from '@loge/features/events/server'
import { type Unattached, unattachedIn } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { newId, type OrganizationId } from '@loge/kernel'
import { disclosureFacts } from '../core/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { insideAsPrivacy } from './purpose.ts'

/** How long an answer holds, so that a call does not read a register of its own. */
const HOLDS_MS = 5_000

interface Answer {
  readonly until: number
  readonly gaps: readonly Unattached[]
  /** Permissions of which the log was told. */
  readonly told: Set<Permission>
}

export interface Use {
  readonly organizationId: OrganizationId
  readonly permission: string
}

export type PurposeGate = (use: Use) => Promise<void>

const SAYS = 'The register in force does not say that these data are used for this.'

const noteRefusal = (
  { database, world }: PrivacyDeps,
  organizationId: OrganizationId,
  payload: Unattached & { readonly permission: Permission },
): Promise<void> =>
  insideAsPrivacy(database, organizationId, (transaction) =>
    appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: disclosureFacts.useRefused.type,
        occurredAt: world.now(),
        actor: { kind: 'system', id: 'purpose-gate' },
        payload: { ...payload },
      },
    ]).then(() => undefined),
  )

/** Throws a `Problem` 403 where the register in force leaves out a category that the call would use. */
export const createPurposeGate = (deps: PrivacyDeps): PurposeGate => {
  const answers = new Map<OrganizationId, Answer>()
  const answerFor = async (organizationId: OrganizationId): Promise<Answer> => {
    const now = deps.world.now()
    const known = answers.get(organizationId)
    if (known !== undefined && known.until > now) return known
    const register = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
      registerAt(transaction, organizationId, now),
    )
    const answer = { until: now + HOLDS_MS, gaps: unattachedIn(register), told: new Set<Permission>() }
    answers.set(organizationId, answer)
    return answer
  }
  return async ({ organizationId, permission }) => {
    if (!isPermission(permission) || SERVES[permission].length === 0) return
    const { gaps, told } = await answerFor(organizationId)
    const gap = gaps.find(({ activity }) => SERVES[permission].includes(activity))
    if (gap === undefined) return
    if (!told.has(permission)) {
      told.add(permission)
      await noteRefusal(deps, organizationId, { ...gap, permission })
    }
    throw new Problem(403, 'use_not_in_register', SAYS)
  }
}
