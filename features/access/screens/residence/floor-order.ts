/** Floors of one lift stand from below to above, wherever their names fall in the alphabet. */

interface Named {
  readonly id: string
  readonly name: string
}

/** "Ascenseur C" of "Ascenseur C, 3e étage"; the whole of a name that has no comma. */
const stemOf = ({ name }: Named): string =>
  name.slice(0, name.includes(',') ? name.lastIndexOf(',') : undefined)

/** In the order given, but what shares the beginning of its name stands together, by its level. */
export const inFloorOrder = <Entrance extends Named>(
  given: readonly Entrance[],
  levelOf: (id: string) => number | undefined,
): readonly Entrance[] => {
  const first = new Map<string, number>()
  for (const [position, one] of given.entries()) if (!first.has(stemOf(one))) first.set(stemOf(one), position)
  const place = (one: Entrance): number => first.get(stemOf(one)) ?? 0
  return given.toSorted(
    (one, other) => place(one) - place(other) || (levelOf(one.id) ?? 0) - (levelOf(other.id) ?? 0),
  )
}
