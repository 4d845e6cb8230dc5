/** The one catalogue of this process. Told once, by whoever lists the features; until then every type is unknown. */
import { createCatalogue, type Catalogue, type FactDefinition } from '../core/index.ts'

let current: Catalogue = createCatalogue([])

export const currentCatalogue = (): Catalogue => current

/** Returns how to go back to the catalogue before. */
export const installCatalogue = (
  features: readonly Readonly<Record<string, FactDefinition>>[],
): (() => void) => {
  const before = current
  current = createCatalogue(features)
  return () => {
    current = before
  }
}
