/** The edges of this installation, as whoever runs it must know them: which are cut off, and what to do about it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listEdges } from '@loge/features/access/server'
import { systemCaller } from '@loge/features/places/server'
import { realWorld } from '@loge/kernel/real-world'
import type { Database } from '@loge/storage'
import { z } from 'zod'
import type { Tell } from './messages.ts'

type Edge = Awaited<ReturnType<typeof listEdges>>[number]
export type KnownEdge = Pick<Edge, 'id' | 'siteId' | 'name' | 'state' | 'since'>

export interface EdgeWorry {
  readonly state: 'attention' | 'wrong'
  readonly says: string
}

/** Held by the edge of this machine from its enrolment on; without it, it asks to be enrolled. */
export const LOCAL_EDGE = join('edge', 'edge.enrolment')

export const readEdges = async (database: Database): Promise<readonly KnownEdge[]> => {
  const organizations = await database.organizations()
  const lists = organizations.map(({ id }) =>
    listEdges({ database, world: realWorld }, systemCaller(id, 'doctor')),
  )
  return (await Promise.all(lists)).flat()
}

/** What keeps doors from being told, or from letting anybody in. */
export const worriesOf = (edges: readonly KnownEdge[], tell: Tell): readonly EdgeWorry[] =>
  edges.flatMap((edge): readonly EdgeWorry[] => {
    const { name, state, siteId } = edge
    const since = new Date(edge.since).toISOString()
    const isReplaced = edges.some((other) => other.siteId === siteId && other.state !== 'revoked')
    if (state === 'connected' || (state === 'revoked' && isReplaced)) return []
    if (state === 'revoked')
      return [
        {
          state: 'wrong',
          says: tell('edge.revoked', { name, since, how: tell('edge.takeBack') }),
        },
      ]
    const says =
      state === 'alone' ? tell('edge.alone', { name, since }) : tell('edge.neverConnected', { name, since })
    return [{ state: 'attention', says }]
  })

/** The edge of this machine, when it is one that was taken out of service. */
export const localRevoked = (edges: readonly KnownEdge[], dataDir: string): KnownEdge | undefined => {
  try {
    const kept = z
      .object({ edgeId: z.string() })
      .parse(JSON.parse(readFileSync(join(dataDir, LOCAL_EDGE), 'utf8')))
    return edges.find(({ id, state }) => id === kept.edgeId && state === 'revoked')
  } catch {
    // It belongs to no site yet.
    return undefined
  }
}
