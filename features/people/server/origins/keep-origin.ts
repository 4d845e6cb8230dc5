/** Writes down where what we are about to keep comes from; nothing of anybody is kept without. */
import type { Actor } from '@loge/features/events/core'
import type { Register } from '@loge/features/law/core'
import { hashOf, registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import {
  asId,
  type CivilDay,
  formatCivilDay,
  type Id,
  newId,
  type OrganizationId,
  type PersonId,
  parseCivilDay,
  type World,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  acceptSource,
  type NewSource,
  noticeDueOn,
  originOf,
  type SourceRefusal,
  type ToldOrigin,
} from '../../core/index.ts'
import { latestToday, todayUtc } from '../record.ts'
import { originTablesOf } from './tables.ts'

const SAID: Readonly<Record<SourceRefusal, string>> = {
  source_unknown: 'The register in force names no such source.',
  source_supplier_missing: 'Name who passed it on.',
  source_address_missing: 'Give the address of the page where it stands.',
  source_in_future: 'It was collected today or before.',
  source_script_missing: 'Name the questions that were asked, and their version.',
}

const sourceRefused = (refusal: SourceRefusal): Problem => new Problem(422, refusal, SAID[refusal])

export interface Keeping {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly register: Register
}

const ROWS_A_STATEMENT = 1_000

/** One source of many people, as of a list that is imported. */
export const keepOrigins = async (
  { transaction, world, organizationId, actor, register }: Keeping,
  personIds: readonly PersonId[],
  asked: NewSource,
  lastDay: CivilDay = todayUtc(world),
): Promise<readonly Id<'provenance'>[]> => {
  const accepted = acceptSource(register, asked, lastDay)
  if (!accepted.ok) throw sourceRefused(accepted.refusal)
  const { source, kind, detail, supplier, url, collectedOn } = accepted.value
  const dueOn = noticeDueOn({ kind, collectedOn })
  const at = new Date(world.now())
  const noticeHash = hashOf(register)
  const keyedBy = actor.kind === 'account' ? asId('account', actor.id) : null
  const rows = personIds.map((personId) => ({
    organization_id: organizationId,
    id: newId(world, 'provenance'),
    person_id: personId,
    source,
    kind,
    detail,
    supplier,
    url,
    collected_on: formatCivilDay(collectedOn),
    recorded_at: at,
    notice_hash: noticeHash,
    notice_due_on: dueOn === null ? null : formatCivilDay(dueOn),
    told_at: null,
    alone_since: asked.isAlone === true ? at : null,
    keyed_by: keyedBy,
  }))
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    await originTablesOf(transaction)
      .insertInto('provenance')
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute()
  return rows.map(({ id }) => id)
}

export const keepOrigin = async (
  keeping: Keeping,
  personId: PersonId,
  asked: NewSource,
): Promise<Id<'provenance'>> => {
  const [id] = await keepOrigins(keeping, [personId], asked)
  if (id === undefined) throw new Error('a source that was kept has no id')
  return id
}

/** That they use the service: once, from the day they first did; nothing where the register knows of no such source. */
export const keepUse = async (
  keeping: Omit<Keeping, 'register'>,
  personId: PersonId,
  service: string,
): Promise<void> => {
  const { transaction, organizationId, world } = keeping
  const known = await originTablesOf(transaction)
    .selectFrom('provenance')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('kind', '=', 'observed')
    .where('detail', '=', service)
    .limit(1)
    .executeTakeFirst()
  if (known !== undefined) return
  const register = await registerAt(transaction, organizationId, world.now())
  const source = originOf(register, { way: 'service', detail: service, collectedOn: todayUtc(world) })
  if (source.ok) await keepOrigins({ ...keeping, register }, [personId], source.value)
}

/** As the way it reached us says, under the register in force. */
export const keepOriginBy = async (
  keeping: Omit<Keeping, 'register'>,
  personIds: readonly PersonId[],
  told: ToldOrigin,
): Promise<readonly Id<'provenance'>[]> => {
  const { transaction, organizationId, world } = keeping
  const register = await registerAt(transaction, organizationId, world.now())
  const source = originOf(register, told)
  if (!source.ok) throw sourceRefused(source.refusal)
  // What came in today came in where the day begins first.
  const lastDay = parseCivilDay(latestToday(world)) ?? todayUtc(world)
  return keepOrigins({ ...keeping, register }, personIds, source.value, lastDay)
}
