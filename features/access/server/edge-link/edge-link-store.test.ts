/** Both stores of the link keep the same contract. */
import { generateKeyPairSync } from 'node:crypto'
import { equipmentFacts } from '@loge/features/equipment/core'
import type { EquipmentTables } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { addMs, asId, instant, newId, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { SIMULATION_EPOCH_MS, snapshotOf } from '@loge/testing/simulation'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accessFacts,
  type CredentialKind,
  type EdgeEvent,
  edgeFacts,
  enrolmentProofText,
} from '../../core/index.ts'
import { loadCodesBlocked } from '../codes-blocked.ts'
import type { AccessDeps } from '../deps.ts'
import { edgeLinkStoreContract, type StoreRig } from './edge-link-store-contract.ts'
import type { LinkedEdge } from './edge-link-store.ts'
import { enrolEdge, issueEnrolment } from './keep-edges.ts'
import { MemoryEdgeLinkStore } from './memory-store.ts'
import { loadUnconfirmed } from '../unconfirmed.ts'
import { rightsOfSites } from './own-rights.ts'
import { PostgresEdgeLinkStore } from './postgres-store.ts'

const ENTRANCE = '00000000-0000-7000-8000-0000000000e1'

describe('in memory', () => {
  edgeLinkStoreContract(async (): Promise<StoreRig> => {
    const store = new MemoryEdgeLinkStore(() => world.now())
    const edge = {
      organizationId: newId(world, 'organization'),
      siteId: newId(world, 'site'),
      edgeId: newId(world, 'edge'),
      publicKey: 'key',
      revoked: false,
    }
    const record = store.add(edge, '5a'.repeat(32))
    const plan = { ...edge, siteKey: record.siteKey, doors: [], coversFromMs: 0, coversUntilMs: 0 }
    record.snapshot = snapshotOf(plan, [], 1, SIMULATION_EPOCH_MS)
    return {
      store,
      world,
      edge,
      askCommand: async () => {
        const id = newId(world, 'command')
        const action = { kind: 'openEntrance' as const, entranceId: ENTRANCE }
        record.commands.set(id, {
          command: { id, deadline: addMs(world.now(), 10_000), action },
          outcome: undefined,
        })
        return id
      },
      stored: async () => record.events.map(({ event }) => event.sequence),
    }
  })
})

describe('in PostgreSQL', () => {
  let database: TestDatabase
  let forget: () => void
  beforeAll(async () => {
    database = await testDatabase()
    forget = installCatalogue([eventFacts, placesFacts, accessFacts, edgeFacts, equipmentFacts])
  })
  afterAll(async () => {
    forget()
    await database.close()
  })

  const makeSite = async (organizationId: OrganizationId): Promise<SiteId> => {
    const site = await createSite({ database, world }, systemCaller(organizationId, 'test'), {
      name: 'Résidence des Tilleuls',
      timeZone: 'Europe/Paris',
      holidayRegion: null,
      street: '12 rue Lamartine',
      postalCode: '44000',
      city: 'Nantes',
      country: 'FR',
    })
    return site.id
  }

  const ask = (organizationId: OrganizationId, siteId: SiteId) =>
    database.transaction(organizationId, async (transaction) => {
      const id = newId(world, 'command')
      await transaction
        .$extendTables<EquipmentTables>()
        .insertInto('command')
        .values({
          organization_id: organizationId,
          id,
          site_id: siteId,
          entrance_id: asId('entrance', ENTRANCE),
          action: JSON.stringify({ kind: 'openEntrance', entranceId: ENTRANCE }),
          reason: 'parcel',
          origin: 'person',
          actor_kind: 'system',
          actor_id: null,
          state: 'asked',
          asked_at: new Date(world.now()),
          deadline_at: new Date(addMs(world.now(), 10_000)),
        })
        .execute()
      return id
    })

  const makeRig = async (): Promise<StoreRig> => {
    const organizationId = await testOrganization(database)
    const siteId = await makeSite(organizationId)
    const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
    const access: AccessDeps = {
      database,
      world,
      seal: turned,
      open: turned,
      askCommand: async () => newId(world, 'command'),
    }
    const key = generateKeyPairSync('ed25519')
      .publicKey.export({ type: 'spki', format: 'der' })
      .toString('base64url')
    const keys = { publicKey: key, sign: () => '', verify: () => true }
    const deps = { database, world, rights: rightsOfSites(access), keys }
    const { code } = await issueEnrolment(deps, systemCaller(organizationId, 'test'), {
      siteId,
      name: 'Cellar',
    })
    const { edgeId } = await enrolEdge(deps, {
      code,
      publicKey: key,
      signature: enrolmentProofText(code, key),
    })
    const edge = { organizationId, siteId, edgeId, publicKey: key, revoked: false }
    const store = new PostgresEdgeLinkStore(deps)
    // The site's key, and with it the first version of its rights, is made when it is first asked for.
    await database.transaction(organizationId, (transaction) => deps.rights.siteKey(transaction, edge))
    return {
      store,
      world,
      edge,
      askCommand: () => ask(organizationId, siteId),
      stored: () =>
        database.transaction(organizationId, async (transaction) => {
          const { rows } = await sql<{ edge_sequence: number }>`
            select edge_sequence from event where edge_id = ${edgeId} order by edge_sequence`.execute(
            transaction,
          )
          return rows.map((row) => Number(row.edge_sequence))
        }),
    }
  }
  edgeLinkStoreContract(makeRig)

  it('tells of the line to a building that was cut and came back, apart from what its equipment does [S0-90 1/4]', async () => {
    const { store, edge } = await makeRig()
    const health = {
      snapshotVersion: 0,
      backlog: 0,
      journalBytes: 0,
      journalProblem: null,
      clockTrusted: true,
      unknownPayloads: 0,
    }
    const connect = () => store.connected(edge, { journalId: 'j', software: 'test', health })
    const { connection } = await connect()
    await store.disconnected(edge, connection)
    await connect()
    const types = await database.transaction(edge.organizationId, async (transaction) => {
      const { rows } = await sql<{ type: string }>`
        select type from event where type in ('edge.connected', 'edge.disconnected') order by id`.execute(
        transaction,
      )
      return rows.map(({ type }) => type)
    })
    expect(types).toEqual(['edge.connected', 'edge.disconnected', 'edge.connected'])
  })

  describe('openings a lock did not confirm', () => {
    const entranceId = asId('entrance', ENTRANCE)
    const told = (sequence: number, type: string, payload: EdgeEvent['payload']) => ({
      sequence,
      type,
      occurredAt: addMs(instant(SIMULATION_EPOCH_MS), sequence),
      clockTrusted: true,
      entranceId: ENTRANCE,
      payload,
    })
    const silent = (sequence: number) => told(sequence, 'door.unlock_unknown', { reason: 'not_confirmed' })
    const rigWithDoor = async () => {
      const rig = await makeRig()
      const { organizationId, siteId } = rig.edge
      const inside = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
        database.transaction(organizationId, work)
      const createdAt = new Date(world.now())
      await inside((transaction) =>
        sql`insert into entrance (organization_id, id, site_id, created_at)
          values (${organizationId}, ${entranceId}, ${siteId}, ${createdAt})`.execute(transaction),
      )
      const doubted = async () =>
        (await inside((transaction) => loadUnconfirmed(transaction, [entranceId]))).get(entranceId)
      const blocked = async (accepts: readonly CredentialKind[] = ['pin'], at = world.now()) => {
        const door = { id: entranceId, siteId, accepts }
        return (await inside((transaction) => loadCodesBlocked(transaction, [door], at))).get(entranceId)
      }
      return { ...rig, doubted, blocked }
    }

    it('are counted once each, from the first on, until the lock confirms one', async () => {
      const { store, edge, doubted } = await rigWithDoor()
      await store.accept(edge, [silent(1), silent(2)])
      await store.accept(edge, [silent(2), silent(3)])
      const [since, lastAt] = [addMs(instant(SIMULATION_EPOCH_MS), 1), addMs(instant(SIMULATION_EPOCH_MS), 3)]
      expect(await doubted()).toEqual({ times: 3, since, lastAt })
      await store.accept(edge, [told(4, 'door.opened', { outcome: 'sent' })])
      expect(await doubted()).toMatchObject({ times: 3 })
      await store.accept(edge, [told(5, 'door.opened', { outcome: 'unlocked' })])
      expect(await doubted()).toBeUndefined()
    })

    const wrongCodes = (sequence: number, scope: string, forMs: number) =>
      told(sequence, 'door.codes_blocked', { scope, tries: scope === 'site' ? 20 : 5, forMs })
    const HOUR = 3_600_000
    const COMMAND = '00000000-0000-7000-8000-0000000000c1'

    it('codes blocked at a door are kept until their end or until somebody ended it', async () => {
      const { store, edge, blocked } = await rigWithDoor()
      const at = instant(SIMULATION_EPOCH_MS)
      await store.accept(edge, [wrongCodes(1, 'door', HOUR)])
      expect(await blocked(['pin'], at)).toEqual({
        scope: 'door',
        tries: 5,
        since: addMs(at, 1),
        until: addMs(at, 1 + HOUR),
      })
      expect(await blocked(['pin'], addMs(at, 1 + HOUR))).toBeUndefined()
      await store.accept(edge, [told(2, 'door.codes_released', { commandId: COMMAND, scopes: ['site'] })])
      expect(await blocked(['pin'], at)).toMatchObject({ scope: 'door' })
      await store.accept(edge, [told(3, 'door.codes_released', { commandId: COMMAND, scopes: ['door'] })])
      expect(await blocked(['pin'], at)).toBeUndefined()
    })

    it('codes blocked over a site concern each of its doors that takes codes, and the longest block is told', async () => {
      const { store, edge, blocked } = await rigWithDoor()
      const at = instant(SIMULATION_EPOCH_MS)
      await store.accept(edge, [wrongCodes(1, 'door', HOUR), wrongCodes(2, 'site', 2 * HOUR)])
      expect(await blocked(['pin'], at)).toMatchObject({ scope: 'site', tries: 20 })
      expect(await blocked(['card'], at)).toMatchObject({ scope: 'door' })
      await store.accept(edge, [
        told(3, 'door.codes_released', { commandId: COMMAND, scopes: ['door', 'site'] }),
      ])
      expect(await blocked(['pin'], at)).toBeUndefined()
    })

    it('and what cannot be so is not kept, nor what is told of a door nobody knows', async () => {
      const { store, edge, blocked } = await rigWithDoor()
      await store.accept(edge, [wrongCodes(1, 'town', HOUR), wrongCodes(2, 'door', 400 * HOUR)])
      expect(await blocked(['pin'], instant(SIMULATION_EPOCH_MS))).toBeUndefined()
      const elsewhere = await makeRig()
      expect(await elsewhere.store.accept(elsewhere.edge, [wrongCodes(1, 'door', HOUR)])).toBe(1)
    })

    it('of an entrance this server does not know stop nothing', async () => {
      const { store, edge } = await makeRig()
      expect(await store.accept(edge, [silent(1), silent(2)])).toBe(2)
    })
  })

  describe('after a restore', () => {
    const health = {
      backlog: 0,
      journalBytes: 0,
      journalProblem: null,
      clockTrusted: true,
      unknownPayloads: 0,
    }
    const arrive = (store: StoreRig['store'], edge: LinkedEdge, snapshotVersion: number) =>
      store.connected(edge, { journalId: 'j', software: 'test', health: { ...health, snapshotVersion } })
    const versionOf = async ({ store, edge }: StoreRig) => (await store.snapshot(edge))?.version ?? 0
    const markRestored = ({ edge }: StoreRig) =>
      database.transaction(edge.organizationId, (transaction) =>
        sql`update edge set knows_more = true where id = ${edge.edgeId}`.execute(transaction),
      )

    it('goes on above the version an edge holds, also where both have the same number', async () => {
      const rig = await makeRig()
      const { store, edge } = rig
      const ours = await versionOf(rig)
      await markRestored(rig)
      await arrive(store, edge, ours)
      expect(await versionOf(rig)).toBe(ours + 1)
      await arrive(store, edge, ours)
      expect(await versionOf(rig)).toBe(ours + 1)
      await arrive(store, edge, 41)
      expect(await versionOf(rig)).toBe(42)
    })

    it('does not believe a version that leaves no room above it', async () => {
      const rig = await makeRig()
      const ours = await versionOf(rig)
      await arrive(rig.store, rig.edge, Number.MAX_SAFE_INTEGER)
      expect(await versionOf(rig)).toBe(ours)
    })
  })
})
