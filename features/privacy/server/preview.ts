/** What an erasure would do to one person, counted now. Changes nothing. */
import { registerAt } from '@loge/features/law/server'
import type { OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { findPaths, planErasure, type PlannedStep, type RuleBook, rulesOfRegister } from '../core/index.ts'
import { countRows, findIdentities } from './ask-table.ts'
import type { PrivacyDeps } from './deps.ts'
import { requirePersonHere } from './erase.ts'
import { insideAsPrivacy } from './purpose.ts'

export interface PreviewedStep extends PlannedStep {
  readonly rows: number
}

/** What the register in force says. */
export const rulesOf = async (
  { world }: PrivacyDeps,
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<RuleBook> => rulesOfRegister(await registerAt(transaction, organizationId, world.now()))

/** Tables without a row are left out; what leaves by itself is always told of. */
export const previewErasure = (
  deps: PrivacyDeps,
  { organizationId, personId }: { readonly organizationId: OrganizationId; readonly personId: PersonId },
): Promise<readonly PreviewedStep[]> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    await requirePersonHere(transaction, personId)
    const paths = findPaths(deps.declarations)
    const identities = await findIdentities(transaction, paths.anchors, personId)
    const steps: PreviewedStep[] = []
    const plan = planErasure(paths, await rulesOf(deps, transaction, organizationId))
    for (const [index, step] of plan.entries()) {
      const leads = paths.strands[index]?.leads
      const rows = leads === undefined ? 0 : await countRows(transaction, step.table, leads, identities)
      if (rows > 0 || leads === undefined) steps.push({ ...step, rows })
    }
    return steps
  })
