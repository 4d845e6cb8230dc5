/** The server's side of the link put together: its routes, its WebSocket, its store. */
import type { Server } from 'node:http'
import { COMMAND_CHANNEL } from '@loge/features/equipment/server'
import type { Endpoint } from '@loge/http'
import type { AccessDeps } from '../deps.ts'
import { SNAPSHOT_CHANNEL } from '../snapshot-version.ts'
import { issueEnrolment } from './keep-edges.ts'
import { LinkServer, verifyEdge } from './link-server.ts'
import { rightsOfSites } from './own-rights.ts'
import { PostgresEdgeLinkStore } from './postgres-store.ts'
import { edgeEndpoints } from './routes.ts'

export interface EdgeLinkSettings {
  readonly access: AccessDeps
  /** The installation's Ed25519 key, which edges pin at enrolment. */
  readonly keys: {
    sign(content: Uint8Array): Uint8Array
    /** SubjectPublicKeyInfo, DER. */
    readonly publicKey: Uint8Array
  }
  readonly onError: (error: unknown) => void
}

export interface EdgeLink {
  readonly endpoints: readonly Endpoint[]
  /** Answers the upgrades of edges on this HTTP server. */
  attach(server: Server): Promise<void>
  /** A one-time code for a new edge, as the route makes it. */
  issueEnrolment(
    caller: Parameters<typeof issueEnrolment>[1],
    edge: Parameters<typeof issueEnrolment>[2],
  ): ReturnType<typeof issueEnrolment>
  close(): Promise<void>
}

export const createEdgeLink = ({ access, keys, onError }: EdgeLinkSettings): EdgeLink => {
  const { database, world } = access
  const linkKeys = {
    sign: (text: string): string => Buffer.from(keys.sign(Buffer.from(text))).toString('base64url'),
    verify: verifyEdge,
    publicKey: Buffer.from(keys.publicKey).toString('base64url'),
  }
  const deps = { database, world, rights: rightsOfSites(access), keys: linkKeys }
  const server = new LinkServer({
    world,
    database,
    store: new PostgresEdgeLinkStore(deps),
    keys: linkKeys,
    channels: [COMMAND_CHANNEL, SNAPSHOT_CHANNEL],
    onError,
  })
  return {
    endpoints: edgeEndpoints(deps, (edgeId) => server.dismiss(edgeId)),
    attach: (http) => server.attach(http),
    issueEnrolment: (caller, edge) => issueEnrolment(deps, caller, edge),
    close: () => server.close(),
  }
}
