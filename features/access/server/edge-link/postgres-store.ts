/** The link's store in PostgreSQL: each word of an edge is one transaction in its organization. */
import { acceptEdgeEvents, appendEvents, readEdgeReceipt } from '@loge/features/events/server'
import type { FactDefinition, PayloadValue } from '@loge/features/events/core'
import {
  pendingCommands,
  recordAnnouncements,
  recordAvailability,
  recordOutcome,
  recordReadings,
  recordUnknownPayloads,
} from '@loge/features/equipment/server'
import { asId, isUuid, newId } from '@loge/kernel'
import { forPurpose, type Transaction } from '@loge/storage'
import { edgeFacts, type EdgeEvent, type Snapshot } from '../../core/index.ts'
import type { EdgeLinkDeps } from './deps.ts'
import { factsOf } from './edge-events.ts'
import type { EdgeLinkStore, LinkedEdge } from './edge-link-store.ts'
import { askWipesAgain, reopenDisposals } from '../dispose/follow-disposals.ts'
import { followCodes } from '../codes-blocked.ts'
import { followOpenings } from '../unconfirmed.ts'
import type { EdgeTables } from './tables.ts'

const OUTCOMES = ['done', 'refused', 'expired', 'unknown'] as const

const edges = (transaction: Transaction) => transaction.$extendTables<EdgeTables>()

/** What a version is made of is sent to every edge of the site, and what comes after is told as a difference from it. */
const MOST_SNAPSHOTS = 50
/** A version that no site reaches: who reports one would leave no room above it. */
const HIGHEST_LEARNT = 2 ** 50

export class PostgresEdgeLinkStore implements EdgeLinkStore {
  readonly #deps: EdgeLinkDeps
  readonly #snapshots = new Map<string, Snapshot>()

  constructor(deps: EdgeLinkDeps) {
    this.#deps = deps
  }

  find: EdgeLinkStore['find'] = (organizationId, edgeId) =>
    this.#deps.database.transaction(organizationId, async (transaction) => {
      const row = await edges(transaction)
        .selectFrom('edge')
        .select(['site_id', 'public_key', 'revoked_at'])
        .where('id', '=', edgeId)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const { site_id: siteId, public_key: publicKey, revoked_at: revokedAt } = row
      return { organizationId, siteId, edgeId, publicKey, revoked: revokedAt !== null }
    })

  connected: EdgeLinkStore['connected'] = (edge, { journalId, software, health }) =>
    this.#inside(edge, async (transaction) => {
      const { world, rights } = this.#deps
      const { acknowledged } = await readEdgeReceipt(transaction, edge.organizationId, edge.edgeId)
      const now = new Date(world.now())
      const before = await edges(transaction)
        .selectFrom('edge')
        .select(['connection', 'journal_id', 'journal_base', 'knows_more'])
        .where('id', '=', edge.edgeId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const journalBase = before.journal_id === journalId ? before.journal_base : acknowledged
      const connection = before.connection + 1
      await edges(transaction)
        .updateTable('edge')
        .set({
          connection,
          connected: true,
          connection_changed_at: now,
          heard_at: now,
          journal_id: journalId,
          journal_base: journalBase,
          software,
          health: JSON.stringify(health),
          knows_more: false,
        })
        .where('id', '=', edge.edgeId)
        .execute()
      await rights.noteContact(transaction, edge)
      const { snapshotVersion, backlog } = health
      await this.#catchUp(transaction, edge, before.knows_more, snapshotVersion)
      await this.#record(transaction, edge, edgeFacts.connected, { snapshotVersion, backlog })
      const siteKey = Buffer.from(await rights.siteKey(transaction, edge)).toString('hex')
      return { connection, siteKey, acknowledgedUntil: acknowledged, journalBase }
    })

  disconnected: EdgeLinkStore['disconnected'] = (edge, connection) =>
    this.#inside(edge, async (transaction) => {
      const { numUpdatedRows } = await edges(transaction)
        .updateTable('edge')
        .set({ connected: false, connection_changed_at: new Date(this.#deps.world.now()) })
        .where('id', '=', edge.edgeId)
        .where('connection', '=', connection)
        .where('connected', '=', true)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) await this.#record(transaction, edge, edgeFacts.disconnected, {})
    })

  heard: EdgeLinkStore['heard'] = (edge, connection, health) =>
    this.#inside(edge, async (transaction) => {
      await edges(transaction)
        .updateTable('edge')
        .set({ heard_at: new Date(this.#deps.world.now()), health: JSON.stringify(health), connected: true })
        .where('id', '=', edge.edgeId)
        .where('connection', '=', connection)
        .execute()
      await this.#deps.rights.noteContact(transaction, edge)
    })

  accept: EdgeLinkStore['accept'] = (edge, events) =>
    this.#inside(edge, async (transaction) => {
      const { world } = this.#deps
      const facts = await factsOf(transaction, this.#deps, edge, events)
      const batch = { edgeId: edge.edgeId, siteId: edge.siteId, events: facts }
      const { acknowledged, fresh } = await acceptEdgeEvents(transaction, world, edge.organizationId, batch)
      await followOpenings(transaction, edge.organizationId, fresh)
      await followCodes(transaction, edge.organizationId, fresh)
      for (const event of events) await this.#endCommand(transaction, edge, event)
      return acknowledged
    })

  withdrawn: EdgeLinkStore['withdrawn'] = (edge) =>
    this.#inside(edge, async (transaction) => {
      await edges(transaction)
        .updateTable('edge')
        .set({ withdrawn_at: new Date(this.#deps.world.now()) })
        .where('id', '=', edge.edgeId)
        .where('revoked_at', 'is not', null)
        .where('withdrawn_at', 'is', null)
        .execute()
    })

  snapshot: EdgeLinkStore['snapshot'] = async (edge) => {
    const { rights } = this.#deps
    const version = await this.#inside(edge, (transaction) => rights.version(transaction, edge.siteId))
    if (version === 0) return undefined
    const kept = this.#snapshots.get(edge.siteId)
    if (kept?.version === version) return kept
    const made = await rights.snapshot(edge)
    this.#keep(made)
    return made
  }

  snapshotSent: EdgeLinkStore['snapshotSent'] = (edge, version) =>
    this.#inside(edge, (transaction) => this.#deps.rights.noteSent(transaction, edge, version))

  snapshotApplied: EdgeLinkStore['snapshotApplied'] = (edge, version) =>
    this.#inside(edge, async (transaction) => {
      await this.#deps.rights.noteReported(transaction, edge, version)
      await this.#record(transaction, edge, edgeFacts.snapshotApplied, { snapshotVersion: version })
    })

  snapshotRefused: EdgeLinkStore['snapshotRefused'] = (edge, version, reason) =>
    this.#inside(edge, (transaction) =>
      this.#record(transaction, edge, edgeFacts.snapshotRefused, { snapshotVersion: version, reason }),
    )

  announced: EdgeLinkStore['announced'] = (edge, devices, withdrawn) =>
    this.#inside(edge, async (transaction) => {
      const heard = devices.map(({ externalId }) => externalId)
      await reopenDisposals(transaction, this.#deps, edge, heard)
      return recordAnnouncements(transaction, this.#deps.world, edge, { devices, withdrawn })
    })

  availability: EdgeLinkStore['availability'] = (edge, reports) =>
    this.#inside(edge, (transaction) => recordAvailability(transaction, this.#deps.world, edge, reports))

  readings: EdgeLinkStore['readings'] = (edge, readings) =>
    this.#inside(edge, (transaction) => recordReadings(transaction, this.#deps.world, edge, readings))

  unknownPayloads: EdgeLinkStore['unknownPayloads'] = (edge, payloads) =>
    this.#inside(edge, (transaction) => recordUnknownPayloads(transaction, this.#deps.world, edge, payloads))

  commands: EdgeLinkStore['commands'] = async (edge) => {
    const handed = await this.#inside(edge, async (transaction) => {
      await askWipesAgain(transaction, this.#deps, edge)
      return pendingCommands(transaction, this.#deps.world, edge)
    })
    return handed.map(({ id, deadlineAt, action }) => ({ id, deadline: deadlineAt, action }))
  }

  #inside<Value>(edge: LinkedEdge, work: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    // What happened at a door is stored, whosever it was.
    return forPurpose('keeping', () => this.#deps.database.transaction(edge.organizationId, work))
  }

  #keep(snapshot: Snapshot): void {
    this.#snapshots.delete(snapshot.siteId)
    this.#snapshots.set(snapshot.siteId, snapshot)
    const [oldest] = this.#snapshots.keys()
    if (this.#snapshots.size > MOST_SNAPSHOTS && oldest !== undefined) this.#snapshots.delete(oldest)
  }

  /**
   * After a restore an edge may hold a version that we shall not make again, or made otherwise: the site goes on above
   * it. A version above ours can have no other cause.
   */
  async #catchUp(
    transaction: Transaction,
    edge: LinkedEdge,
    isAfterRestore: boolean,
    held: number,
  ): Promise<void> {
    const { rights } = this.#deps
    const isAbove = held > (await rights.version(transaction, edge.siteId))
    if ((isAfterRestore || isAbove) && held < HIGHEST_LEARNT) await rights.raiseAbove(transaction, edge, held)
  }

  async #endCommand(transaction: Transaction, edge: LinkedEdge, event: EdgeEvent): Promise<void> {
    const { commandId, payload, occurredAt } = event
    const outcome = OUTCOMES.find((known) => known === payload['outcome'])
    if (event.type !== edgeFacts.commandSettled.type || commandId === undefined || !isUuid(commandId)) return
    if (outcome === undefined) return
    const { reason } = payload
    await recordOutcome(transaction, this.#deps.world, edge, {
      commandId: asId('command', commandId),
      outcome,
      reason: typeof reason === 'string' ? reason : null,
      at: occurredAt,
    })
  }

  #record(
    transaction: Transaction,
    edge: LinkedEdge,
    fact: FactDefinition,
    payload: Readonly<Record<string, PayloadValue>>,
  ): Promise<void> {
    const { world } = this.#deps
    return appendEvents(transaction, world, edge.organizationId, [
      {
        id: newId(world, 'event'),
        type: fact.type,
        occurredAt: world.now(),
        actor: { kind: 'edge', id: edge.edgeId },
        siteId: edge.siteId,
        payload,
      },
    ])
  }
}
