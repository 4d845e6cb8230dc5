/** The residence now, kept true by what the live line brings. */
import { type ServerSentEvent, useLiveEvents, useNow } from '@loge/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import {
  byNumber,
  devicePiece,
  type DevicePiece,
  entrancePiece,
  type EntrancePiece,
  listNeeds,
  type Need,
} from './pieces.ts'
import {
  alarmsQuery,
  type Device,
  devicesQuery,
  type Edge,
  edgesQuery,
  entrancesQuery,
  placementsQuery,
} from './queries.ts'

export interface Residence {
  readonly entrances: readonly EntrancePiece[]
  /** Equipment that is not part of an entrance. */
  readonly others: readonly DevicePiece[]
  readonly needs: readonly Need[]
}

const MINUTE = 60_000
const NONE: readonly Device[] = []
const NO_EDGE: readonly Edge[] = []

/** `undefined` until it is known; throws to the page when it cannot be, unless it is only an ornament there. */
export const useResidence = ({ throws = true } = {}): Residence | undefined => {
  const now = useNow(MINUTE)
  const entrances = useQuery({
    ...entrancesQuery,
    throwOnError: (_, query) => throws && query.state.data === undefined,
  })
  // A role that sees doors may not see equipment: the doors are then shown without it.
  const devices = useQuery(devicesQuery)
  const edges = useQuery(edgesQuery)
  const placements = useQuery(placementsQuery)
  const alarms = useQuery(alarmsQuery(now))
  const isKnown =
    entrances.data !== undefined && [devices, edges, placements, alarms].every(({ isPending }) => !isPending)
  return useMemo(() => {
    if (!isKnown || entrances.data === undefined) return undefined
    const known = (devices.data ?? NONE).filter((device) => device.state !== 'retired')
    const served = edges.data ?? NO_EDGE
    const pieces = entrances.data
      .map((entrance) =>
        entrancePiece(entrance, { devices: known, alarms: alarms.data ?? [], edges: served }),
      )
      .sort(byNumber)
    const inUse = new Set(pieces.flatMap((piece) => piece.devices.map((device) => device.id)))
    return {
      entrances: pieces,
      others: known.filter((device) => !inUse.has(device.id)).map(devicePiece),
      needs: listNeeds(pieces, { devices: known, edges: served, placements: placements.data ?? [] }, now),
    }
  }, [isKnown, entrances.data, devices.data, edges.data, placements.data, alarms.data, now])
}

/** Events come in bursts; the state they changed is asked for once they pause, and at least every few seconds. */
const SETTLE_MS = 700
const AT_LEAST_MS = 4000

const TOUCHES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(door|entrance)\./, ['entrances', 'devices']],
  [/^(device|device_config|command)\./, ['devices']],
  [/^(access|access_profile|credential|schedule)\b/, ['entrances', 'placements', 'who', 'explain']],
  [/^edge\./, ['edges', 'placements', 'entrances', 'devices']],
  [/^door\.(forced|held_open|closed|inspected)/, ['events']],
]

/** The stream calls every event `event`; what happened is said inside. */
const typeOf = ({ data }: ServerSentEvent): string => {
  const event: unknown = JSON.parse(data)
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : ''
}

/** Once in the shell: asks again for what the live events say has changed. */
export const useResidenceUpdates = (): void => {
  const queries = useQueryClient()
  const dirty = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const firstAt = useRef<number | undefined>(undefined)
  const flush = () => {
    firstAt.current = undefined
    for (const key of dirty.current)
      void queries.invalidateQueries({ queryKey: key === 'events' ? ['events', 'alarms'] : [key] })
    dirty.current.clear()
  }
  useLiveEvents((message) => {
    const type = typeOf(message)
    for (const [pattern, keys] of TOUCHES)
      if (pattern.test(type)) for (const key of keys) dirty.current.add(key)
    if (dirty.current.size === 0) return
    firstAt.current ??= performance.now()
    clearTimeout(timer.current)
    const waited = performance.now() - firstAt.current
    timer.current = setTimeout(flush, waited > AT_LEAST_MS ? 0 : SETTLE_MS)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
}
