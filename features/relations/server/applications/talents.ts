/**
 * The pool of those who agreed to be called back: a choice of its own, until a day they were told, left in one press.
 * Whoever withdrew the consent by any other way is out as well.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { addPeriod, type Purpose, type Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { giveConsent, withdrawConsent } from '@loge/features/privacy/server'
import {
  formatCivilDay,
  formatId,
  type Id,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { relationsFacts } from '../../core/index.ts'
import { FORM_ACTOR } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Keeping, todayOf } from '../keep-source.ts'
import { applicationTablesOf } from './tables.ts'

/** Undefined where the register says of no consent that it keeps a CV. */
export const talentPurpose = ({ activities }: Pick<Register, 'activities'>): Purpose | undefined =>
  activities
    .filter(({ runs }) => runs.includes('talent_pool'))
    .flatMap(({ purposes }) => purposes)
    .find(({ basis }) => basis === 'consent')

const WITHOUT_FIGURE = { unit: 'month', count: 24 } as const

/** The day that is told: by the rule of the register in force. */
export const endOfPool = (register: Register, world: Pick<World, 'now'>): string => {
  const rule = register.retention.find(({ id }) => id === talentPurpose(register)?.retention)
  const period = rule === undefined || typeof rule.period === 'string' ? WITHOUT_FIGURE : rule.period
  return formatCivilDay(addPeriod(todayOf(world), period))
}

interface Joining {
  readonly personId: PersonId
  readonly applicationId: Id<'application'>
  readonly provenanceId: Id<'provenance'>
  readonly language: 'en' | 'fr'
}

/** Only with a CV: there is nothing to keep without. */
export const joinPool = async (
  { transaction, world, organizationId, register }: Keeping,
  { personId, applicationId, provenanceId, language }: Joining,
): Promise<boolean> => {
  const purpose = talentPurpose(register)
  const tables = applicationTablesOf(transaction)
  const cv = await tables
    .selectFrom('application_document as d')
    .innerJoin('application_file as f', 'f.id', 'd.application_id')
    .select(['d.name', 'd.media_type', 'd.content', 'f.position'])
    .where('d.application_id', '=', applicationId)
    .where('d.kind', '=', 'cv')
    .executeTakeFirst()
  if (purpose === undefined || cv === undefined) return false
  await giveConsent(
    transaction,
    world,
    { organizationId, personId, actor: FORM_ACTOR },
    {
      purpose: purpose.id,
      shown: createHash('sha256').update(purpose.sentence[language]).digest('hex'),
      language,
      surface: 'public_form',
      action: 'ticked',
    },
  )
  const id = newId(world, 'talent')
  const now = new Date(world.now())
  await tables
    .insertInto('talent')
    .values({
      organization_id: organizationId,
      id,
      person_id: personId,
      provenance_id: provenanceId,
      language,
      position: cv.position,
      name: cv.name,
      media_type: cv.media_type,
      content: cv.content,
      agreed_at: now,
      last_contact_at: now,
      ends_on: endOfPool(register, world),
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'person_id']).doNothing())
    .execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.talentJoined.type,
      occurredAt: world.now(),
      actor: FORM_ACTOR,
      personId,
      payload: { talentId: formatId('talent', id) },
    },
  ])
  return true
}

export interface Leaving {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly actor: Actor
  readonly by: 'candidate' | 'consent' | 'day' | 'hired'
}

/** The CV is gone with it, at once. */
export const leavePool = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  { organizationId, personId, actor, by }: Leaving,
): Promise<boolean> => {
  const gone = await applicationTablesOf(transaction)
    .deleteFrom('talent')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  const purpose = talentPurpose(await registerAt(transaction, organizationId, world.now()))
  if (purpose !== undefined)
    await withdrawConsent(
      transaction,
      world,
      { organizationId, personId, actor },
      { purpose: purpose.id, surface: 'public_form' },
    )
  if (gone === undefined) return false
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.talentLeft.type,
      occurredAt: world.now(),
      actor,
      personId,
      payload: { talentId: formatId('talent', gone.id), by },
    },
  ])
  return true
}

/** Whoever agreed, and has not taken it back: without that nobody here reads a CV of the pool. */
export const agreedStill = (purpose: string) =>
  sql<boolean>`exists (select from consent c where c.organization_id = t.organization_id
    and c.person_id = t.person_id and c.purpose = ${purpose} and c.withdrawn_at is null)`

const BY_ITSELF = { kind: 'system', id: 'talent-pool' } as const

/** Ends what is over: the day that was told has come, or the consent is gone. */
export const endTalents = (
  { database, world }: Pick<RelationsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, world.now())
    const today = formatCivilDay(todayOf(world))
    const over = await applicationTablesOf(transaction)
      .selectFrom('talent as t')
      .select(['t.person_id', sql<boolean>`t.ends_on <= ${today}::date`.as('is_day')])
      .where('t.organization_id', '=', organizationId)
      .where(
        sql<boolean>`(t.ends_on <= ${today}::date or not ${agreedStill(talentPurpose(register)?.id ?? '')})`,
      )
      .limit(500)
      .execute()
    for (const { person_id: personId, is_day: isDay } of over)
      await leavePool(
        transaction,
        { world },
        {
          organizationId,
          personId,
          actor: BY_ITSELF,
          by: isDay ? 'day' : 'consent',
        },
      )
  })
