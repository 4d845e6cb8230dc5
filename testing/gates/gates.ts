/** The gates a schema must pass (features/law/README.md). Each answers with what is wrong; nothing wrong is `[]`. */
import type { TableDeclaration } from '@loge/kernel'
import type { Schema, Wall } from './schema.ts'

/** Gate 2: the database and the declarations say the same, in both directions. */
export const differences = (schema: Schema, declarations: readonly TableDeclaration[]): readonly string[] => {
  const wrong: string[] = []
  const declared = new Map(declarations.map((declaration) => [declaration.table, declaration]))
  for (const [table, columns] of schema.columns) {
    const declaration = declared.get(schema.partitionOf.get(table) ?? table)
    if (declaration === undefined) wrong.push(`${table} is in the database and nobody declared it`)
    else
      for (const column of columns)
        if (!(column in declaration.columns))
          wrong.push(`${table}.${column} is in the database and nobody declared it`)
  }
  for (const { table, columns } of declarations) {
    const found = schema.columns.get(table)
    if (found === undefined) wrong.push(`${table} is declared and not in the database`)
    else
      for (const column of Object.keys(columns))
        if (!found.has(column)) wrong.push(`${table}.${column} is declared and not in the database`)
  }
  if (declared.size !== declarations.length) wrong.push('a table is declared twice')
  return wrong
}

/** What tells nothing by itself: what may be known only by whoever has the value already. */
const TELLS_NOTHING = /hash$|digest$|salt$/

/** Files of people lie sealed: whoever holds the database alone reads none. */
export const unsealedFiles = (
  schema: Schema,
  declarations: readonly TableDeclaration[],
): readonly string[] => {
  const bytes = new Set(schema.bytes)
  return declarations.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, field]) => {
      const name = `${table}.${column}`
      if (field.pd === 'none') return []
      if (field.sealed === true) return bytes.has(name) ? [] : [`${name} says sealed and holds no bytes`]
      const isFile = bytes.has(name) && field.pd !== 'authentication_secret' && !TELLS_NOTHING.test(column)
      return isFile ? [`${name} holds a file of somebody and does not say sealed`] : []
    }),
  )
}

/** Gate 4: a table that refers to people says whose its rows are. */
export const silentAboutPeople = (
  schema: Schema,
  declarations: readonly TableDeclaration[],
): readonly string[] => {
  const people = new Set(declarations.filter(({ subject }) => subject === 'self').map(({ table }) => table))
  const silent = new Set(
    declarations.filter(({ subject }) => subject === 'no_subject').map(({ table }) => table),
  )
  return schema.foreignKeys
    .filter(({ from, to }) => people.has(to) && silent.has(schema.partitionOf.get(from) ?? from))
    .map(({ from, to }) => `${from} refers to ${to} and says no_subject`)
}

const OWN_ORGANIZATION = '(organization_id = loge.current_organization())'
const WALL_POLICY = `* permissive using ${OWN_ORGANIZATION} check ${OWN_ORGANIZATION}`

/** `loge.hide_restricted` writes it so. */
const hides = (table: string, leads: readonly string[]): string => {
  const isNot = leads.map(
    (lead) =>
      `((${lead} = ANY (( SELECT loge.hidden_ids('${table}'::text) AS hidden_ids)::uuid[])) IS NOT TRUE)`,
  )
  return `* restrictive using ${isNot.length === 1 ? isNot[0] : `(${isNot.join(' AND ')})`} check true`
}

/** Whoever is restricted is hidden wherever rows lead to them, by exactly these columns, and nowhere by others. */
export const openToOrdinary = (
  schema: Schema,
  wall: ReadonlyMap<string, readonly string[]>,
): readonly string[] =>
  schema.walls
    .filter(({ isPartition }) => !isPartition)
    .flatMap(({ table, policies }) => {
      const leads = wall.get(table)
      // Beside it there may be one for a use that somebody said no to, where the kind of a row says what it serves.
      const [found, ...more] = policies.filter(
        (policy) => policy.includes('hidden_ids') && !policy.includes(`hidden_ids('${table}/`),
      )
      const wanted = leads === undefined ? undefined : hides(table, leads)
      if (found === wanted && more.length === 0) return []
      return leads === undefined
        ? [`${table} hides rows that no declaration says lead to a person`]
        : [
            `${table}: call loge.hide_restricted('loge.${table}', ${leads.map((lead) => `'${lead}'`).join(', ')})`,
          ]
    })

const faultsOf = (wall: Wall): readonly string[] => [
  ...(wall.enabled && wall.forced ? [] : ['has no row-level security: call loge.secure']),
  ...(wall.policies.filter((policy) => !policy.startsWith('* restrictive')).join() === WALL_POLICY
    ? []
    : ['has another policy than loge.secure gives']),
  // A restrictive one only takes away; still there is but the one of restrictions.
  ...(wall.policies.every((policy) => policy === WALL_POLICY || policy.includes('loge.hidden_ids('))
    ? []
    : ['has a restrictive policy that hides nobody who is restricted']),
  ...(wall.firstKeyColumn === 'organization_id'
    ? []
    : ['does not begin its primary key with organization_id']),
]

/** Every table of an organization stands behind its wall, and no view looks over it. */
export const holesInWalls = (schema: Schema): readonly string[] => [
  ...schema.walls.flatMap((wall) => faultsOf(wall).map((fault) => `${wall.table} ${fault}`)),
  ...schema.viewsAsOwner.map((view) => `${view} must be created with (security_invoker = true)`),
]
