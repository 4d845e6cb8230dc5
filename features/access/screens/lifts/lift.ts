/** A lift on the screens: whether a controller can be one, what its outputs are likely to be, and which doors are its floors. */
import type { WireLocation } from '@loge/features/places/wire'
import type { EntrancePart } from '../residence/asked-in-panes.ts'
import type { EntrancePiece } from '../residence/pieces.ts'

interface Level {
  readonly id: string
  readonly name: string
  readonly level: number
}

/** A relay each, and one reader for all of them: a controller of two doors has two. */
export const couldBeLift = (parts: readonly EntrancePart[]): boolean => {
  const count = (role: EntrancePart['role']) => parts.filter((part) => part.role === role).length
  return count('reader') === 1 && count('lock') > 1
}

interface LiftSaid {
  readonly name: string
  readonly location: WireLocation
  readonly parts: readonly EntrancePart[]
  readonly floors: readonly {
    readonly lock: string
    readonly name: string
    readonly floorId: string | null
  }[]
}

/** What the server is asked to make of it. */
export const liftOf = ({ name, location: { buildingId, area }, parts, floors }: LiftSaid) => ({
  name,
  location: { buildingId, area },
  reader: parts.find(({ role }) => role === 'reader')?.componentKey ?? '',
  floors: floors.map(({ lock, name: floor, floorId }) => ({ lock, name: floor, floorId })),
})

const plain = (text: string): string => text.trim().toLowerCase()

/** The floor an output was named after, by its whole name, else by its one number: `Relay 2` is the second floor. */
export const likelyLevel = (output: string, levels: readonly Level[]): Level | undefined => {
  const numbers = [...output.matchAll(/(?<![\d.])-?\d+/g)].map(([text]) => Number(text))
  return (
    levels.find(({ name }) => plain(name) === plain(output)) ??
    (numbers.length === 1 ? levels.find(({ level }) => level === numbers[0]) : undefined)
  )
}

export const isLiftFloor = ({ entrance }: EntrancePiece): boolean => entrance.kind === 'liftFloor'

const partOf = (role: EntrancePart['role'], { entrance }: EntrancePiece) =>
  entrance.parts?.find((part) => part.role === role)

/** The controller its reader is on; floors of one lift have the same. */
const carOf = (piece: EntrancePiece): string => partOf('reader', piece)?.deviceId ?? ''
const relayOf = (piece: EntrancePiece): string => partOf('lock', piece)?.componentKey ?? ''

export interface Lift {
  readonly id: string
  /** `undefined` where the controller may not be seen. */
  readonly name: string | undefined
  readonly floors: readonly EntrancePiece[]
}

/** From the lowest floor up, where it is known which is which. */
export const liftsOf = (
  pieces: readonly EntrancePiece[],
  levels: readonly Pick<Level, 'id' | 'level'>[] = [],
): readonly Lift[] => {
  const levelOf = ({ location }: EntrancePiece) =>
    levels.find(({ id }) => id === location.floorId)?.level ?? Infinity
  const floors = pieces.filter(isLiftFloor)
  return [...new Set(floors.map(carOf))].map((id) => {
    const own = floors.filter((piece) => carOf(piece) === id)
    return {
      id,
      name: own[0]?.devices.find((device) => device.id === id)?.name,
      // Those that nobody said a level of, as the controller counts its relays.
      floors: own.toSorted((one, other) => {
        const [low, high] = [levelOf(one), levelOf(other)]
        return low === high ? relayOf(one).localeCompare(relayOf(other), 'en', { numeric: true }) : low - high
      }),
    }
  })
}
