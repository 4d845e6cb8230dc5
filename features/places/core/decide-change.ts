/** What a change really changes: the facts record the names of fields, never their values. */

/** The properties of `changes` that are given and differ from `before`, in the order they were given. */
export const changedFields = <Row extends object>(
  before: Row,
  changes: { readonly [Field in keyof Row]?: Row[Field] | undefined },
): readonly string[] => {
  const known = new Map<string, unknown>(Object.entries(before))
  return Object.entries(changes)
    .filter(([field, value]) => value !== undefined && value !== known.get(field))
    .map(([field]) => field)
}

/** The row after the change; what is not given stays. */
export const applyChanges = <Row extends object>(
  before: Row,
  changes: { readonly [Field in keyof Row]?: Row[Field] | undefined },
): Row => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given) }
}
