/** Records where what we are about to keep comes from; nothing of somebody outside is kept without. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { hashOf } from '@loge/features/law/server'
import type { Register } from '@loge/features/law/core'
import { Problem } from '@loge/http'
import {
  asCivilDay,
  DAY_MS,
  formatCivilDay,
  formatId,
  type Id,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  acceptSource,
  type NewSource,
  noticeDueOn,
  relationsFacts,
  type SourceRefusal,
} from '../core/index.ts'
import { tablesOf } from './tables.ts'

const SAID: Readonly<Record<SourceRefusal, string>> = {
  source_unknown: 'The register in force names no such source.',
  source_supplier_missing: 'Name who passed it on.',
  source_address_missing: 'Give the address of the page where it stands.',
  source_in_future: 'It was collected today or before.',
}

export interface Keeping {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly register: Register
}

export const todayOf = ({ now }: Pick<World, 'now'>) => asCivilDay(Math.floor(now() / DAY_MS))

export const keepSource = async (
  { transaction, world, organizationId, actor, register }: Keeping,
  personId: PersonId,
  asked: NewSource,
): Promise<Id<'provenance'>> => {
  const accepted = acceptSource(register, asked, todayOf(world))
  if (!accepted.ok) throw new Problem(422, accepted.refusal, SAID[accepted.refusal])
  const { source, kind, detail, supplier, url, collectedOn } = accepted.value
  const dueOn = noticeDueOn({ kind, collectedOn })
  const id = newId(world, 'provenance')
  await tablesOf(transaction)
    .insertInto('provenance')
    .values({
      organization_id: organizationId,
      id,
      person_id: personId,
      source,
      kind,
      detail,
      supplier,
      url,
      collected_on: formatCivilDay(collectedOn),
      recorded_at: new Date(world.now()),
      notice_hash: hashOf(register),
      notice_due_on: dueOn === null ? null : formatCivilDay(dueOn),
      told_at: null,
      alone_since: asked.isAlone === true ? new Date(world.now()) : null,
    })
    .execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.sourceRecorded.type,
      occurredAt: world.now(),
      actor,
      personId,
      payload: { provenanceId: formatId('provenance', id), kind },
    },
  ])
  return id
}
