/** Access through the real API on the real database: rights given, asked about at any instant, taken away. */
import {
  DAY_MS,
  formatId,
  HOUR_MS,
  instant,
  MINUTE_MS,
  newId,
  parseId,
  type EdgeId,
  type Instant,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type UnitId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { eventFacts } from '@loge/features/events/core'
import { appendEvents, installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, findTenancies, listMoves, openTenancy, planMove } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createSite,
  createUnit,
  removePlace,
  systemCaller,
} from '@loge/features/places/server'
import { equipmentFacts } from '@loge/features/equipment/core'
import { scheduleFacts } from '@loge/features/schedules/core'
import { scheduleEndpoints } from '@loge/features/schedules/server'
import { BUILT_IN_ROLES } from '@loge/features/accounts/core'
import type { PermissionGrant } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accessFacts,
  edgeFacts,
  attemptWithCredential,
  compilePolicy,
  decideEntry,
  digestInput,
  type Snapshot,
} from '../core/index.ts'
import {
  accessEndpoints,
  buildSnapshot,
  followEvent,
  happenMoves,
  listPlacements,
  noteEdgeContact,
  noteSnapshotReported,
  noteSnapshotSent,
  readSnapshotVersion,
  renewSnapshots,
  type AccessDeps,
  type CommandToAsk,
} from './index.ts'
import { adoptDoor } from './door-device.fixture.ts'
import type { EdgeTables } from './edge-link/tables.ts'
import { siteDigest } from './snapshot-version.ts'

const edgesOf = (transaction: Transaction) => transaction.$extendTables<EdgeTables>()
interface EdgeAtSite {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly edgeId: EdgeId
}

let database: TestDatabase
let organization: OrganizationId
let api: TestApi
let deps: AccessDeps
let forgetCatalogue: () => void
let nowMs: number
let siteId: SiteId
let asked: CommandToAsk[]
let homes: { readonly unit: 'A' | 'B'; readonly person: PersonId }[]
const world: World = { ...realWorld, now: () => instant(nowMs) }
/** Thursday, 10:00 in Paris. */
const THURSDAY = Date.UTC(2026, 10, 5, 9)

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
} as const

const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
const iso = (at: number): string => new Date(at).toISOString()
const per = (id: PersonId): string => formatId('person', id)
const sit = (): string => formatId('site', siteId)

const person = async (familyName: string, unitId?: UnitId, movesOutAt: Instant | null = null) => {
  const tenancy =
    unitId === undefined
      ? {}
      : { tenancy: { unitId, role: 'holder' as const, movesInAt: instant(THURSDAY - DAY_MS), movesOutAt } }
  const made = await createPerson({ database, world }, systemCaller(organization, 'test'), {
    givenName: 'Ada',
    familyName,
    ...tenancy,
  })
  return made.id
}

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([
    eventFacts,
    placesFacts,
    peopleFacts,
    scheduleFacts,
    equipmentFacts,
    accessFacts,
    edgeFacts,
  ])
})
beforeEach(async () => {
  nowMs = THURSDAY
  asked = []
  organization = await testOrganization(database)
  const caller = systemCaller(organization, 'test')
  const site = await createSite({ database, world }, caller, { ...ADDRESS, name: 'Résidence des Tilleuls' })
  siteId = site.id
  homes = []
  for (const name of ['A', 'B'] as const) {
    const building = await createBuilding({ database, world }, caller, { siteId, name })
    const unit = await createUnit({ database, world }, caller, {
      buildingId: building.id,
      name: `${name}1`,
      kind: 'home',
      floorId: null,
    })
    homes.push({
      unit: name,
      person: await person(`Resident ${name}`, unit.id, name === 'B' ? instant(THURSDAY + 3 * DAY_MS) : null),
    })
  }
  deps = {
    database,
    world,
    seal: turned,
    open: turned,
    askCommand: async (_transaction, _asker, command) => {
      asked.push(command)
      return newId(world, 'command')
    },
  }
  await api?.close()
  api = await testApi({
    database,
    world,
    organizationId: organization,
    endpoints: [...accessEndpoints(deps), ...scheduleEndpoints({ database, world })],
  })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

const post = async <Body = { readonly id: string; readonly revision: number }>(
  path: string,
  body: object,
  status = 201,
): Promise<Body> => {
  const answer = await api.call('POST', path, { body })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status })
  return answer.body as Body
}

const createEntrance = (name: string, more: object = {}) =>
  post('/entrances', { siteId: sit(), name, ...more })
const withLock = async (externalId: string) => {
  const device = await adoptDoor({ database, world, organizationId: organization, siteId }, externalId)
  return { parts: [{ role: 'lock', deviceId: formatId('device', device), componentKey: 'lock' }] }
}
const createProfile = (lines: object[]) =>
  post('/access-profiles', { siteId: sit(), name: 'Résidents', lines })
const officeHours = () =>
  post('/schedules', {
    name: 'Heures de bureau',
    effect: 'allow',
    weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' }],
    holidays: null,
    exceptions: [],
  })
const grant = (accessProfileId: string, to: object, more: object = {}) =>
  post('/access-grants', { siteId: sit(), accessProfileId, to, reason: 'Emménagement', ...more })

const snapshot = (): Promise<Snapshot> => buildSnapshot(deps, { organizationId: organization, siteId })
const version = () =>
  database.transaction(
    organization,
    async (transaction) => (await readSnapshotVersion(transaction, siteId))?.version,
  )

/** An edge with an open line, heard just now. */
const joinEdge = (edge: EdgeAtSite) =>
  database.transaction(organization, (transaction) =>
    edgesOf(transaction)
      .insertInto('edge')
      .values({
        organization_id: organization,
        id: edge.edgeId,
        site_id: edge.siteId,
        name: 'Local technique',
        public_key: 'x'.repeat(44),
        enrolled_at: new Date(nowMs),
        connected: true,
        connection: 1,
        connection_changed_at: new Date(nowMs),
        heard_at: new Date(nowMs),
        journal_base: 0,
      })
      .execute(),
  )

const hearEdge = (edge: EdgeAtSite) =>
  database.transaction(organization, async (transaction) => {
    await edgesOf(transaction)
      .updateTable('edge')
      .set({ heard_at: new Date(nowMs) })
      .execute()
    await noteEdgeContact(transaction, { ...edge, at: world.now() })
  })

const factsSeen = () =>
  database.transaction(organization, async (transaction) => {
    const { rows } = await sql<{ type: string }>`select type from event order by position`.execute(
      transaction,
    )
    return rows
      .map(({ type }) => type)
      .filter((type) => !/^(site|building|unit|person|tenancy|device)\./.test(type))
  })

const explain = async (entrance: string, who: PersonId, at?: number) => {
  const answer = await api.call(
    'GET',
    `/entrances/${entrance}/explain?person=${per(who)}${at === undefined ? '' : `&at=${iso(at)}`}`,
  )
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

describe('a right', () => {
  test('is explained with its grant, its window and its rule, now, before and after', async () => {
    const who = homes[0]!.person
    const { id: bikes } = await createEntrance('Local à vélos')
    const { id: hours } = await officeHours()
    const { id: profile } = await createProfile([{ entranceIds: [bikes], scheduleId: hours }])
    nowMs += HOUR_MS
    const { id: given } = await grant(profile, { kind: 'person', personId: per(who) })

    expect(await explain(bikes, who)).toMatchObject({
      decision: {
        allowed: true,
        accessGrantId: given,
        accessProfileId: profile,
        scheduleId: hours,
        windowFrom: iso(Date.UTC(2026, 10, 5, 7)),
        windowUntil: iso(Date.UTC(2026, 10, 5, 17)),
        until: iso(Date.UTC(2026, 10, 5, 17)),
      },
      lines: [{ accessGrantId: given, refusal: null }],
      // Nothing is presented where one only asks: what is presented is left to the door.
      checks: expect.arrayContaining([
        { refusal: 'credential_unknown', outcome: 'atDoor' },
        { refusal: 'no_grant_here', outcome: 'passed' },
      ]),
      evidence: {
        grants: [
          {
            id: given,
            to: 'person',
            reason: 'Emménagement',
            grantedAt: iso(nowMs),
            grantedBy: { kind: 'apiKey', role: null },
          },
        ],
        profiles: [{ id: profile, name: 'Résidents' }],
        schedules: [
          {
            id: hours,
            name: 'Heures de bureau',
            open: true,
            rule: 'weekly',
            holiday: null,
            nextChangeAt: iso(Date.UTC(2026, 10, 5, 17)),
          },
        ],
      },
      inForce: { version: null, since: null },
    })
    const evening = Date.UTC(2026, 10, 5, 20)
    expect(await explain(bikes, who, evening)).toMatchObject({
      decision: {
        allowed: false,
        refusal: 'outside_hours',
        accessGrantId: given,
        retryAt: iso(Date.UTC(2026, 10, 6, 7)),
      },
    })
    const beforeTheGrant = THURSDAY + HOUR_MS / 2
    expect(await explain(bikes, who, beforeTheGrant)).toMatchObject({
      decision: { allowed: false, refusal: 'no_grant_here' },
    })
  })

  test('that is revoked is gone, and was there', async () => {
    const who = homes[0]!.person
    const { id: bikes } = await createEntrance('Local à vélos')
    const { id: profile } = await createProfile([{ entranceIds: [bikes], scheduleId: null }])
    const { id: given } = await grant(profile, { kind: 'person', personId: per(who) })
    nowMs += HOUR_MS
    await post(`/access-grants/${given}/revoke`, { reason: 'Départ' }, 200)
    expect(await explain(bikes, who)).toMatchObject({ decision: { refusal: 'no_grant_here' } })
    expect(await explain(bikes, who, THURSDAY + 1)).toMatchObject({
      decision: { allowed: true, accessGrantId: given },
    })
    expect(
      await api.call('POST', `/access-grants/${given}/revoke`, { body: { reason: 'Départ' } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'access_grant_revoked' },
    })
    expect(await factsSeen()).toEqual([
      'entrance.created',
      'access_profile.created',
      'access.granted',
      'access.revoked',
    ])
  })

  test('of everyone who lives in a building begins and ends with each tenancy', async () => {
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'residents', buildingId: null })
    const [a, b] = homes
    const who = async (at: number) => {
      const answer = await api.call('GET', `/entrances/${hall}/who?at=${iso(at)}`)
      return (answer.body as { data: { personId: string; until: string | null }[] }).data
    }
    const now = await who(nowMs)
    expect(now.map(({ personId }) => personId).toSorted()).toEqual(
      [per(a!.person), per(b!.person)].toSorted(),
    )
    expect(now.find(({ personId }) => personId === per(b!.person))?.until).toBe(iso(THURSDAY + 3 * DAY_MS))
    expect((await who(THURSDAY + 3 * DAY_MS)).map(({ personId }) => personId)).toEqual([per(a!.person)])
    expect(await explain(hall, b!.person, THURSDAY + 3 * DAY_MS)).toMatchObject({
      decision: { refusal: 'grant_expired' },
    })
  })

  test('of a suspended person does not count until it is restored', async () => {
    const who = homes[0]!.person
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'person', personId: per(who) })
    await snapshot()
    const before = await version()
    expect(
      await api.call('POST', `/people/${per(who)}/suspend-access`, { body: { reason: 'Impayé' } }),
    ).toMatchObject({ status: 204 })
    expect(await explain(hall, who)).toMatchObject({ decision: { refusal: 'person_suspended' } })
    const again = { body: { reason: 'Encore' } }
    expect(await api.call('POST', `/people/${per(who)}/restore-access`)).toMatchObject({ status: 204 })
    expect(await api.call('POST', `/people/${per(who)}/suspend-access`, again)).toMatchObject({ status: 204 })
    expect(await api.call('POST', `/people/${per(who)}/suspend-access`, again)).toMatchObject({ status: 204 })
    expect(await explain(hall, who)).toMatchObject({ decision: { refusal: 'person_suspended' } })
    expect(await version()).toBe((before ?? 0) + 3)
    nowMs += 1000
    expect(await api.call('POST', `/people/${per(who)}/restore-access`)).toMatchObject({
      status: 204,
    })
    expect(await api.call('GET', `/people/${per(who)}/access`)).toMatchObject({
      body: { suspended: false, data: [{ entranceId: hall, decision: { allowed: true, until: null } }] },
    })
  })
})

describe('an explanation', () => {
  const applied = async (edgeId: EdgeId, snapshotVersion: number): Promise<void> => {
    await database.transaction(organization, async (transaction) => {
      await noteSnapshotReported(
        transaction,
        { organizationId: organization, siteId, edgeId, at: world.now() },
        snapshotVersion,
      )
      await appendEvents(transaction, world, organization, [
        {
          id: newId(world, 'event'),
          type: 'edge.snapshot_applied',
          occurredAt: world.now(),
          actor: { kind: 'edge', id: edgeId },
          siteId,
          payload: { snapshotVersion },
        },
      ])
    })
  }

  test('names the version of the rights that was in force at the door then, and the one that is now', async () => {
    const who = homes[0]!.person
    const { id: hall } = await createEntrance('Hall')
    const edgeId = newId(world, 'edge')
    await joinEdge({ organizationId: organization, siteId, edgeId })
    nowMs += HOUR_MS
    await applied(edgeId, 3)
    nowMs += HOUR_MS
    await applied(edgeId, 4)
    nowMs += HOUR_MS
    const versions = [1, HOUR_MS, 2 * HOUR_MS - 1, 3 * HOUR_MS - 1, 4 * HOUR_MS].map(async (after) => {
      const { inForce } = (await explain(hall, who, THURSDAY + after)) as {
        inForce: { version: number | null }
      }
      return inForce.version
    })
    expect(await Promise.all(versions)).toEqual([null, 3, 3, 4, 4])
  })

  test('of an event tells grant, profile, hours and version as they were recorded when it happened', async () => {
    const { id: hall } = await createEntrance('Hall')
    const { id: hours } = await officeHours()
    const { id: profile, revision } = await createProfile([{ entranceIds: [hall], scheduleId: hours }])
    const { id: given } = await grant(profile, { kind: 'residents', buildingId: null })
    nowMs += 1000
    const id = newId(world, 'event')
    const edgeId = newId(world, 'edge')
    await database.transaction(organization, (transaction) =>
      appendEvents(transaction, world, organization, [
        {
          id,
          type: 'door.opened',
          occurredAt: world.now(),
          actor: { kind: 'edge', id: edgeId },
          edge: { id: edgeId, sequence: 1, clockTrusted: true },
          siteId,
          payload: {
            snapshotVersion: 12,
            accessGrantId: parseId('accessGrant', given) ?? '',
            accessProfileId: parseId('accessProfile', profile) ?? '',
            scheduleId: parseId('schedule', hours) ?? '',
          },
        },
      ]),
    )
    nowMs += 1000
    const renamed = { name: 'Autrement', lines: [{ entranceIds: [hall], scheduleId: null }] }
    await api.call('PUT', `/access-profiles/${profile}`, { body: renamed, ifMatch: String(revision) })
    await post(`/access-grants/${given}/revoke`, { reason: 'Fin' }, 200)
    const answer = await api.call('GET', `/events/${formatId('event', id)}/evidence`)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        snapshotVersion: 12,
        clockTrusted: true,
        evidence: {
          grants: [{ id: given, reason: 'Emménagement', to: 'residents' }],
          profiles: [{ name: 'Résidents' }],
          schedules: [{ name: 'Heures de bureau', open: true, rule: 'weekly' }],
        },
      },
    })
    // A right given to one person leads to whoever passed: without a look it is not told.
    const { id: own } = await grant(profile, { kind: 'person', personId: per(homes[0]!.person) })
    const ofOne = newId(world, 'event')
    await database.transaction(organization, (transaction) =>
      appendEvents(transaction, world, organization, [
        {
          id: ofOne,
          type: 'door.opened',
          occurredAt: world.now(),
          actor: { kind: 'edge', id: edgeId },
          siteId,
          personId: homes[0]!.person,
          payload: { snapshotVersion: 12, accessGrantId: parseId('accessGrant', own) ?? '' },
        },
      ]),
    )
    expect(await api.call('GET', `/events/${formatId('event', ofOne)}/evidence`)).toMatchObject({
      status: 200,
      body: { snapshotVersion: 12, evidence: { grants: [] } },
    })
    const unknown = await api.call('GET', `/events/${formatId('event', newId(world, 'event'))}/evidence`)
    expect(unknown).toMatchObject({ status: 404, body: { code: 'event_unknown' } })
  })
})

describe('a manager of one site', () => {
  const managing = async <Answer>(
    site: SiteId,
    work: (asked: TestApi) => Promise<Answer>,
  ): Promise<Answer> => {
    const grants = ['access.read', 'access.manage'].map((permission) => ({
      permission,
      scope: { kind: 'site', siteId: site } as const,
    }))
    const asked = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints: accessEndpoints(deps),
      grants,
    })
    try {
      return await work(asked)
    } finally {
      await asked.close()
    }
  }

  test('neither gives to somebody elsewhere, nor learns by trying that they exist', async () => {
    const elsewhere = per(await person('Elsewhere'))
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    const suspending = { body: { reason: 'Impayé' } }
    expect(await api.call('POST', `/people/${elsewhere}/suspend-access`, suspending)).toMatchObject({
      status: 204,
    })
    await managing(siteId, async (asked) => {
      const nobody = per(newId(world, 'person'))
      const tries = async (personId: string) => [
        await asked.call('POST', '/credentials', {
          body: { siteId: sit(), personId, kind: 'pin', validUntil: null },
        }),
        await asked.call('POST', '/access-grants', {
          body: {
            siteId: sit(),
            accessProfileId: profile,
            to: { kind: 'person', personId },
            leaseClass: 'resident',
            validUntil: null,
            reason: 'Voisin',
          },
        }),
        await asked.call('GET', `/people/${personId}/access`),
        await asked.call('POST', `/people/${personId}/suspend-access`, suspending),
      ]
      const codesOf = (answers: Awaited<ReturnType<typeof tries>>) =>
        answers.map(({ status, body }) => [status, (body as { code: string }).code])
      expect(codesOf(await tries(elsewhere))).toEqual(codesOf(await tries(nobody)))
      expect(codesOf(await tries(elsewhere)).map(([status]) => status)).toEqual([422, 422, 404, 404])
    })
  })

  test('suspends and restores who has to do with this site alone', async () => {
    const resident = `/people/${per(homes[0]!.person)}`
    const suspending = { body: { reason: 'Impayé' } }
    await managing(siteId, async (asked) => {
      expect(await asked.call('POST', `${resident}/suspend-access`, suspending)).toMatchObject({
        status: 204,
      })
      expect(await asked.call('GET', `${resident}/access`)).toMatchObject({ body: { suspended: true } })
      expect(await asked.call('POST', `${resident}/restore-access`)).toMatchObject({ status: 204 })
    })
    await managing(newId(world, 'site'), async (asked) => {
      expect(await asked.call('POST', `${resident}/suspend-access`, suspending)).toMatchObject({
        status: 404,
      })
    })
  })
})

describe('a name', () => {
  const names = (api: TestApi, personIds: readonly string[], reason: string) =>
    api.call('POST', '/names', { body: { personIds, reason } })
  const asRole = (grants: readonly PermissionGrant[]): Promise<TestApi> =>
    testApi({ database, world, organizationId: organization, endpoints: accessEndpoints(deps), grants })
  const looks = () =>
    database.transaction(organization, async (transaction) => {
      const { rows } = await sql<{ person_id: PersonId; payload: unknown }>`
        select person_id, payload from event where type = 'person.name_shown'`.execute(transaction)
      return rows
    })

  test('is shown for a reason, which is recorded for the person it concerns', async () => {
    const who = homes[0]!.person
    const answer = await names(api, [per(who), per(who)], 'damage')
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { data: [{ personId: per(who), givenName: 'Ada', familyName: 'Resident A' }] },
    })
    expect(await looks()).toEqual([{ person_id: who, payload: { reason: 'damage' } }])
    expect(JSON.stringify(await looks())).not.toContain('Resident')
  })

  test('of whoever an event is about is shown for a reason, to who does not know whom they ask for', async () => {
    const who = homes[0]!.person
    const id = newId(world, 'event')
    await database.transaction(organization, (transaction) =>
      appendEvents(transaction, world, organization, [
        {
          id,
          type: 'door.opened',
          occurredAt: world.now(),
          actor: { kind: 'unknown' },
          siteId,
          personId: who,
          payload: {},
        },
      ]),
    )
    const body = { eventId: formatId('event', id), reason: 'damage' }
    expect(await api.call('POST', '/names', { body })).toMatchObject({
      status: 200,
      body: { data: [{ personId: per(who), familyName: 'Resident A' }] },
    })
    expect(await looks()).toEqual([{ person_id: who, payload: { reason: 'damage', aboutEventId: id } }])
    expect(await api.call('POST', '/names', { body: { reason: 'damage' } })).toMatchObject({ status: 400 })
  })

  test('is shown for no other reason, and to no caretaker or technician', async () => {
    const who = per(homes[0]!.person)
    expect(await names(api, [who], 'curiosity')).toMatchObject({ status: 400 })
    for (const code of ['caretaker', 'technician']) {
      const permissions = BUILT_IN_ROLES.find((role) => role.code === code)?.permissions ?? []
      const asked = await asRole(
        permissions.map((permission) => ({ permission, scope: { kind: 'organization' } })),
      )
      expect(await names(asked, [who], 'damage')).toMatchObject({ status: 403 })
      await asked.close()
    }
    expect(await looks()).toEqual([])
  })

  test('of somebody at another site is not there for a manager of this one', async () => {
    const elsewhere = newId(world, 'site')
    const asked = await asRole([{ permission: 'people.manage', scope: { kind: 'site', siteId: elsewhere } }])
    expect(await names(asked, [per(homes[0]!.person)], 'damage')).toMatchObject({
      status: 200,
      body: { data: [] },
    })
    await asked.close()
    expect(await looks()).toEqual([])
  })
})

describe('a credential', () => {
  test('of which one value is given to eight people at once is the first one’s, and refused to the others [S0-45 2/2]', async () => {
    const body = {
      siteId: sit(),
      personId: per(homes[0]!.person),
      kind: 'card',
      value: '04EEEE01',
      validUntil: null,
    }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.call('POST', '/credentials', { body })),
    )
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ])
  })

  const openAt = async (entrance: string, kind: 'pin' | 'card' | 'qr', value: string) => {
    const policy = compilePolicy(await snapshot())
    const digestOf = await database.transaction(organization, (transaction) =>
      siteDigest(transaction, deps, organization, siteId),
    )
    const presented = {
      entranceId: parseId('entrance', entrance) ?? '',
      kind,
      digest: digestOf(digestInput(kind, value)),
    }
    const moment = { now: world.now(), clockTrusted: true, lastContactAt: world.now() }
    return decideEntry(policy, attemptWithCredential(policy, presented, moment))
  }

  const hallFor = async (who: PersonId): Promise<string> => {
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'person', personId: per(who) })
    return hall
  }

  test('made by the house is shown once and opens', async () => {
    const who = homes[0]!.person
    const hall = await hallFor(who)
    for (const kind of ['pin', 'qr'] as const) {
      const made = await post<{ id: string; secret: string }>('/credentials', {
        siteId: sit(),
        personId: per(who),
        kind,
      })
      expect(await openAt(hall, kind, made.secret)).toMatchObject({ allowed: true })
      const listed = await api.call('GET', `/credentials?personId=${per(who)}`)
      expect(JSON.stringify(listed.body)).not.toContain(made.secret)
    }
    const { rows } = await database.transaction(organization, (transaction) =>
      sql<{ digest: string }>`select digest from credential_secret`.execute(transaction),
    )
    expect(rows).toHaveLength(2)
  })

  test('is told from others of its kind by its name or the end of its number, and never by the whole of it', async () => {
    const who = homes[0]!.person
    const body = { siteId: sit(), personId: per(who) }
    const named = async (more: object) =>
      (await post<{ id: string; label: string | null }>('/credentials', { ...body, ...more })).label
    expect(await named({ kind: 'card', value: '04:a3:1f:9c:77' })).toBe('…9C77')
    expect(await named({ kind: 'card', value: '1a2b' })).toBe('…2B')
    expect(await named({ kind: 'card', value: '04a31f9c78', label: ' blue fob ' })).toBe('blue fob')
    expect(await named({ kind: 'card', value: '04a31f9c79', label: 'no. 04 A3 1F 9C 79' })).toBe('…9C79')
    expect(await named({ kind: 'licencePlate', value: 'AB-123-CD' })).toBe('…3CD')
    expect(await named({ kind: 'pin', value: '739164', label: 'code 739164' })).toBeNull()
    expect(await named({ kind: 'mobileKey', label: 'Léa’s phone' })).toBe('Léa’s phone')
    const { body: listed } = await api.call('GET', `/credentials?personId=${per(who)}`)
    const shown = (listed as { data: { id: string; label: string | null }[] }).data
    expect(new Set(shown.map(({ label }) => label))).toContain('blue fob')
    for (const value of ['04A31F9C7', 'AB123CD', '739164'])
      expect(JSON.stringify(listed)).not.toContain(value)
    const lost = shown.find(({ label }) => label === 'blue fob')?.id ?? ''
    const next = { body: { value: '04a31f9c80', label: 'red fob' } }
    expect(await api.call('POST', `/credentials/${lost}/replace`, next)).toMatchObject({
      status: 201,
      body: { label: 'red fob' },
    })
  })

  test('and rights name nobody to who may not read people, and are not searched for one', async () => {
    const who = homes[0]!.person
    await hallFor(who)
    await post('/credentials', { siteId: sit(), personId: per(who), kind: 'card', value: '04a31f9c77' })
    const integrator = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints: accessEndpoints(deps),
      grants: [{ permission: 'access.read', scope: { kind: 'organization' } }],
    })
    for (const path of ['/credentials', '/access-grants']) {
      const { body } = await integrator.call('GET', path)
      expect(JSON.stringify(body), path).toContain('"personId":null')
      expect(JSON.stringify(body), path).not.toContain(per(who))
      expect(JSON.stringify(body), path).not.toContain('9C77')
      expect(JSON.stringify((await api.call('GET', path)).body), path).toContain(per(who))
      expect(await integrator.call('GET', `${path}?personId=${per(who)}`), path).toMatchObject({
        status: 403,
        body: { code: 'person_filter_forbidden' },
      })
    }
    await integrator.close()
  })

  test('that is a plate is told from those that look like it only where a door takes look-alikes', async () => {
    const who = homes[0]!.person
    const give = (value: string) =>
      api.call('POST', '/credentials', {
        body: { siteId: sit(), personId: per(who), kind: 'licencePlate', value },
      })
    const { id: barrier } = await createEntrance('Barrière')
    const settle = async (takesLookAlikes: boolean) => {
      const { body, headers } = await api.call('GET', `/entrances/${barrier}`)
      const {
        id: _id,
        siteId: _site,
        revision,
        lockedDown: _l,
        emergency: _e,
        placement: _p,
        unconfirmed: _u,
        codesBlocked: _c,
        ...rest
      } = body as {
        revision: number
      } & Record<string, unknown>
      void headers
      return api.call('PUT', `/entrances/${barrier}`, {
        ifMatch: String(revision),
        body: { ...rest, accepts: ['licencePlate'], takesLookAlikes },
      })
    }
    expect((await give('KB-108-ZS')).status).toBe(201)
    const credentials = async () =>
      (await snapshot()).credentials.filter(({ kind }) => kind === 'licencePlate')
    // What no door needs goes to no edge.
    expect((await credentials())[0]).not.toHaveProperty('lookAlike')
    expect((await give('K8-108-ZS')).status).toBe(201)
    const refused = await settle(true)
    expect(refused).toMatchObject({ status: 409, body: { code: 'plates_look_alike' } })
    expect((refused.body as { errors: readonly { message: string }[] }).errors[0]?.message).toMatch(
      /crd_.*crd_/,
    )

    await database.transaction(organization, (transaction) =>
      sql`update credential_secret set look_alike = null where site_id = ${siteId}`.execute(transaction),
    )
    expect((await settle(true)).status).toBe(200)
    expect((await give('QB-108-ZS')).status).toBe(201)
    expect(await give('08-1O8-2S')).toMatchObject({ status: 409, body: { code: 'plate_looks_alike' } })
    expect((await credentials()).filter(({ lookAlike }) => lookAlike !== undefined)).toHaveLength(1)
  })

  test('that is a card opens however its number is spelled, not after it was lost', async () => {
    const who = homes[0]!.person
    const hall = await hallFor(who)
    const { id } = await post('/credentials', {
      siteId: sit(),
      personId: per(who),
      kind: 'card',
      value: '04:a3:1f:9c',
    })
    expect(await openAt(hall, 'card', '04A31F9C')).toMatchObject({ allowed: true })
    expect(
      await api.call('POST', '/credentials', {
        body: { siteId: sit(), personId: per(who), kind: 'card', value: '04a31f9c' },
      }),
    ).toMatchObject({
      status: 409,
      body: { code: 'credential_value_taken' },
    })
    nowMs += 1000
    expect(await api.call('POST', `/credentials/${id}/suspend`)).toMatchObject({
      body: { status: 'suspended' },
    })
    expect(await openAt(hall, 'card', '04A31F9C')).toMatchObject({ refusal: 'credential_suspended' })
    expect(await api.call('POST', `/credentials/${id}/reactivate`)).toMatchObject({
      body: { status: 'active' },
    })
    expect(await api.call('POST', `/credentials/${id}/report-lost`)).toMatchObject({
      body: { status: 'lost' },
    })
    expect(await openAt(hall, 'card', '04A31F9C')).toMatchObject({ refusal: 'credential_lost' })
    expect(await api.call('POST', `/credentials/${id}/reactivate`)).toMatchObject({
      status: 409,
      body: { code: 'credential_lost' },
    })
  })

  test('that was lost and found opens again within a day, unless another has taken its place', async () => {
    const who = homes[0]!.person
    const hall = await hallFor(who)
    const body = { siteId: sit(), personId: per(who), kind: 'card' }
    const give = async (value: string) =>
      (await api.call('POST', '/credentials', { body: { ...body, value } })).body as { readonly id: string }
    const act = (id: string, how: string, more = {}) => api.call('POST', `/credentials/${id}/${how}`, more)
    const { id } = await give('04A31FA1')
    nowMs += 1000
    await act(id, 'report-lost')
    expect(await openAt(hall, 'card', '04A31FA1')).toMatchObject({ refusal: 'credential_lost' })
    nowMs += DAY_MS
    expect(await act(id, 'report-found')).toMatchObject({ status: 200, body: { status: 'active' } })
    expect(await openAt(hall, 'card', '04A31FA1')).toMatchObject({ allowed: true })
    expect(await act(id, 'report-found')).toMatchObject({ status: 200, body: { status: 'active' } })
    await act(id, 'report-lost')
    nowMs += DAY_MS + 1
    expect(await act(id, 'report-found')).toMatchObject({ status: 409, body: { code: 'undo_too_late' } })
    const { id: other } = await give('04A31FA2')
    nowMs += 1000
    await act(other, 'report-lost')
    expect(await act(other, 'replace', { body: { value: '04A31FA3' } })).toMatchObject({ status: 201 })
    expect(await act(other, 'replace', { body: { value: '04A31FA4' } })).toMatchObject({
      status: 409,
      body: { code: 'credential_lost' },
    })
    expect(await act(other, 'report-found')).toMatchObject({
      status: 409,
      body: { code: 'credential_replaced' },
    })
  })

  test('that was lost, replaced and found works again in one act, which withdraws the new one and names the doors', async () => {
    const who = homes[0]!.person
    const hall = await hallFor(who)
    const body = { siteId: sit(), personId: per(who), kind: 'card' }
    const give = async (value: string) =>
      ((await api.call('POST', '/credentials', { body: { ...body, value } })).body as { readonly id: string })
        .id
    const act = (id: string, how: string, more = {}) => api.call('POST', `/credentials/${id}/${how}`, more)
    const found = (id: string, withdraws: string) =>
      api.call('POST', `/credentials/${id}/report-found?withdraws=${withdraws}`)
    const lost = await give('04A31FB1')
    const elsewhere = await give('04A31FB9')
    nowMs += 1000
    const { body: made } = await act(lost, 'replace', { body: { value: '04A31FB2' } })
    const { id: instead } = made as { readonly id: string }
    nowMs += 1000
    // Only what took its place is withdrawn, and it has to be named.
    const refused = { status: 409, body: { code: 'credential_replaced' } }
    expect(await found(lost, elsewhere)).toMatchObject(refused)
    expect(await openAt(hall, 'card', '04A31FB2')).toMatchObject({ allowed: true })
    const before = nowMs
    nowMs += 1000
    expect(await found(lost, instead)).toMatchObject({
      status: 200,
      body: {
        id: lost,
        status: 'active',
        doors: expect.arrayContaining([expect.objectContaining({ entranceId: hall, name: 'Hall' })]),
      },
    })
    expect(await openAt(hall, 'card', '04A31FB1')).toMatchObject({ allowed: true })
    expect(await openAt(hall, 'card', '04A31FB9')).toMatchObject({ allowed: true })
    expect(await openAt(hall, 'card', '04A31FB2')).toMatchObject({ refusal: 'credential_expired' })
    expect(await found(lost, instead)).toMatchObject({ status: 200, body: { status: 'active' } })
    // What was true between is still told so.
    const then = await buildSnapshot(deps, { organizationId: organization, siteId }, instant(before))
    expect(then.credentials.map(({ id }) => id)).toContain(parseId('credential', instead))

    // Lost after all: the one withdrawn is given again by its number.
    nowMs += 1000
    expect(await act(lost, 'replace', { body: { value: '04A31FB2' } })).toMatchObject({ status: 201 })
    expect(await openAt(hall, 'card', '04A31FB2')).toMatchObject({ allowed: true })
    // A second one was given meanwhile: nobody is left with two.
    const { body: list } = await api.call('GET', `/credentials?personId=${per(who)}`)
    const again = (list as { readonly data: readonly { readonly id: string }[] }).data.at(-1)!.id
    await give('04A31FB5')
    expect(await found(lost, again)).toMatchObject(refused)
  })

  test('that ended for good leaves its number to somebody else, and never two have it', async () => {
    const [first, second] = [homes[0]!.person, homes[1]!.person]
    const hall = await hallFor(first)
    const give = (who: PersonId, value: string, more: object = {}) =>
      api.call('POST', '/credentials', {
        body: { siteId: sit(), personId: per(who), kind: 'card', value, ...more },
      })
    const taken = { status: 409, body: { code: 'credential_value_taken' } }
    const idOf = (answer: { readonly body: unknown }) => (answer.body as { readonly id: string }).id
    const act = (id: string, how: string, more = {}) => api.call('POST', `/credentials/${id}/${how}`, more)

    const validUntil = new Date(nowMs + DAY_MS).toISOString()
    const expired = idOf(await give(first, '04B00001', { validUntil }))
    const held = nowMs
    nowMs += DAY_MS - 1
    expect(await give(second, '04B00001')).toMatchObject(taken)
    nowMs += 1
    expect(await give(second, '04B00001')).toMatchObject({ status: 201 })
    expect(await give(first, '04B00001')).toMatchObject(taken)
    // Who had it is told as before; by the number it is the other one's.
    const then = await buildSnapshot(deps, { organizationId: organization, siteId }, instant(held))
    expect(then.credentials.map(({ id }) => id)).toEqual([parseId('credential', expired)])
    expect(await openAt(hall, 'card', '04B00001')).toMatchObject({ refusal: 'no_grant_here' })

    const lost = idOf(await give(first, '04B00002'))
    await act(lost, 'report-lost')
    nowMs += DAY_MS
    expect(await give(second, '04B00002')).toMatchObject(taken)
    nowMs += 1
    expect(await give(second, '04B00002')).toMatchObject({ status: 201 })

    const replaced = idOf(await give(first, '04B00003'))
    nowMs += 1000
    const instead = idOf(await act(replaced, 'replace', { body: { value: '04B00004' } }))
    expect(await give(second, '04B00003')).toMatchObject({ status: 201 })
    nowMs += 1000
    await act(instead, 'report-lost')
    expect(await act(replaced, 'report-found')).toMatchObject({ body: { code: 'credential_replaced' } })

    const code = { kind: 'pin', validUntil: new Date(nowMs + DAY_MS).toISOString() }
    expect(await give(first, '748201', code)).toMatchObject({ status: 201 })
    nowMs += DAY_MS
    expect(await give(second, '748201', { kind: 'pin' })).toMatchObject(taken)
  })

  test('that is a plate and ended leaves its number and its look-alikes', async () => {
    const [first, second] = [homes[0]!.person, homes[1]!.person]
    const give = (who: PersonId, value: string, more: object = {}) =>
      api.call('POST', '/credentials', {
        body: { siteId: sit(), personId: per(who), kind: 'licencePlate', value, ...more },
      })
    const validUntil = new Date(nowMs + DAY_MS).toISOString()
    expect((await give(first, 'KB-108-ZS', { validUntil })).status).toBe(201)
    expect((await give(first, 'AA-229-BB', { validUntil })).status).toBe(201)
    expect((await give(first, 'K8-108-ZS')).status).toBe(201)
    nowMs += DAY_MS
    // One of two that look alike has ended, so a door may take look-alikes.
    expect(
      await api.call('POST', '/entrances', {
        body: { siteId: sit(), name: 'Barrière', accepts: ['licencePlate'], takesLookAlikes: true },
      }),
    ).toMatchObject({ status: 201 })
    expect((await give(second, 'AA-229-8B')).status).toBe(201)
    expect((await give(second, 'KB-1O8-ZS')).body).toMatchObject({ code: 'plate_looks_alike' })
    nowMs += DAY_MS
    expect((await give(second, 'AA-229-BB')).body).toMatchObject({ code: 'plate_looks_alike' })
  })

  test('are made once by one key; a code that was shown is not kept to be shown again', async () => {
    const personId = per(homes[0]!.person)
    const request = {
      body: { siteId: sit(), personId, kind: 'pin' },
      idempotencyKey: 'a-key-for-one-new-code',
    }
    const first = await api.call('POST', '/credentials', request)
    expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^\d+$/) } })
    expect(await api.call('POST', '/credentials', request)).toMatchObject({
      status: 409,
      body: { code: 'already_done_secret_shown_once' },
    })
    const { body } = await api.call('GET', `/credentials?personId=${personId}`)
    expect((body as { readonly data: readonly unknown[] }).data).toHaveLength(1)
  })

  test('of a person stay as they are now when an old suspension is sent again', async () => {
    const personId = per(homes[0]!.person)
    const suspend = { body: { reason: 'Badge prêté' }, idempotencyKey: 'a-key-for-one-suspension' }
    const send = () => api.call('POST', `/people/${personId}/suspend-access`, suspend)
    expect(await send()).toMatchObject({ status: 204 })
    expect(await api.call('POST', `/people/${personId}/restore-access`)).toMatchObject({ status: 204 })
    const seen = (await factsSeen()).length
    expect(await send()).toMatchObject({ status: 204 })
    expect(await factsSeen()).toHaveLength(seen)
  })

  test.each([
    [{ kind: 'pin', value: '123456' }, 'pin_weak'],
    [{ kind: 'pin', value: '12ab' }, 'credential_value_invalid'],
    [{ kind: 'qr', value: 'chosen' }, 'credential_value_not_chosen'],
    [{ kind: 'card' }, 'credential_value_required'],
  ])('%j is refused with %s', async (body, code) => {
    const answer = await api.call('POST', '/credentials', {
      body: { siteId: sit(), personId: per(homes[0]!.person), ...body },
    })
    expect(answer).toMatchObject({ status: 422, body: { code } })
  })

  describe('the day somebody leaves', () => {
    const leaveOn = async (who: PersonId, on: string) => {
      const [stay] = await database.transaction(organization, (transaction) =>
        findTenancies(transaction, { personId: who }),
      )
      const caller = systemCaller(organization, 'test')
      await planMove({ database, world }, caller, { kind: 'out', on, tenancyIds: stay ? [stay.id] : [] })
    }
    const statusIs = async (who: PersonId, status: string) =>
      expect(await api.call('GET', `/credentials?personId=${per(who)}`)).toMatchObject({
        body: { data: [{ status }] },
      })
    const badgeOf = (who: PersonId, value: string) =>
      post('/credentials', { siteId: sit(), personId: per(who), kind: 'card', value })

    test('their badge ends with it, whatever else they were given, and not a moment before [S0-19 2/3, S0-41 partly]', async () => {
      const who = homes[0]!.person
      const hall = await hallFor(who)
      await badgeOf(who, '04d00001')
      await leaveOn(who, '2026-11-05')
      nowMs = Date.UTC(2026, 10, 5, 22, 59)
      await happenMoves(deps, organization)
      expect(await openAt(hall, 'card', '04D00001')).toMatchObject({ allowed: true })
      nowMs = Date.UTC(2026, 10, 5, 23)
      await happenMoves(deps, organization)
      await statusIs(who, 'suspended')
      expect(await openAt(hall, 'card', '04D00001')).toMatchObject({ refusal: 'credential_suspended' })
    })

    const badgeStep = async (who: PersonId, key: string) => {
      const { data } = await listMoves({ database, world }, systemCaller(organization, 'test'), {
        personId: who,
        limit: 9,
      })
      return data.map(({ kind, stepsDone }) => `${kind} ${stepsDone.includes(key as 'badge')}`)
    }

    test('the step of the badge ticks itself when each one is blocked, and no more when one works again', async () => {
      const who = homes[0]!.person
      const first = await badgeOf(who, '04d00011')
      const second = await badgeOf(who, '04d00012')
      await leaveOn(who, '2026-11-05')
      await api.call('POST', `/credentials/${first.id}/suspend`)
      expect(await badgeStep(who, 'badgeBack')).toEqual(['out false'])
      await api.call('POST', `/credentials/${second.id}/report-lost`)
      expect(await badgeStep(who, 'badgeBack')).toEqual(['out true'])
      await api.call('POST', `/credentials/${first.id}/reactivate`)
      expect(await badgeStep(who, 'badgeBack')).toEqual(['out false'])
      nowMs = Date.UTC(2026, 10, 6)
      await happenMoves(deps, organization)
      expect(await badgeStep(who, 'badgeBack')).toEqual(['out false'])
      await api.call('POST', `/credentials/${first.id}/report-lost`)
      expect(await badgeStep(who, 'badgeBack')).toEqual(['out true'])
    })

    test('and the step of whoever moves in when they are given a badge or a code', async () => {
      const [stay] = await database.transaction(organization, (transaction) =>
        findTenancies(transaction, { personId: homes[1]!.person }),
      )
      const who = homes[0]!.person
      await planMove({ database, world }, systemCaller(organization, 'test'), {
        kind: 'in',
        on: '2026-11-20',
        unitId: stay!.unitId,
        people: [{ personId: who, role: 'housemate' }],
      })
      await post('/credentials', {
        siteId: sit(),
        personId: per(who),
        kind: 'licencePlate',
        value: 'AB-123-CD',
      })
      expect(await badgeStep(who, 'badge')).toEqual(['in false'])
      await post('/credentials', { siteId: sit(), personId: per(who), kind: 'pin' })
      expect(await badgeStep(who, 'badge')).toEqual(['in true'])
    })

    test('a badge goes on working for whoever keeps another home here', async () => {
      const who = homes[0]!.person
      await badgeOf(who, '04d00002')
      await leaveOn(who, '2026-11-05')
      const [other] = await database.transaction(organization, (transaction) =>
        findTenancies(transaction, { personId: homes[1]!.person }),
      )
      await openTenancy({ database, world }, systemCaller(organization, 'test'), {
        personId: who,
        unitId: other!.unitId,
        role: 'owner',
        movesInAt: instant(THURSDAY),
        movesOutAt: null,
      })
      nowMs = Date.UTC(2026, 10, 6)
      await happenMoves(deps, organization)
      await statusIs(who, 'active')
    })
  })
})

describe('an entrance', () => {
  test('changes under its version and keeps what it was', async () => {
    const { id } = await createEntrance('Hall')
    nowMs += HOUR_MS
    const changed = { name: 'Hall A', unlockMs: 8000 }
    expect(await api.call('PUT', `/entrances/${id}`, { body: changed, ifMatch: '3' })).toMatchObject({
      status: 412,
    })
    expect(await api.call('PUT', `/entrances/${id}`, { body: changed, ifMatch: '1' })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { name: 'Hall A', unlockMs: 8000, revision: 2, placement: null },
    })
    expect(await api.call('GET', `/entrances/${id}?at=${iso(THURSDAY)}`)).toMatchObject({
      body: { name: 'Hall', revision: 1 },
    })
    expect(await api.call('DELETE', `/entrances/${id}`, { ifMatch: '2' })).toMatchObject({ status: 204 })
    expect(await api.call('GET', `/entrances/${id}`)).toMatchObject({ status: 404 })
    expect((await snapshot()).entrances).toEqual([])
  })

  test('is where somebody said, is found by its building, and holds no place once it is removed', async () => {
    const caller = systemCaller(organization, 'test')
    const places = { database, world }
    const building = await createBuilding(places, caller, { siteId, name: 'Annexe' })
    const site = await createSite(places, caller, { ...ADDRESS, name: 'Ailleurs' })
    const other = await createBuilding(places, caller, { siteId: site.id, name: 'Annexe' })
    const buildingId = formatId('building', building.id)
    const location = { buildingId, floorId: null, unitId: null, area: 'Sous le porche' }
    const { id } = await createEntrance('Local à vélos', { location })
    await createEntrance('Portail')
    expect(await api.call('GET', `/entrances?buildingId=${buildingId}`)).toMatchObject({
      body: { data: [{ id, location }], nextCursor: null },
    })
    const move = (to: object, ifMatch: string) =>
      api.call('PUT', `/entrances/${id}`, { body: { name: 'Local à vélos', location: to }, ifMatch })
    const foreign = { ...location, buildingId: formatId('building', other.id) }
    expect(await move(foreign, '1')).toMatchObject({ status: 422, body: { code: 'location_unknown' } })
    expect(await move({ ...location, area: 'Sur la cour' }, '1')).toMatchObject({
      headers: { etag: '"2"' },
      body: { location: { area: 'Sur la cour' } },
    })
    const remove = () =>
      removePlace(places, caller, { kind: 'building', id: building.id, ifMatch: String(building.version) })
    await expect(remove()).rejects.toMatchObject({ code: 'place_in_use' })
    expect(await api.call('DELETE', `/entrances/${id}`, { ifMatch: '2' })).toMatchObject({ status: 204 })
    await remove()
  })

  test('locked down lets nobody in until it is released', async () => {
    const who = homes[0]!.person
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'person', personId: per(who) })
    nowMs += 1000
    await post(`/entrances/${hall}/lock-down`, { reason: 'Intrusion' }, 200)
    expect(await explain(hall, who)).toMatchObject({ decision: { refusal: 'entrance_locked_down' } })
    nowMs += 1000
    await post(`/entrances/${hall}/release`, { reason: 'Levée de doute' }, 200)
    expect(await explain(hall, who)).toMatchObject({ decision: { allowed: true } })
  })

  test('keeps what was found there after an alarm, in one of a few words', async () => {
    const { id } = await createEntrance('Hall')
    const path = `/entrances/${id}/inspections`
    expect(await api.call('POST', path, { body: { finding: 'left_open' } })).toMatchObject({ status: 204 })
    expect(await api.call('POST', path, { body: { finding: 'M. Girard' } })).toMatchObject({ status: 400 })
    expect((await factsSeen()).filter((type) => type === 'door.inspected')).toHaveLength(1)
  })

  test('is opened with a reason, by a command with a deadline', async () => {
    const { id } = await createEntrance('Hall', await withLock('hall'))
    expect(await api.call('POST', `/entrances/${id}/open`, { body: { reason: '' } })).toMatchObject({
      status: 400,
    })
    const answer = await post<{ deadline: string }>(`/entrances/${id}/open`, { reason: 'Livraison' }, 202)
    expect(answer.deadline).toBe(iso(nowMs + 10_000))
    expect(asked).toMatchObject([
      {
        siteId,
        reason: 'Livraison',
        deadlineAt: nowMs + 10_000,
        action: { kind: 'openEntrance', forMs: 5000 },
      },
    ])
    expect(await factsSeen()).toContain('door.opening_asked')
    const { id: without } = await createEntrance('Portillon')
    expect(
      await api.call('POST', `/entrances/${without}/open`, { body: { reason: 'Livraison' } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'entrance_has_no_lock' },
    })
  })

  test('takes codes again by a command with a reason and a deadline, asked by who may open doors', async () => {
    const { id } = await createEntrance('Hall', await withLock('hall'))
    const path = `/entrances/${id}/codes/release`
    expect(await api.call('POST', path, { body: { reason: '' } })).toMatchObject({ status: 400 })
    const answer = await post<{ deadline: string }>(path, { reason: 'Erreur de saisie' }, 202)
    expect(answer.deadline).toBe(iso(nowMs + 10_000))
    expect(asked).toMatchObject([
      { siteId, reason: 'Erreur de saisie', action: { kind: 'releaseCodes' }, deadlineAt: nowMs + 10_000 },
    ])
    expect(await factsSeen()).toContain('door.codes_release_asked')
    expect(await api.call('GET', `/entrances/${id}`)).toMatchObject({ body: { codesBlocked: null } })
  })

  test('is opened once by one key, also when the server dies before it could keep its answer', async () => {
    const { id } = await createEntrance('Hall', await withLock('hall'))
    const request = { body: { reason: 'Livraison' }, idempotencyKey: 'a-key-of-the-caller-1' }
    const dying = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints: accessEndpoints(deps),
      idempotency: (store) => ({ ...store, keep: () => Promise.reject(new Error('killed')) }),
    })
    const path = `/entrances/${id}/open`
    expect(await dying.call('POST', path, request)).toMatchObject({ status: 500 })
    nowMs += 10 * MINUTE_MS
    expect(await dying.call('POST', path, request)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_outcome_unknown' },
    })
    expect(asked).toHaveLength(1)
    await dying.close()
  })

  test('of another site, a schedule of the other kind, and a profile in use are refused', async () => {
    const unknown = formatId('entrance', newId(world, 'entrance'))
    const lines = [{ entranceIds: [unknown], scheduleId: null }]
    expect(
      await api.call('POST', '/access-profiles', { body: { siteId: sit(), name: 'X', lines } }),
    ).toMatchObject({
      status: 422,
      body: { code: 'entrance_unknown' },
    })
    const { id: hours } = await officeHours()
    expect(
      await api.call('POST', '/entrances', {
        body: { siteId: sit(), name: 'Hall', holdOpenScheduleId: hours },
      }),
    ).toMatchObject({
      status: 422,
      body: { code: 'schedule_unknown' },
    })
    const { id: hall } = await createEntrance('Hall')
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'residents', buildingId: null })
    expect(await api.call('DELETE', `/access-profiles/${profile}`, { ifMatch: '1' })).toMatchObject({
      status: 409,
      body: { code: 'access_profile_in_use' },
    })
  })
})

describe('the snapshot', () => {
  test('holds no name and no value, and its version rises with each change', async () => {
    const who = homes[0]!.person
    const { id: hall } = await createEntrance('Hall secret')
    const first = await version()
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'person', personId: per(who) })
    await post('/credentials', { siteId: sit(), personId: per(who), kind: 'card', value: '04a31f9c77' })
    expect(await version()).toBe((first ?? 0) + 3)
    const text = JSON.stringify(await snapshot())
    for (const secret of ['Hall secret', 'Resident', '04A31F9C77', who]) expect(text).not.toContain(secret)
  })

  test('holds what a replica with a clock a little ahead has recorded', async () => {
    const { id: hall } = await createEntrance('Hall')
    nowMs += 5
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: null }])
    await grant(profile, { kind: 'person', personId: per(homes[0]!.person) })
    nowMs -= 5
    expect(
      await api.call('PUT', `/access-profiles/${profile}`, { body: { name: 'R', lines: [] }, ifMatch: '1' }),
    ).toMatchObject({ status: 200 })
    const lines = [{ entranceIds: [hall], scheduleId: null }]
    expect(
      await api.call('PUT', `/access-profiles/${profile}`, { body: { name: 'R', lines }, ifMatch: '2' }),
    ).toMatchObject({ status: 200 })
    expect(await snapshot()).toMatchObject({ version: await version(), grants: [{ rules: [0] }] })
  })

  test('rises when hours or homes change, and when it grows old', async () => {
    await createEntrance('Hall')
    const first = (await version()) ?? 0
    await followEvent(deps, organization, { type: 'schedule.changed' })
    await followEvent(deps, organization, { type: 'tenancy.opened', siteId })
    await followEvent(deps, organization, { type: 'device.reading', siteId })
    expect(await version()).toBe(first + 2)
    await renewSnapshots(deps, organization)
    expect(await version()).toBe(first + 2)
    nowMs += 6 * DAY_MS
    await renewSnapshots(deps, organization)
    expect(await version()).toBe(first + 3)
  })

  test('is in force when the edge reported it, pending while it has not, unknown when it is silent', async () => {
    const { id: hall } = await createEntrance('Hall')
    const edge = { organizationId: organization, siteId, edgeId: newId(world, 'edge') }
    await joinEdge(edge)
    const now = (await version()) ?? 0
    const note = (work: typeof noteSnapshotSent, which: number) =>
      database.transaction(organization, (transaction) =>
        work(transaction, { ...edge, at: world.now() }, which),
      )
    await note(noteSnapshotSent, now)
    expect(await api.call('GET', `/entrances/${hall}`)).toMatchObject({
      body: { placement: { inForce: 'pending' } },
    })
    await note(noteSnapshotReported, now)
    nowMs += 1000
    await hearEdge(edge)
    await note(noteSnapshotReported, now - 1)
    const read = () =>
      database.transaction(organization, (transaction) => listPlacements(transaction, [siteId], world.now()))
    expect(await read()).toMatchObject([
      { inForce: 'yes', reportedVersion: now, reportedAt: THURSDAY, lastContactAt: nowMs },
    ])
    await createEntrance('Porche')
    nowMs += 5 * 60_000
    expect(await api.call('GET', `/placements?siteId=${sit()}`)).toMatchObject({
      body: {
        data: [
          { inForce: 'unknown', desiredVersion: now + 1, sentVersion: now, since: iso(nowMs - 5 * 60_000) },
        ],
      },
    })
    await hearEdge(edge)
    expect(await read()).toMatchObject([{ inForce: 'pending', aloneSince: null }])
  })

  test('says at the door itself since when it is on its own, or without an edge in service', async () => {
    const { id: hall } = await createEntrance('Hall')
    const edge = { organizationId: organization, siteId, edgeId: newId(world, 'edge') }
    await joinEdge(edge)
    await hearEdge(edge)
    const read = () => api.call('GET', `/entrances/${hall}`)
    expect(await read()).toMatchObject({ body: { placement: { aloneSince: null } } })
    const change = (to: { readonly connected: false } | { readonly revoked_at: Date }) =>
      database.transaction(organization, (transaction) =>
        edgesOf(transaction)
          .updateTable('edge')
          .set({ ...to, connection_changed_at: new Date(nowMs) })
          .execute(),
      )
    nowMs += 1000
    await change({ connected: false })
    expect(await read()).toMatchObject({ body: { placement: { aloneSince: iso(nowMs) } } })
    expect(await api.call('GET', `/placements?siteId=${sit()}`)).toMatchObject({
      body: { data: [{ aloneSince: iso(nowMs) }] },
    })
    await change({ revoked_at: new Date(nowMs) })
    const since = iso(nowMs)
    expect(await read()).toMatchObject({
      body: { placement: { inForce: 'edge_revoked', since, aloneSince: since } },
    })
    expect(await api.call('GET', `/placements?siteId=${sit()}`)).toMatchObject({
      body: { data: [{ inForce: 'edge_revoked', revokedAt: since }] },
    })
    const { id: lobby } = await createEntrance('Porche', await withLock('lobby'))
    const refused = await api.call('POST', `/entrances/${lobby}/open`, { body: { reason: 'parcel' } })
    expect(refused).toMatchObject({ status: 409, body: { code: 'edge_revoked' } })
    const person = per(newId(world, 'person'))
    expect(await api.call('GET', `/entrances/${hall}/explain?person=${person}`)).toMatchObject({
      body: { inForce: { edgeRevokedAt: since } },
    })
  })

  test('waits for no edge that was replaced', async () => {
    const edge = { organizationId: organization, siteId, edgeId: newId(world, 'edge') }
    await createEntrance('Hall')
    await joinEdge(edge)
    await hearEdge(edge)
    await database.transaction(organization, async (transaction) => {
      expect(await listPlacements(transaction, [siteId], world.now())).toHaveLength(1)
      await sql`update edge set revoked_at = now()`.execute(transaction)
      expect(await listPlacements(transaction, [siteId], world.now())).toMatchObject([
        { inForce: 'edge_revoked' },
      ])
    })
    const next = { ...edge, edgeId: newId(world, 'edge') }
    await joinEdge(next)
    await hearEdge(next)
    await database.transaction(organization, async (transaction) => {
      expect(await listPlacements(transaction, [siteId], world.now())).toMatchObject([
        { edgeId: next.edgeId, revokedAt: null },
      ])
    })
  })
})

describe('a resident', () => {
  test('sees and opens the doors they have a right to, by their own right, and no other', async () => {
    const [a, b] = homes
    const { id: hall } = await createEntrance('Hall', await withLock('hall'))
    const { id: roof } = await createEntrance('Toiture', await withLock('roof'))
    const { id: hours } = await officeHours()
    const { id: profile } = await createProfile([{ entranceIds: [hall], scheduleId: hours }])
    await grant(profile, { kind: 'residents', buildingId: null })
    await snapshot()
    await api.close()
    api = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints: accessEndpoints(deps),
      personId: a!.person,
      grants: ['access.read', 'doors.open'].map((permission) => ({
        permission,
        scope: { kind: 'own' } as const,
      })),
    })
    expect(await api.call('GET', `/people/${per(a!.person)}/access`)).toMatchObject({
      body: { data: [{ entranceId: hall, name: 'Hall', decision: { allowed: true } }] },
    })
    const open = (id: string) =>
      api.call('POST', `/entrances/${id}/open`, { body: { reason: 'Par le téléphone' } })
    expect(await open(hall)).toMatchObject({ status: 202 })
    expect(await open(roof)).toMatchObject({ status: 404 })
    nowMs += 12 * HOUR_MS
    expect(await open(hall)).toMatchObject({ status: 403, body: { code: 'entry_refused' } })
    expect(asked).toHaveLength(1)

    expect(await api.call('GET', `/entrances/${hall}/explain?person=${per(a!.person)}`)).toMatchObject({
      status: 200,
    })
    for (const path of [
      `/people/${per(b!.person)}/access`,
      `/entrances/${hall}/explain?person=${per(b!.person)}`,
      `/entrances/${hall}/who`,
      `/entrances/${hall}`,
    ]) {
      expect(await api.call('GET', path)).toMatchObject({ status: 404 })
    }
    expect(await api.call('GET', '/access-grants')).toMatchObject({ body: { data: [] } })
    expect(await api.call('GET', '/credentials')).toMatchObject({ body: { data: [] } })
    expect(await api.call('GET', '/entrances')).toMatchObject({ body: { data: [] } })
  })
})
