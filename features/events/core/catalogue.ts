/** Every type of event the house knows. The server lists the facts of all features in one place and makes this of them. */
import { storable } from '@loge/kernel'
import type { FactDefinition, PayloadValue, RetentionClass } from './fact.ts'

export interface Described {
  /** 0 for a type nobody declared. */
  readonly version: number
  readonly retention: RetentionClass
  readonly known: boolean
  readonly payload: Readonly<Record<string, PayloadValue>>
  /** Keys the declaration does not name; they are left out of `payload`. */
  readonly undeclaredKeys: readonly string[]
}

export interface Catalogue {
  readonly definitions: readonly FactDefinition[]
  definitionOf(type: string): FactDefinition | undefined
  describe(type: string, payload: Readonly<Record<string, PayloadValue>>): Described
}

/** Nobody has said how long an unknown type may be kept, so it goes where things are kept shortest. */
const UNKNOWN_RETENTION: RetentionClass = 'movement'

const storableValue = (value: PayloadValue): PayloadValue => {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'object' && value !== null ? value.map(storable) : value
}

const storablePayload = (payload: Readonly<Record<string, PayloadValue>>, keep: (key: string) => boolean) =>
  Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => keep(key))
      .map(([key, value]) => [storable(key), storableValue(value)]),
  )

export const createCatalogue = (features: readonly Readonly<Record<string, FactDefinition>>[]): Catalogue => {
  const byType = new Map<string, FactDefinition>()
  for (const definition of features.flatMap((facts) => Object.values(facts))) {
    if (byType.has(definition.type)) throw new Error(`two features declare the fact ${definition.type}`)
    byType.set(definition.type, definition)
  }
  return {
    definitions: [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1)),
    definitionOf: (type) => byType.get(type),
    describe: (type, payload) => {
      const definition = byType.get(type)
      const declared = (key: string): boolean =>
        definition === undefined || Object.hasOwn(definition.payload, key)
      return {
        version: definition?.version ?? 0,
        retention: definition?.retention ?? UNKNOWN_RETENTION,
        known: definition !== undefined,
        payload: storablePayload(payload, declared),
        undeclaredKeys: Object.keys(payload).filter((key) => !declared(key)),
      }
    },
  }
}
