/** Which part of new equipment stands in for which part of what it replaces at the doors. */
import { refuseSetting, type SettablePart, type SettingValue } from '@loge/features/equipment/core'
import { canPlay, hasDoor, type PartRole } from './part-role.ts'

interface Part {
  readonly key: string
  readonly kind: string
  readonly deviceClass: string | null
  readonly capabilities: readonly string[]
  readonly unsupportedReason: string | null
}

/** A part of the old equipment and what it does at a door; it may do two things. */
export interface ServedPart {
  readonly componentKey: string
  readonly role: PartRole
}

/** What each part that serves must be able to do. */
const rolesOf = (served: readonly ServedPart[]): ReadonlyMap<string, readonly PartRole[]> =>
  new Map(
    [...Map.groupBy(served, ({ componentKey }) => componentKey)].map(([key, parts]) => [
      key,
      parts.map(({ role }) => role),
    ]),
  )

const fits = (part: Part, roles: readonly PartRole[]): boolean => roles.every((role) => canPlay(role, part))

/** The parts that could stand in for one that serves. */
export const standInsFor = (
  componentKey: string,
  served: readonly ServedPart[],
  parts: readonly Part[],
): readonly string[] => {
  const roles = rolesOf(served).get(componentKey) ?? []
  return parts.filter((part) => fits(part, roles)).map(({ key }) => key)
}

export interface Equipment {
  readonly served: readonly ServedPart[]
  readonly old: readonly Part[]
  readonly parts: readonly Part[]
}

/**
 * A stand-in for each part, where there is one and no other could be meant: that of the same key, or else the only one
 * of the same make, or the only one that can do it. Two locks of a controller are not guessed apart: somebody chooses.
 */
export const proposeStandIns = ({ served, old, parts }: Equipment): Readonly<Record<string, string>> => {
  const keys = [...rolesOf(served).keys()]
  const same = keys.filter((key) => standInsFor(key, served, parts).includes(key))
  const chosen = new Map(same.map((key) => [key, key]))
  for (const key of keys.filter((one) => !chosen.has(one))) {
    const taken = new Set(chosen.values())
    const free = standInsFor(key, served, parts).filter((one) => !taken.has(one))
    const was = old.find((part) => part.key === key)
    const alike = free.filter((one) =>
      parts.some(
        (part) => part.key === one && part.kind === was?.kind && part.deviceClass === was.deviceClass,
      ),
    )
    const [only, ...others] = alike.length > 0 ? alike : free
    if (only !== undefined && others.length === 0) chosen.set(key, only)
  }
  return Object.fromEntries(chosen)
}

/** The parts that nothing, or the wrong thing, or what stands in for another would stand in for. */
export const refuseStandIns = (
  { served, parts }: Pick<Equipment, 'served' | 'parts'>,
  standIns: Readonly<Record<string, string>>,
): readonly string[] => {
  const keys = [...rolesOf(served).keys()]
  const isTwice = (key: string): boolean =>
    keys.some((other) => other !== key && standIns[other] === standIns[key])
  return keys.filter((key) => {
    const standIn = standIns[key]
    return standIn === undefined || isTwice(key) || !standInsFor(key, served, parts).includes(standIn)
  })
}

/** Whether each of these can have another one of what it could be. */
const eachHasOne = ([own, ...further]: readonly (readonly string[])[], taken: readonly string[]): boolean =>
  own === undefined || own.some((one) => !taken.includes(one) && eachHasOne(further, [...taken, one]))

export interface Successor {
  /** What it is, or likely is; `null` when only a person can say. */
  readonly kind: string | null
  readonly parts: readonly Part[]
}

/**
 * Whether other equipment can take the whole place of one of this kind. Where that serves no door, only its own kind;
 * where it does, also whatever else belongs at a door and can do all it did.
 */
export const canTakePlace = (
  { kind, served }: { readonly kind: string | null; readonly served: readonly ServedPart[] },
  successor: Successor,
): boolean => {
  const isOfKind =
    successor.kind === null || successor.kind === kind || (served.length > 0 && hasDoor(successor.kind))
  const able = [...rolesOf(served).keys()].map((key) => standInsFor(key, served, successor.parts))
  return isOfKind && eachHasOne(able, [])
}

interface Settable extends SettablePart {
  readonly key: string
}

interface Wanted {
  /** What is wanted of the old equipment. */
  readonly wanted: readonly { readonly key: string; readonly value: SettingValue }[]
  readonly parts: readonly Settable[]
  readonly standIns: Readonly<Record<string, string>>
}

/**
 * What is then wanted of the new one: of the part that stands in, or else of that of the same key, where it takes the
 * value. `left` are the settings of the old one that nothing takes.
 */
export const carrySettings = ({ wanted, parts, standIns }: Wanted) => {
  const values: Record<string, SettingValue> = {}
  const left: string[] = []
  // A part that stands in for another is set as that one was, though its own key be one of the old equipment's too.
  const taken = new Set(wanted.flatMap(({ key }) => standIns[key] ?? []))
  for (const { key, value } of wanted) {
    const target = standIns[key] ?? (taken.has(key) ? undefined : key)
    const part = parts.find((one) => one.key === target)
    if (target !== undefined && refuseSetting(part, value) === undefined) values[target] = value
    else left.push(key)
  }
  return { values, left }
}
