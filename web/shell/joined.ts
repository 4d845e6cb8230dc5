/** Texts that come in two halves become one tree; a parsed sentence is a list and stays whole. */
export interface Tree {
  readonly [key: string]: unknown
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const joined = (one: Tree, other: Tree): Tree => {
  const all: Record<string, unknown> = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const known = all[key]
    all[key] = isTree(known) && isTree(value) ? joined(known, value) : value
  }
  return all
}
