/** What whoever applied sees of it and does with it through their link: no account, nothing to install. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import type { Place } from '@loge/features/privacy/server'
import { formatId, type Id, newId } from '@loge/kernel'
import { type Selectable, sql } from 'kysely'
import { isClosed, relationsFacts } from '../../core/index.ts'
import { FORM_ACTOR } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { closeApplication, removeDetail } from './act.ts'
import { detailsOf, documentsOf, keptUntilOf, type StoredFile, stepsOf, viewsOf } from './find.ts'
import { type ApplicationRow, applicationTablesOf } from './tables.ts'
import { joinPool, leavePool } from './talents.ts'
import { readToken } from './token.ts'

type Application = Selectable<ApplicationRow>

export interface Mine {
  readonly application: Application
  /** Undefined once its period is over. */
  readonly file: StoredFile | undefined
}

export const findMine = async (
  deps: RelationsDeps,
  { transaction, organizationId }: Place,
  token: string,
): Promise<Mine | undefined> => {
  const id = await readToken(transaction, deps, { organizationId, token })
  if (id === undefined) return undefined
  const tables = applicationTablesOf(transaction)
  const application = await tables
    .selectFrom('application')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (application === undefined) return undefined
  const file = await tables
    .selectFrom('application_file')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return { application, file }
}

/** Until which day they are in the pool; null: they are not. */
export const poolDayOf = async ({ transaction, organizationId }: Place, { application }: Mine) => {
  const found = await applicationTablesOf(transaction)
    .selectFrom('talent')
    .select(sql<string>`ends_on::text`.as('ends_on'))
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', application.person_id)
    .executeTakeFirst()
  return found?.ends_on ?? null
}

export const describeMine = async (deps: RelationsDeps, { transaction }: Place, file: StoredFile) => ({
  steps: stepsOf(file),
  documents: await documentsOf(transaction, file),
  details: await detailsOf(transaction, file),
  views: await viewsOf(transaction, file),
  keptUntil: await keptUntilOf(transaction, deps, file),
})

const ACTOR: Actor = FORM_ACTOR

/** Contact from the person, from which periods count. */
const noteContact = async ({ transaction, organizationId }: Place, id: Id<'application'>, at: Date) => {
  for (const table of ['application', 'application_file'] as const)
    await applicationTablesOf(transaction)
      .updateTable(table)
      .set({ last_contact_at: at })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
}

export type OwnAct =
  | { readonly kind: 'withdraw' | 'join' | 'leave' }
  | { readonly kind: 'remove'; readonly detailId: Id<'applicationDetail'> }

export const actOnMine = async (
  deps: RelationsDeps,
  place: Place,
  { application, file }: Mine,
  act: OwnAct,
): Promise<void> => {
  const { transaction, organizationId, register } = place
  const { world } = deps
  const { id, person_id: personId } = application
  const at = new Date(world.now())
  if (act.kind === 'withdraw' && file !== undefined && !isClosed(file.state))
    await closeApplication(transaction, file, { state: 'withdrawn', at })
  if (act.kind === 'remove' && file !== undefined) await removeDetail(transaction, file, act.detailId)
  if (act.kind === 'leave')
    await leavePool(transaction, deps, { organizationId, personId, actor: ACTOR, by: 'candidate' })
  if (act.kind === 'join' && file !== undefined)
    await joinPool(
      { transaction, world, organizationId, actor: ACTOR, register },
      {
        personId,
        applicationId: id,
        provenanceId: application.provenance_id,
        language: file.language,
      },
    )
  await noteContact(place, id, at)
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.applicationMoved.type,
      occurredAt: world.now(),
      actor: ACTOR,
      personId,
      payload: { applicationId: formatId('application', id), act: act.kind },
    },
  ])
}
