/** What can be looked at by itself of the measures that protect people: each answers how many things do not hold. */
import { BUILT_IN_ROLES, sessionLifetime } from '@loge/features/accounts/core'
import { type MeasureCheck, type Register, unattachedIn } from '@loge/features/law/core'
import { DAY_MS, type Instant, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { findPaths, wallOf } from '../../core/index.ts'
import { findDocument } from '../documents/store.ts'

/** What only the machine knows. */
export interface Machine {
  /** What browsers call the server. */
  readonly origin: string
  readonly open: (sealed: Uint8Array) => Uint8Array
  /** Whether the disk the data lie on is encrypted; undefined where this machine cannot tell. */
  readonly isStorageEncrypted: () => Promise<boolean | undefined>
}

export interface Looking {
  readonly transaction: Transaction
  readonly organizationId: OrganizationId
  readonly now: Instant
  readonly register: Register
  readonly declarations: readonly TableDeclaration[]
  readonly machine: Machine
}

/** `holds`, or what does not. */
export interface Outcome {
  readonly outcome: string
  readonly found: number
}

export const HOLDS: Outcome = { outcome: 'holds', found: 0 }

const none = (found: number, outcome: string): Outcome => (found === 0 ? HOLDS : { outcome, found })

const RECENT_MS = 2 * DAY_MS
const SAMPLE = 20

/** Every table of an organization has its wall, and we ourselves do not climb over it. */
const keptApart = async ({ transaction }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ open: number; climbs: boolean }>`
    select count(*)::int as open, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as climbs
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace in ('loge'::regnamespace, 'loge_ledger'::regnamespace) and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive))`.execute(
    transaction,
  )
  const [found] = rows
  return none((found?.open ?? 1) + (found?.climbs === false ? 0 : 1), 'wall_open')
}

/** Who is frozen, archived or said no is hidden in every table that leads to people. */
const noIsKept = async ({ transaction, declarations }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ name: string }>`
    select distinct c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = 'restriction' and not p.polpermissive`.execute(transaction)
  const walled = new Set(rows.map(({ name }) => name))
  const tables = [...wallOf(findPaths(declarations)).keys()]
  return none(tables.filter((table) => !walled.has(table)).length, 'seen_in_spite')
}

/** The roles that come with the product may do what they came with. */
const needToKnow = async ({ transaction }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ code: string; permissions: readonly string[] }>`
    select code, permissions from role where built_in`.execute(transaction)
  const told = new Map(
    BUILT_IN_ROLES.map(({ code, permissions }) => [code as string, new Set<string>(permissions)]),
  )
  const wider = rows.filter(({ code, permissions }) =>
    permissions.some((one) => told.get(code)?.has(one) !== true),
  )
  return none(wider.length, 'role_wider')
}

const logUnaltered = async ({ transaction, organizationId, now }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ at: Date; broken: string | null }>`
    select checked_at as at, broken_block::text as broken from event_verification
    where organization_id = ${organizationId}`.execute(transaction)
  const [last] = rows
  if (last === undefined || now - new Date(last.at).getTime() > RECENT_MS)
    return { outcome: 'log_not_checked', found: 1 }
  return none(last.broken === null ? 0 : 1, 'log_altered')
}

const doesOpen = (open: Machine['open'], sealed: Uint8Array): boolean => {
  try {
    open(sealed)
    return true
  } catch {
    return false
  }
}

/** The latest of whatever is kept sealed opens with our key: nothing lies there as it was sent. */
const secretsSealed = async ({ transaction, machine }: Looking): Promise<Outcome> => {
  const { rows: places } = await sql<{ name: string }>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'loge'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname = 'sealed' and a.atttypid = 'bytea'::regtype`.execute(transaction)
  let bare = 0
  for (const { name } of places) {
    const { rows } = await sql<{ sealed: Uint8Array }>`
      select sealed from ${sql.table(name)} where sealed is not null limit ${sql.lit(SAMPLE)}`.execute(
      transaction,
    )
    bare += rows.filter(({ sealed }) => !doesOpen(machine.open, sealed)).length
  }
  return none(bare, 'not_sealed')
}

const sessionsEnd = async ({ transaction }: Looking): Promise<Outcome> => {
  const { absoluteMs } = sessionLifetime(['own'])
  const { rows } = await sql<{ endless: number }>`
    select count(*)::int as endless from session
    where extract(epoch from expires_at - started_at) * 1000 > ${absoluteMs}`.execute(transaction)
  return none(rows[0]?.endless ?? 0, 'session_endless')
}

const passwordsHashed = async ({ transaction }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ weak: number }>`
    select count(*)::int as weak from account_password where hash not like '$argon2id$v=19$m=_____,t=%'`.execute(
    transaction,
  )
  return none(rows[0]?.weak ?? 0, 'password_weak')
}

/** Somebody's day is the work of a run; two days without one are a fault. */
const nothingOverdue = async ({ transaction, now }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ recent: boolean }>`
    select coalesce(bool_or(ended_at >= ${new Date(now - RECENT_MS)}), false) as recent from retention_run
    where state = 'done'`.execute(transaction)
  return none(rows[0]?.recent === true ? 0 : 1, 'retention_not_run')
}

const storageEncrypted = async ({ machine }: Looking): Promise<Outcome> => {
  const seen = await machine.isStorageEncrypted()
  return seen === undefined ? { outcome: 'storage_unseen', found: 1 } : none(seen ? 0 : 1, 'storage_bare')
}

const HERE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What never leaves the machine is read by nobody on the way. */
const transportEncrypted = async ({ machine }: Looking): Promise<Outcome> => {
  const { protocol, hostname } = new URL(machine.origin)
  return none(protocol === 'https:' || HERE.has(hostname) ? 0 : 1, 'transport_bare')
}

const THIS_MACHINE: ReadonlySet<string> = new Set(['', 'localhost', '127.0.0.1', '::1'])

/** The database answers this machine alone. Where another one answers, its walls are not seen from here. */
const networkClosed = async ({ transaction }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ addresses: string }>`
    select current_setting('listen_addresses') as addresses`.execute(transaction)
  const addresses = rows[0]?.addresses ?? '*'
  return none(addresses.split(',').filter((one) => !THIS_MACHINE.has(one.trim())).length, 'network_unseen')
}

/** A copy of the last days that was read back whole, and no failure since. */
const backupsReadBack = async ({ transaction, organizationId, now }: Looking): Promise<Outcome> => {
  const { rows } = await sql<{ type: string; at: Date; verified: boolean | null }>`
    select distinct on (type) type, occurred_at as at, (payload ->> 'verified')::boolean as verified from event
    where organization_id = ${organizationId} and retention_class = 'audit' and type in ('backup.made', 'backup.failed')
    order by type, occurred_at desc`.execute(transaction)
  const made = rows.find(({ type }) => type === 'backup.made')
  const failed = rows.find(({ type }) => type === 'backup.failed')
  if (made === undefined || now - new Date(made.at).getTime() > RECENT_MS)
    return { outcome: 'backup_missing', found: 1 }
  if (failed !== undefined && new Date(failed.at) > new Date(made.at))
    return { outcome: 'backup_failed', found: 1 }
  return none(made.verified === true ? 0 : 1, 'backup_unread')
}

/** There is something to sign: the gate then lets nobody in who has not. */
const confidentialitySigned = async ({ transaction, organizationId, now }: Looking): Promise<Outcome> => {
  const inForce = await findDocument(transaction, organizationId, { document: 'confidentiality', at: now })
  return none(inForce === undefined ? 1 : 0, 'nothing_to_sign')
}

export const CHECKS: Readonly<Record<MeasureCheck, (looking: Looking) => Promise<Outcome>>> = {
  need_to_know: needToKnow,
  a_no_is_kept: noIsKept,
  nothing_outside: async ({ register }) => none(unattachedIn(register).length, 'use_unnamed'),
  kept_apart: keptApart,
  log_unaltered: logUnaltered,
  secrets_sealed: secretsSealed,
  sessions_end: sessionsEnd,
  passwords_hashed: passwordsHashed,
  nothing_overdue: nothingOverdue,
  storage_encrypted: storageEncrypted,
  transport_encrypted: transportEncrypted,
  network_closed: networkClosed,
  backups_read_back: backupsReadBack,
  confidentiality_signed: confidentialitySigned,
}
