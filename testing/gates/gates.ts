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

const faultsOf = (wall: Wall): readonly string[] => [
  ...(wall.enabled && wall.forced ? [] : ['has no row-level security: call loge.secure']),
  ...(wall.policies.length === 1 && wall.policies[0] === WALL_POLICY
    ? []
    : ['has another policy than loge.secure gives']),
  ...(wall.firstKeyColumn === 'organization_id'
    ? []
    : ['does not begin its primary key with organization_id']),
]

/** Every table of an organization stands behind its wall, and no view looks over it. */
export const holesInWalls = (schema: Schema): readonly string[] => [
  ...schema.walls.flatMap((wall) => faultsOf(wall).map((fault) => `${wall.table} ${fault}`)),
  ...schema.viewsAsOwner.map((view) => `${view} must be created with (security_invoker = true)`),
]
