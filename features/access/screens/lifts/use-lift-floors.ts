/** The floors of a lift while somebody says what they are: each output with a likely name and level until they say another. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { floorsQuery } from '../residence/asked-in-panes.ts'
import type { DeviceDetail } from '../residence/queries.ts'
import { partsOf } from '../doors/parts.ts'
import { likelyLevel } from './lift.ts'

export interface LiftFloor {
  readonly lock: string
  /** What the controller calls it. */
  readonly output: string
  /** Empty: not wired. */
  readonly name: string
  readonly floorId: string | null
}

type Said = Partial<Pick<LiftFloor, 'name' | 'floorId'>>

interface Likely {
  readonly likely: { readonly level: number } | undefined
}

/** Those of which nobody knows it stay as the controller names them, at the end. */
const byLevel = (one: Likely, other: Likely): number => {
  const [low, high] = [one.likely?.level ?? Infinity, other.likely?.level ?? Infinity]
  return low === high ? 0 : low - high
}

const NONE: readonly [] = []

export const useLiftFloors = (device: DeviceDetail, buildingId: string | null) => {
  const { data = NONE } = useQuery(floorsQuery)
  const levels = data
    .filter((floor) => floor.buildingId === buildingId)
    .toSorted((one, other) => one.level - other.level)
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({})
  const floors = partsOf(device)
    .filter(({ role }) => role === 'lock')
    .map(({ componentKey: lock }) => {
      const output = device.components.find(({ key }) => key === lock)?.name ?? lock
      return { lock, output, likely: likelyLevel(output, levels) }
    })
    .toSorted(byLevel)
    .map(({ lock, output, likely }): LiftFloor => {
      const { name, floorId } = said[lock] ?? {}
      // A floor chosen of a building that is not chosen any more would not be there.
      const chosen = levels.find(({ id }) => id === floorId)
      return {
        lock,
        output,
        name: name ?? chosen?.name ?? likely?.name ?? output,
        floorId: floorId === null ? null : ((chosen ?? likely)?.id ?? null),
      }
    })
  const say = (lock: string, more: Said) => setSaid({ ...said, [lock]: { ...said[lock], ...more } })
  return { floors, levels, say, wired: floors.filter(({ name }) => name.trim() !== '') }
}
