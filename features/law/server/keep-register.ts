/** A register is drafted, judged, and published: from a moment on it says what may be done. */
import { Problem } from '@loge/http'
import type { AccountId, Instant, OrganizationId, World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  boundsOn,
  compareRegisters,
  type Difference,
  type Fault,
  faultAt,
  judgeRegister,
  mayLieIn,
  type Place,
  type Register,
} from '../core/index.ts'
import {
  findVersion,
  hashOf,
  lockDraft,
  lockVersion,
  registerAt,
  type StoredRegister,
  tablesOf,
} from './register-store.ts'
import { type Effective, momentOf } from './time-zone.ts'

/** What the log is told; the feature to the right that writes it says who did it. */
export interface RegisterFact {
  readonly fact: 'drafted' | 'published' | 'discarded' | 'withdrawn'
  readonly number: number
  readonly hash: string
  readonly effectiveAt: Instant | null
  readonly level: Difference['level']
}

export interface Keeping {
  readonly transaction: Transaction
  readonly world: Pick<World, 'now'>
  readonly organizationId: OrganizationId
  /** Null: a command of the installation. */
  readonly accountId: AccountId | null
  readonly record: (fact: RegisterFact) => Promise<void>
  /** Where this installation keeps data and works on them. */
  readonly places?: readonly Place[]
}

export interface Judged {
  readonly stored: StoredRegister
  readonly faults: readonly Fault[]
  readonly difference: Difference
}

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

const judge = async (
  { transaction, world, organizationId, places = [] }: Keeping,
  stored: StoredRegister,
  from: Instant,
): Promise<Judged> => {
  const before = await registerAt(transaction, organizationId, world.now())
  const bounds = boundsOn(dayOf(from))
  const astray = places.filter(({ country }) => !mayLieIn(stored.content, country, bounds))
  return {
    stored,
    faults: [
      ...judgeRegister(stored.content, bounds),
      ...astray.map(({ id, country }) =>
        faultAt('/transfers/policy', 'country_not_allowed', `${id} ${country}`),
      ),
    ],
    difference: compareRegisters(before, stored.content),
  }
}

const stored = async ({ transaction, organizationId }: Keeping, number: number): Promise<StoredRegister> => {
  const row = await findVersion(transaction, organizationId, number)
  if (row === undefined) throw new Error('what was just written is there')
  return row
}

const nextNumber = async ({ transaction, organizationId }: Keeping): Promise<number> => {
  const last = await tablesOf(transaction)
    .selectFrom('register_version')
    .select('number')
    .where('organization_id', '=', organizationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (last?.number ?? 0) + 1
}

const changed = () =>
  new Problem(409, 'register_changed', 'Somebody else wrote the draft meanwhile. Read it again.')

/** A draft may have faults: it is written over several days. */
export const draftRegister = async (
  keeping: Keeping,
  { content, replaces }: { readonly content: Register; readonly replaces: string | null },
): Promise<Judged> => {
  const { transaction, world, organizationId, accountId } = keeping
  const present = await lockDraft(transaction, organizationId)
  if ((present?.hash ?? null) !== replaces) throw changed()
  const hash = hashOf(content)
  const now = world.now()
  const written = {
    content: JSON.stringify(content),
    hash,
    recorded_at: new Date(now),
    account_id: accountId,
  }
  const number = present?.number ?? (await nextNumber(keeping))
  await tablesOf(transaction)
    .insertInto('register_version')
    .values({
      organization_id: organizationId,
      number,
      ...written,
      published_at: null,
      effective_at: null,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'number']).doUpdateSet(written))
    .execute()
  const judged = await judge(keeping, await stored(keeping, number), now)
  if (hash !== present?.hash)
    await keeping.record({ fact: 'drafted', number, hash, effectiveAt: null, level: judged.difference.level })
  return judged
}

/** What it says when it takes effect is what the law of that day is asked about. */
export const publishRegister = async (
  keeping: Keeping,
  { hash, ...effective }: { readonly hash: string } & Effective,
): Promise<Judged> => {
  const { transaction, world, organizationId } = keeping
  const draft = await lockDraft(transaction, organizationId)
  if (draft === undefined) throw new Problem(409, 'register_draft_missing', 'There is no draft to publish.')
  if (draft.hash !== hash) throw changed()
  const now = world.now()
  const from = (await momentOf(transaction, effective)) ?? now
  if (from < now) throw new Problem(400, 'effective_in_past', 'It takes effect now at the earliest.')
  const { faults, difference } = await judge(keeping, draft, from)
  if (faults.length > 0) {
    const errors = faults.map(({ pointer, code, about }) => ({ pointer, code, message: about ?? code }))
    throw new Problem(422, 'register_faulty', 'It says what the law or the software would not keep.', errors)
  }
  await tablesOf(transaction)
    .updateTable('register_version')
    .set({ published_at: new Date(now), effective_at: new Date(from) })
    .where('organization_id', '=', organizationId)
    .where('number', '=', draft.number)
    .execute()
  const { number } = draft
  await keeping.record({ fact: 'published', number, hash, effectiveAt: from, level: difference.level })
  return { stored: await stored(keeping, number), faults, difference }
}

/** The draft is thrown away: the next one starts from what is in force. */
export const discardDraft = async (keeping: Keeping, { hash }: { readonly hash: string }): Promise<void> => {
  const { transaction, world, organizationId } = keeping
  const draft = await lockDraft(transaction, organizationId)
  if (draft === undefined) throw new Problem(409, 'register_draft_missing', 'There is no draft to discard.')
  if (draft.hash !== hash) throw changed()
  const { difference } = await judge(keeping, draft, world.now())
  const { number } = draft
  await tablesOf(transaction)
    .deleteFrom('register_version')
    .where('organization_id', '=', organizationId)
    .where('number', '=', number)
    .execute()
  await keeping.record({ fact: 'discarded', number, hash, effectiveAt: null, level: difference.level })
}

/** What was to take effect later does not. Once it took effect, only a next version changes it. */
export const withdrawRegister = async (
  keeping: Keeping,
  { number }: { readonly number: number },
): Promise<StoredRegister> => {
  const { transaction, world, organizationId } = keeping
  const version = await lockVersion(transaction, organizationId, number)
  if (version === undefined) throw new Problem(404, 'register_unknown', 'There is no such version.')
  const { hash, effective_at: effectiveAt, withdrawn_at: withdrawnAt } = version
  const now = world.now()
  if (effectiveAt === null || effectiveAt <= now || withdrawnAt !== null)
    throw new Problem(
      409,
      'register_not_scheduled',
      'Only a version that is to take effect later is taken back.',
    )
  const { difference } = await judge(keeping, version, effectiveAt)
  await tablesOf(transaction)
    .updateTable('register_version')
    .set({ withdrawn_at: new Date(now) })
    .where('organization_id', '=', organizationId)
    .where('number', '=', number)
    .execute()
  await keeping.record({ fact: 'withdrawn', number, hash, effectiveAt, level: difference.level })
  return stored(keeping, number)
}
