/** Furniture with compartments: the parts of each, found by the number in their keys (`compartment_07_lock`). */
import type { ComponentDescription } from './description.ts'

export interface Compartment {
  readonly number: number
  readonly lockKey: string | null
  readonly openingKey: string | null
  readonly occupancyKey: string | null
}

const NUMBER = /(?:^|[^0-9])(\d{1,3})(?:[^0-9]|$)/

const keyOf = (
  parts: readonly ComponentDescription[],
  fits: (part: ComponentDescription) => boolean,
): string | null => parts.find(fits)?.key ?? null

const SENSES_CONTENT = ['occupancy', 'presence', 'motion']

export const describeCompartments = (components: readonly ComponentDescription[]): readonly Compartment[] => {
  const byNumber = new Map<number, ComponentDescription[]>()
  for (const component of components) {
    const digits = NUMBER.exec(component.key)?.[1]
    if (digits === undefined) continue
    const number = Number(digits)
    byNumber.set(number, [...(byNumber.get(number) ?? []), component])
  }
  return [...byNumber]
    .map(([number, parts]) => ({
      number,
      lockKey: keyOf(parts, ({ capabilities }) => capabilities.includes('unlock')),
      openingKey: keyOf(parts, ({ capabilities }) => capabilities.includes('reportOpening')),
      occupancyKey: keyOf(parts, ({ deviceClass }) => SENSES_CONTENT.includes(deviceClass ?? '')),
    }))
    .filter(({ lockKey, openingKey, occupancyKey }) => lockKey ?? openingKey ?? occupancyKey)
    .toSorted((one, other) => one.number - other.number)
}
