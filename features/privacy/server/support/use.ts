/** What a case of support is for: a purpose of the register in force, asked again at each read. */
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { newId, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { disclosureFacts, type SupportCategory, supportPurposes } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { StoredAccess } from './store.ts'
import type { Asking } from './support.ts'

const purposesNow = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  organizationId: OrganizationId,
) => supportPurposes(await registerAt(transaction, organizationId, world.now()))

const requireNoObjection = async (
  transaction: Transaction,
  personId: PersonId,
  purpose: string,
): Promise<void> => {
  const { rows } = await sql`select from objection
    where person_id = ${personId} and objected_to = ${`use:${purpose}`}`.execute(transaction)
  if (rows.length > 0)
    throw new Problem(422, 'person_objected', 'This person objected to what the data would be used for.')
}

const notInRegister = () =>
  new Problem(
    403,
    'use_not_in_register',
    'The register in force does not say that these data are used for this.',
  )

interface Wanted extends Asking {
  readonly personId: PersonId
  readonly purpose: string | undefined
  readonly categories: readonly SupportCategory[]
}

/** The purpose a case is opened for; throws where the register does not attach one of its kinds of data to that. */
export const purposeFor = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  { organizationId, personId, purpose, categories }: Wanted,
): Promise<string> => {
  const known = await purposesNow(transaction, deps, organizationId)
  const found = purpose === undefined ? known.at(0) : known.find(({ id }) => id === purpose)
  if (found === undefined || categories.some((one) => !found.categories.includes(one))) throw notInRegister()
  await requireNoObjection(transaction, personId, found.id)
  return found.id
}

/** Asked at every read: a register in force since then, or an objection, ends what a case was opened with. */
export const requireUse = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  {
    organizationId,
    access: { purpose, person_id },
    category,
  }: {
    readonly organizationId: OrganizationId
    readonly access: StoredAccess
    readonly category: SupportCategory
  },
): Promise<void> => {
  const found = (await purposesNow(transaction, deps, organizationId)).find(({ id }) => id === purpose)
  if (found?.categories.includes(category) !== true) throw notInRegister()
  await requireNoObjection(transaction, person_id, purpose)
}

/** What the register does not say is refused, and the log says so. */
export const noteUseRefused = async <Value>(
  { database, world }: PrivacyDeps,
  { organizationId, actor, category }: Asking & { readonly category: SupportCategory },
  work: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'use_not_in_register' || error.code === 'person_objected')
      await insideAsPrivacy(database, organizationId, (transaction) =>
        appendEvents(transaction, world, organizationId, [
          {
            id: newId(world, 'event'),
            type: disclosureFacts.useRefused.type,
            occurredAt: world.now(),
            actor,
            payload: { permission: 'support.use', activity: 'support', category },
          },
        ]),
      )
    throw error
  }
}

/** For which purposes a case may be opened here. */
export const listPurposes = purposesNow
