/** How an edge joins a site, and how it leaves: a one-time code, a proof of its own key, and the end of trust. */
import { createHash } from 'node:crypto'
import { appendEvents } from '@loge/features/events/server'
import type { Actor, FactDefinition, PayloadValue } from '@loge/features/events/core'
import { readPlace } from '@loge/features/places/server'
import { Problem, requireVersion, type Reach } from '@loge/http'
import {
  addMs,
  formatId,
  HOUR_MS,
  newId,
  parseId,
  uuidFrom,
  type EdgeId,
  type Instant,
  type OrganizationId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { aloneSince, edgeFacts, enrolmentProofText } from '../../core/index.ts'
import { contactOf } from '../placements.ts'
import type { EdgeLinkDeps } from './deps.ts'
import type { EdgeEnrolmentRow, EdgeRow, EdgeTables } from './tables.ts'

const CODE_LIVES_MS = HOUR_MS
/** 256 random bits: nobody guesses it, so a plain hash keeps it. */
const CODE_BYTES = 32

export interface EdgeCaller {
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly reach: Reach
}

type KeepDeps = Pick<EdgeLinkDeps, 'database' | 'world' | 'keys'>

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()
const edges = (transaction: Transaction) => transaction.$extendTables<EdgeTables>()

const record = (
  transaction: Transaction,
  { world }: KeepDeps,
  { organizationId, actor, siteId }: { organizationId: OrganizationId; actor: Actor; siteId: SiteId },
  {
    fact,
    payload,
  }: { readonly fact: FactDefinition; readonly payload: Readonly<Record<string, PayloadValue>> },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), type: fact.type, occurredAt: world.now(), actor, siteId, payload },
  ])

/** The code names its organization, since nobody is signed in when it comes back. */
const makeCode = (organizationId: OrganizationId, secret: Uint8Array): string =>
  `${formatId('organization', organizationId)}.${Buffer.from(secret).toString('base64url')}`

export const issueEnrolment = (
  deps: KeepDeps,
  { organizationId, actor, reach }: EdgeCaller,
  { siteId, name }: { readonly siteId: SiteId; readonly name: string },
): Promise<{ readonly code: string; readonly expiresAt: Instant }> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { world } = deps
    await readPlace(transaction, reach, { kind: 'site', id: siteId })
    const code = makeCode(organizationId, world.bytes(CODE_BYTES))
    const id = uuidFrom(world.now(), world.bytes(10))
    const expiresAt = addMs(world.now(), CODE_LIVES_MS)
    await edges(transaction)
      .insertInto('edge_enrolment')
      .values({
        organization_id: organizationId,
        id,
        site_id: siteId,
        name,
        code_hash: hashOf(code),
        created_at: new Date(world.now()),
        expires_at: new Date(expiresAt),
      })
      .execute()
    const site = { organizationId, actor, siteId }
    await record(transaction, deps, site, { fact: edgeFacts.enrolmentIssued, payload: { enrolmentId: id } })
    return { code, expiresAt }
  })

export interface EnrolmentRequest {
  readonly code: string
  readonly publicKey: string
  readonly signature: string
}

export interface Enrolled {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly edgeId: EdgeId
  readonly serverKey: string
}

const invalidCode = (): Problem =>
  new Problem(
    409,
    'enrolment_code_invalid',
    'The code is wrong, was used, or is older than an hour. Create a new one.',
  )

const isProven = ({ keys }: KeepDeps, { code, publicKey, signature }: EnrolmentRequest): boolean => {
  try {
    return keys.verify(publicKey, enrolmentProofText(code, publicKey), signature)
  } catch {
    // Whatever was sent as a key is none.
    return false
  }
}

/**
 * The edge that holds this key at this site is the one it was, in service again: its journal goes on where it was, and
 * what it kept to itself is delivered. A key that is new here is a new edge.
 */
const joinSite = async (
  transaction: Transaction,
  { world }: KeepDeps,
  {
    organization_id,
    site_id,
    name,
    public_key,
  }: Pick<EdgeEnrolmentRow, 'organization_id' | 'site_id' | 'name'> & Pick<EdgeRow, 'public_key'>,
): Promise<EdgeId> => {
  const now = new Date(world.now())
  const known = await edges(transaction)
    .updateTable('edge')
    .set((row) => ({
      name,
      enrolled_at: now,
      revoked_at: null,
      withdrawn_at: null,
      revision: row('revision', '+', 1),
    }))
    .where('site_id', '=', site_id)
    .where('public_key', '=', public_key)
    .returning('id')
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const id = newId(world, 'edge')
  await edges(transaction)
    .insertInto('edge')
    .values({
      organization_id,
      id,
      site_id,
      name,
      public_key,
      enrolled_at: now,
      connection_changed_at: now,
      journal_base: 0,
      connection: 0,
      connected: false,
    })
    .execute()
  return id
}

/** The same code with the same key answers the same again: an answer may be lost on its way. */
export const enrolEdge = (deps: KeepDeps, request: EnrolmentRequest): Promise<Enrolled> => {
  const { world, keys, database } = deps
  const organizationId = parseId('organization', request.code.split('.')[0] ?? '')
  if (organizationId === undefined) throw invalidCode()
  if (!isProven(deps, request)) {
    throw new Problem(
      400,
      'enrolment_proof_invalid',
      'The edge did not prove that it holds the key it named.',
    )
  }
  return database.transaction(organizationId, async (transaction) => {
    const found = await edges(transaction)
      .selectFrom('edge_enrolment')
      .selectAll()
      .where('code_hash', '=', hashOf(request.code))
      .forUpdate()
      .executeTakeFirst()
    if (found === undefined) throw invalidCode()
    const { site_id: siteId, edge_id: known } = found
    if (known !== null) {
      const edge = await edges(transaction)
        .selectFrom('edge')
        .select(['public_key', 'revoked_at'])
        .where('id', '=', known)
        .executeTakeFirst()
      // A used code undoes no later revocation.
      if (edge?.public_key !== request.publicKey || edge.revoked_at !== null) throw invalidCode()
      return { organizationId, siteId, edgeId: known, serverKey: keys.publicKey }
    }
    if (world.now() >= found.expires_at) throw invalidCode()
    const now = new Date(world.now())
    const edgeId = await joinSite(transaction, deps, { ...found, public_key: request.publicKey })
    await edges(transaction)
      .updateTable('edge_enrolment')
      .set({ used_at: now, edge_id: edgeId })
      .where('id', '=', found.id)
      .execute()
    const site = { organizationId, actor: { kind: 'edge' as const, id: edgeId }, siteId }
    await record(transaction, deps, site, { fact: edgeFacts.enrolled, payload: { enrolmentId: found.id } })
    return { organizationId, siteId, edgeId, serverKey: keys.publicKey }
  })
}

const isWithin = (reach: Reach, siteId: SiteId): boolean =>
  reach.wholeOrganization || reach.siteIds.includes(siteId)

export const revokeEdge = (
  deps: KeepDeps,
  { organizationId, actor, reach }: EdgeCaller,
  { id, ifMatch }: { readonly id: EdgeId; readonly ifMatch: string | undefined },
): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const row = await edges(transaction)
      .selectFrom('edge')
      .select(['site_id', 'revoked_at', 'revision'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined || !isWithin(reach, row.site_id))
      throw new Problem(404, 'not_found', 'There is no such edge.')
    if (row.revoked_at !== null) return
    requireVersion(ifMatch, row.revision)
    await edges(transaction)
      .updateTable('edge')
      .set({ revoked_at: new Date(deps.world.now()), revision: row.revision + 1 })
      .where('id', '=', id)
      .execute()
    const site = { organizationId, actor, siteId: row.site_id }
    await record(transaction, deps, site, { fact: edgeFacts.revoked, payload: {} })
  })

export const listEdges = (
  deps: Pick<KeepDeps, 'database' | 'world'>,
  { organizationId, reach }: Pick<EdgeCaller, 'organizationId' | 'reach'>,
) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const rows = await edges(transaction)
      .selectFrom('edge')
      .selectAll()
      .orderBy('site_id')
      .orderBy('id')
      .execute()
    const now = deps.world.now()
    return rows
      .filter((row) => isWithin(reach, row.site_id))
      .map((row) => {
        const alone = aloneSince(contactOf(row), now)
        const heardState = alone === null ? ('connected' as const) : ('alone' as const)
        const aliveState = row.heard_at === null ? ('never_connected' as const) : heardState
        return {
          id: row.id,
          siteId: row.site_id,
          name: row.name,
          revision: row.revision,
          state: row.revoked_at === null ? aliveState : ('revoked' as const),
          since: row.revoked_at ?? alone ?? row.connection_changed_at,
          heardAt: row.heard_at,
          snapshotVersion: row.health?.snapshotVersion ?? null,
          backlog: row.health?.backlog ?? null,
          journalProblem: row.health?.journalProblem ?? null,
          clockTrusted: row.health?.clockTrusted ?? null,
          software: row.software,
          withdrawnAt: row.withdrawn_at,
        }
      })
  })
