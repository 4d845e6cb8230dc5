/** The grid as values: what each square says, which letter stands for which schedule, and a square changed. */
import type { Grid } from './queries.ts'

export type GridProfile = Grid['profiles'][number]
export type GridSchedule = Grid['schedules'][number]
type Line = GridProfile['lines'][number]

/** What a group may do at an entrance: `null` stands for any hour. Nothing: never. */
export type Square = readonly (string | null)[]

export const NEVER: Square = []
export const ALWAYS: Square = [null]

/** Stands for a schedule that is being written and has no id yet. */
export const NEW_HOURS = 'new'

export const squareOf = ({ lines }: Pick<GridProfile, 'lines'>, entranceId: string): Square => {
  const found = new Set(
    lines.filter(({ entranceIds }) => entranceIds.includes(entranceId)).map(({ scheduleId }) => scheduleId),
  )
  // At any hour says everything that hours could say.
  return found.has(null) ? ALWAYS : [...found]
}

/** The lines with this square as it should be, the others as they were. */
export const withSquare = (lines: readonly Line[], entranceId: string, square: Square): Line[] => {
  const others = lines
    .map(({ entranceIds, scheduleId }) => ({
      entranceIds: entranceIds.filter((id) => id !== entranceId),
      scheduleId,
    }))
    .filter(({ entranceIds }) => entranceIds.length > 0)
  return square.reduce<Line[]>((kept, scheduleId) => {
    const known = kept.findIndex((line) => line.scheduleId === scheduleId)
    return known < 0
      ? [...kept, { entranceIds: [entranceId], scheduleId }]
      : kept.map((line, index) =>
          index === known ? { ...line, entranceIds: [...line.entranceIds, entranceId] } : line,
        )
  }, others)
}

/** Without those that read like a figure or like each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'

const letterAt = (position: number): string => {
  const letter = LETTERS[position % LETTERS.length] ?? ''
  const round = Math.floor(position / LETTERS.length)
  return round === 0 ? letter : `${letter}${round + 1}`
}

/** A letter for each schedule a group names, by name. */
export const lettersOf = ({ profiles, schedules }: Grid): ReadonlyMap<string, string> => {
  const used = new Set(profiles.flatMap(({ lines }) => lines.map(({ scheduleId }) => scheduleId)))
  const named = schedules
    .filter(({ id }) => used.has(id))
    .toSorted((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
  return new Map(named.map(({ id }, position) => [id, letterAt(position)]))
}

/** Where a schedule is used: how many squares' entrances, by how many groups. */
export const usesOf = ({ profiles }: Grid, scheduleId: string) => {
  const lines = profiles.map((profile) => profile.lines.filter((line) => line.scheduleId === scheduleId))
  return {
    entrances: new Set(lines.flat().flatMap(({ entranceIds }) => entranceIds)).size,
    groups: lines.filter((own) => own.length > 0).length,
  }
}

/** What governs a square before its hours do: an evacuation lets everybody in, a lockdown those who pass it. */
export const orderAt = (
  { passesLockdown }: Pick<GridProfile, 'passesLockdown'>,
  { emergency }: Pick<Grid['entrances'][number], 'emergency'>,
): 'evacuation' | 'lockdown' | undefined =>
  emergency === null || (emergency.kind === 'lockdown' && passesLockdown) ? undefined : emergency.kind

export interface SquareNow {
  readonly isOpen: boolean
  /** When that changes; `undefined`: not within a week, or never. */
  readonly changesAt: number | undefined
}

export const squareNow = (square: Square, schedules: ReadonlyMap<string, GridSchedule>): SquareNow => {
  if (square.includes(null)) return { isOpen: true, changesAt: undefined }
  const own = square.flatMap((id) => schedules.get(id ?? '') ?? [])
  const isOpen = own.some(({ open }) => open)
  const changes = own
    .filter(({ open }) => open === isOpen)
    .flatMap(({ changesAt }) => (changesAt === null ? [] : [Date.parse(changesAt)]))
  // Open as long as one of them is; closed until the first of them opens.
  const pick = isOpen ? Math.max : Math.min
  return { isOpen, changesAt: changes.length === 0 ? undefined : pick(...changes) }
}
