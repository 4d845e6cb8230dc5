/** The residence now, kept true by what the live line brings. */
import { type ServerSentEvent, useLiveEvents, useNow } from '@loge/ui'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { askAgain } from './ask-again.ts'
import {
  byNumber,
  devicePiece,
  type DevicePiece,
  entrancePiece,
  type EntrancePiece,
  listNeeds,
  type Need,
} from './pieces.ts'
import { alarmsKey, alarmsQuery, devicesQuery, entrancesQuery, placementsQuery } from './queries.ts'
import { type Hidden, UNSEEN, type Unseen, whyHidden } from './unseen.ts'

export interface Residence {
  readonly entrances: readonly EntrancePiece[]
  /** Equipment that is not part of an entrance. */
  readonly others: readonly DevicePiece[]
  readonly needs: readonly Need[]
  /** What this page could not learn: without it nothing is said to be in order. */
  readonly unseen: readonly Unseen[]
}

const MINUTE = 60_000

interface Asked<Data> {
  readonly data: Data | undefined
  readonly hidden: Hidden | undefined
  readonly isSettled: boolean
}

/** Asked again without ever having been answered, a query forgets why; until its next answer it is still so. */
const useAsked = <Data>({ data, error }: UseQueryResult<Data>): Asked<Data> => {
  const [last, setLast] = useState(error)
  if (error !== last && (error !== null || data !== undefined)) setLast(error)
  const hidden = whyHidden(error ?? last, data !== undefined)
  return { data, hidden, isSettled: data !== undefined || hidden !== undefined }
}

/** `undefined` until it is known; throws to the page when it cannot be, unless it is only an ornament there. */
export const useResidence = ({ throws = true } = {}): Residence | undefined => {
  const now = useNow(MINUTE)
  const entrances = useAsked(
    useQuery({
      ...entrancesQuery,
      throwOnError: (error, { state }) =>
        throws && state.data === undefined && whyHidden(error, false) !== 'forbidden',
    }),
  )
  const devices = useAsked(useQuery(devicesQuery))
  const placements = useAsked(useQuery(placementsQuery))
  const alarms = useAsked(useQuery(alarmsQuery(now)))
  const isKnown = [entrances, devices, placements, alarms].every(({ isSettled }) => isSettled)
  const unseen = useUnseen({
    entrances: entrances.hidden,
    equipment: devices.hidden,
    rights: placements.hidden,
    alarms: alarms.hidden,
  })
  return useMemo(() => {
    if (!isKnown) return undefined
    const known = devices.data?.filter((device) => device.state !== 'retired')
    const told = placements.data ?? []
    const pieces = (entrances.data ?? [])
      .map((entrance) => entrancePiece(entrance, known, alarms.data ?? []))
      .sort(byNumber)
    const inUse = new Set(pieces.flatMap((piece) => piece.devices.map((device) => device.id)))
    return {
      entrances: pieces,
      others: (known ?? [])
        .filter((device) => !inUse.has(device.id))
        .map((device) => devicePiece(device, told))
        .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true })),
      needs: listNeeds(known ?? [], { pieces, placements: told, alarms: alarms.data ?? [] }, now),
      unseen,
    }
  }, [isKnown, entrances.data, devices.data, placements.data, alarms.data, unseen, now])
}

const useUnseen = ({
  entrances,
  equipment,
  rights,
  alarms,
}: Readonly<Record<Unseen['what'], Hidden | undefined>>): readonly Unseen[] =>
  useMemo(() => {
    const all = { entrances, equipment, rights, alarms }
    return UNSEEN.flatMap((what) => (all[what] === undefined ? [] : [{ what, why: all[what] }]))
  }, [entrances, equipment, rights, alarms])

/** Events come in bursts; the state they changed is asked for once they pause, and at least every few seconds. */
const SETTLE_MS = 700
const AT_LEAST_MS = 4000

const TOUCHES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(access_profile|access|schedule|tenancy)\b/, ['access-profiles']],
  [/^schedule\./, ['schedules']],
  [/^(rollout|device_config)\.|^device\.firmware_ended/, ['rollouts']],
  [/^import\./, ['people', 'tenancies', 'units', 'buildings']],
  [/^(building|floor|unit)\./, ['units', 'buildings']],
  [/^(door|entrance)\./, ['entrances', 'devices']],
  [/^(fire|device|device_config|command)\./, ['devices']],
  [/^(access|access_profile|credential|schedule)\b/, ['entrances', 'placements', 'who', 'explain']],
  [/^edge\./, ['placements', 'entrances', 'devices', 'emergencies', 'edges']],
  [/^(zone|entrance|access)\.|^door\.(leaf_opened|released|exit_pressed|forced)/, ['door-rules']],
  [/^glass(_key)?\./, ['glass']],
  [/^(fire|device|entrance)\./, ['fire-inputs']],
  [/^access(_campaign)?\./, ['campaigns']],
  [/^(emergency|zone)\./, ['emergencies', 'entrances', 'access-profiles', 'placements', 'explain', 'who']],
  [
    /^(door\.(forced|held_open|closed|inspected)|fire\.detected|device\.(danger|tampered|failed|jammed|battery_low))/,
    ['events'],
  ],
]

const LISTS_OF_LOG = [
  ['events', 'list'],
  ['events', 'latest'],
] as const

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
    for (const key of dirty.current) void askAgain(queries, key === 'events' ? alarmsKey : [key])
    dirty.current.clear()
  }
  useLiveEvents((message) => {
    // A list of the log that is open hears for itself; one that is opened later does not begin with what was known before.
    for (const queryKey of LISTS_OF_LOG) void queries.invalidateQueries({ queryKey, refetchType: 'none' })
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
