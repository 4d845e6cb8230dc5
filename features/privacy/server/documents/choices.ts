/** A visitor's choice about cookies, and its proof: what was asked, by which policy, and what they answered. */
import { addPeriod, type TrackerKind } from '@loge/features/law/core'
import { calendarOf, registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { CHOICE_KEPT, offeredOf, type Language, renderDocument } from '../../core/index.ts'
import { digestOf, findDocument, tablesOf } from './store.ts'

interface Choosing {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
}

/** The policy a visitor reads at this moment: the published one, or what the register would say. */
const shownHash = async ({ transaction, world, organizationId }: Choosing): Promise<string> => {
  const at = world.now()
  const published = await findDocument(transaction, organizationId, { document: 'cookie_policy', at })
  if (published !== undefined) return published.hash
  return digestOf(renderDocument('cookie_policy', await registerAt(transaction, organizationId, at)))
}

export interface Choice {
  readonly accepted: readonly TrackerKind[]
  readonly language: Language
  readonly surface: string
}

export const keepChoice = async (choosing: Choosing, { accepted, language, surface }: Choice) => {
  const { transaction, world, organizationId } = choosing
  const now = world.now()
  const asked = offeredOf(await registerAt(transaction, organizationId, now))
  if (accepted.some((kind) => !asked.includes(kind)))
    throw new Problem(400, 'choice_unknown', 'That is not among what was asked about.')
  const id = newId(world, 'cookieChoice')
  const calendar = calendarOf('UTC')
  const until = calendar.startOf(addPeriod(calendar.dayOf(now), CHOICE_KEPT))
  await tablesOf(transaction)
    .insertInto('cookie_choice')
    .values({
      organization_id: organizationId,
      id,
      chosen_at: new Date(now),
      until: new Date(until),
      accepted: JSON.stringify(accepted),
      asked: JSON.stringify(asked),
      shown_hash: await shownHash(choosing),
      language,
      surface,
    })
    .execute()
  return { id, until, accepted }
}

/** A choice that is over proves nothing any more. */
export const forgetChoices = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<unknown> =>
  database.transaction(organizationId, (transaction) =>
    tablesOf(transaction)
      .deleteFrom('cookie_choice')
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`until <= ${new Date(world.now())}`)
      .execute(),
  )
