/** Adds facts to the log, inside the transaction that makes them true. */
import type { Clock, Instant, OrganizationId, Randomness } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { commitmentOf, fileEvent, type Described, type NewEvent } from '../core/index.ts'
import { currentCatalogue } from './current-catalogue.ts'
import { monthOf } from './drawers.ts'
import { shouldRing } from './ring.ts'
import { sha256 } from './sha256.ts'
import { noteUndeclared } from './undeclared.ts'

const SALT_BYTES = 16

const hexOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
const isoOf = (at: Instant): string => new Date(at).toISOString()

interface DescribedEvent {
  readonly event: NewEvent
  readonly described: Described
}

const subjectOf = ({ event, described }: DescribedEvent) => ({
  personId: event.personId ?? (event.actor.kind === 'person' ? event.actor.id : null),
  actor: event.actor,
  payload: described.payload,
})

/** The row as PostgreSQL reads it from JSON. */
const rowOf = (world: Clock & Randomness, entry: DescribedEvent) => {
  const { event, described } = entry
  const receivedAt = world.now()
  const { filedAt, late } = fileEvent({
    occurredAt: event.occurredAt,
    receivedAt,
    clockTrusted: event.edge?.clockTrusted ?? true,
    fromBacklog: event.edge?.fromBacklog ?? false,
  })
  const salt = world.bytes(SALT_BYTES)
  const subject = subjectOf(entry)
  return {
    retention_class: described.retention,
    filed_at: isoOf(filedAt),
    id: event.id,
    type: event.type,
    version: described.version,
    occurred_at: isoOf(event.occurredAt),
    received_at: isoOf(receivedAt),
    late,
    site_id: event.siteId ?? null,
    entrance_id: event.entranceId ?? null,
    device_id: event.deviceId ?? null,
    edge_id: event.edge?.id ?? null,
    edge_sequence: event.edge?.sequence ?? null,
    clock_trusted: event.edge?.clockTrusted ?? null,
    actor_kind: event.actor.kind,
    actor_id: event.actor.kind === 'unknown' ? null : event.actor.id,
    person_id: subject.personId,
    payload: subject.payload,
    salt: hexOf(salt),
    commitment: hexOf(commitmentOf(sha256, salt, subject)),
    month: monthOf(filedAt),
  }
}

const append = async (
  transaction: Transaction,
  world: Clock & Randomness,
  organizationId: OrganizationId,
  entries: readonly DescribedEvent[],
): Promise<void> => {
  if (entries.length === 0) return
  const rows = entries.map((entry) => rowOf(world, entry))
  const drawers = new Map(
    rows.map((row) => [
      `${row.retention_class} ${row.month}`,
      { class: row.retention_class, at: row.filed_at },
    ]),
  )
  const asked = sql`select loge.append_events(
    ${JSON.stringify([...drawers.values()])}::json, ${JSON.stringify(rows)}::json, ${shouldRing(world, organizationId)})`
  await asked.execute(transaction)
  const names = entries.map(({ event, described }) => ({ type: event.type, described }))
  await noteUndeclared(transaction, world, organizationId, names)
}

const describe = (event: NewEvent): DescribedEvent => ({
  event,
  described: currentCatalogue().describe(event.type, event.payload),
})

/** Facts of our own code. A payload key the declaration does not name is a mistake in that code, and fails. */
export const appendEvents = async (
  transaction: Transaction,
  world: Clock & Randomness,
  organizationId: OrganizationId,
  events: readonly NewEvent[],
): Promise<void> => {
  const entries = events.map(describe)
  const wrong = entries.find(({ described }) => described.undeclaredKeys.length > 0)
  if (wrong !== undefined)
    throw new Error(
      `the fact ${wrong.event.type} does not declare ${wrong.described.undeclaredKeys.join(', ')}`,
    )
  await append(transaction, world, organizationId, entries)
}

/** Facts from outside, perhaps of another version: what is not declared is counted and shown, never a failure. */
export const appendForeignEvents = (
  transaction: Transaction,
  world: Clock & Randomness,
  organizationId: OrganizationId,
  events: readonly NewEvent[],
): Promise<void> => append(transaction, world, organizationId, events.map(describe))
