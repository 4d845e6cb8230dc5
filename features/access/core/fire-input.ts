/** Fire inputs: which doors each unlocks, and what becomes of the parts of a door when that is settled anew. */

export interface FirePart {
  readonly role: string
  readonly deviceId: string
  readonly componentKey: string
  readonly resets?: number | undefined
}

export interface ReleasedDoor<Part extends FirePart = FirePart> {
  readonly id: string
  readonly parts: readonly Part[]
}

export type InputName = Pick<FirePart, 'deviceId' | 'componentKey'>

export const isInput =
  ({ deviceId, componentKey }: InputName) =>
  (part: FirePart): boolean =>
    part.role === 'fireInput' && part.deviceId === deviceId && part.componentKey === componentKey

/** What holds for an input: it is one thing, though each of its doors has it among its parts. */
export interface FireInput {
  readonly opens: readonly string[]
  /** What it released stays so until a person resets it, once it is calm. */
  readonly waits: boolean
  readonly resets: number
}

export const inputAt = (doors: readonly ReleasedDoor[], name: InputName): FireInput => {
  const own = doors.flatMap(({ id, parts }) => parts.filter(isInput(name)).map((part) => ({ id, part })))
  const counts = own.flatMap(({ part: { resets } }) => (resets === undefined ? [] : [resets]))
  return { opens: own.map(({ id }) => id), waits: counts.length > 0, resets: Math.max(0, ...counts) }
}

/** The parts of a door once the input opens it, or does not; `undefined`: as they are. */
export const partsWith = <Part extends FirePart>(
  { id, parts }: ReleasedDoor<Part>,
  part: Part,
  { opens }: Pick<FireInput, 'opens'>,
): readonly Part[] | undefined => {
  const others = parts.filter((one) => !isInput(part)(one))
  const own = parts.find(isInput(part))
  if (!opens.includes(id)) return own === undefined ? undefined : others
  return own !== undefined && own.resets === part.resets ? undefined : [...others, part]
}

/** The same things, in whatever order. */
export const isSameSet = (some: readonly string[], others: readonly string[]): boolean => {
  const all = new Set([...some, ...others])
  return all.size === new Set(some).size && all.size === new Set(others).size
}
