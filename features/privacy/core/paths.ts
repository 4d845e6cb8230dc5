/**
 * From every stored row to the person it is about, worked out from the declarations alone. Nothing here lists a table:
 * what a feature declares is reached, and what cannot be reached is a fault.
 */
import type { Field, Lead, TableDeclaration } from '@loge/kernel'

type Personal = Exclude<Field, { pd: 'none' }>

/** A table whose ids others lead to; `person` first, then each after the one it hangs on. */
export interface Anchor {
  readonly table: string
  readonly lead: Lead
}

/** Some columns of a table that are about one and the same person, and what leads there. */
export interface Strand {
  readonly table: string
  /** `row`: the row is theirs. `columns`: the row is somebody else’s, these columns are theirs. */
  readonly part: 'row' | 'columns'
  /** Any of them. */
  readonly leads: readonly Lead[]
  readonly columns: Readonly<Record<string, Personal>>
  readonly does: 'delete' | 'change' | 'keep'
  /** A function of the database that does it. */
  readonly erasedBy?: string
}

export interface Gone {
  readonly table: string
  readonly within: string
  readonly why: string
}

export interface Paths {
  readonly anchors: readonly Anchor[]
  readonly strands: readonly Strand[]
  /** Rows of nobody yet, which leave by themselves. */
  readonly gone: readonly Gone[]
  readonly faults: readonly string[]
}

const PEOPLE: Lead = { via: 'id', table: 'person' }

const personalOf = (declaration: TableDeclaration): readonly (readonly [string, Personal])[] =>
  Object.entries(declaration.columns).flatMap(([column, field]) =>
    field.pd === 'none' ? [] : [[column, field] as const],
  )

const leadOf = ({ subject, table }: TableDeclaration): Lead | undefined => {
  if (subject === 'self') return { via: 'id', table }
  return typeof subject === 'object' && 'via' in subject ? subject : undefined
}

const columnOf = ({ via }: Lead): string => via.split('.')[0] ?? via

const faultsOfLead = (
  lead: Lead,
  { table, columns }: TableDeclaration,
  known: ReadonlyMap<string, TableDeclaration>,
): readonly string[] => [
  ...(columnOf(lead) in columns ? [] : [`${table} leads by ${lead.via}, a column it does not have`]),
  ...(known.has(lead.table) ? [] : [`${table} leads to ${lead.table}, which nobody declared`]),
]

/** Nothing that a strand does may be half said. */
const faultsOfStrand = ({ table, part, does, columns }: Strand, rows: string): readonly string[] => {
  const entries = Object.entries(columns)
  if (part === 'row' && rows === 'none') return [`${table} knows its person and says nothing of its rows`]
  if (does === 'delete' && part === 'row') return []
  if (does === 'delete') return []
  return entries
    .filter(([, { erase }]) => erase === 'delete_row')
    .map(([column]) => `${table}.${column} says delete_row and its row stays`)
}

const doesOf = (part: Strand['part'], rows: string, columns: Strand['columns']): Strand['does'] => {
  const says = Object.values(columns).map(({ erase }) => erase)
  if (part === 'row' ? rows === 'delete' : says.includes('delete_row')) return 'delete'
  return says.every((erase) => erase === 'keep') ? 'keep' : 'change'
}

const strandsOf = (declaration: TableDeclaration): readonly Strand[] => {
  const { table, rows, erasedBy } = declaration
  const lead = leadOf(declaration)
  const mine = personalOf(declaration).filter(([, field]) => field.whose === undefined)
  const others = Map.groupBy(
    personalOf(declaration).filter(([, field]) => field.whose !== undefined),
    ([, field]) => JSON.stringify(field.whose),
  )
  const strand = (
    part: Strand['part'],
    leads: readonly Lead[],
    fields: readonly (readonly [string, Personal])[],
  ): Strand => {
    const columns = Object.fromEntries(fields)
    const does = doesOf(part, rows, columns)
    return { table, part, leads, columns, does, ...(erasedBy === undefined ? {} : { erasedBy }) }
  }
  return [
    ...(lead === undefined ? [] : [strand('row', [lead], mine)]),
    ...[...others.values()].map((fields) => strand('columns', fields[0]?.[1].whose ?? [], fields)),
  ]
}

const isGone = ({ subject }: TableDeclaration): boolean =>
  typeof subject === 'object' && 'goneWithin' in subject

const isPeople = (table: string, lead: Lead): boolean => lead.table === table && lead.via === 'id'

/** Each after the one it hangs on; what hangs on itself is never reached. */
const inOrder = (wanted: ReadonlyMap<string, Lead>): readonly Anchor[] => {
  const ordered: Anchor[] = []
  const done = new Set<string>()
  for (let grew = true; grew; ) {
    const ready = [...wanted].filter(
      ([table, lead]) => !done.has(table) && (isPeople(table, lead) || done.has(lead.table)),
    )
    for (const [table, lead] of ready) {
      ordered.push({ table, lead })
      done.add(table)
    }
    grew = ready.length > 0
  }
  return ordered
}

export const findPaths = (declarations: readonly TableDeclaration[]): Paths => {
  const known = new Map(declarations.map((declaration) => [declaration.table, declaration]))
  const strands = declarations.filter((one) => !isGone(one)).flatMap(strandsOf)
  const leads = strands.flatMap((strand) => strand.leads)
  const wanted = new Map<string, Lead>()
  for (const { table } of [PEOPLE, ...leads]) {
    const lead = known.has(table) ? leadOf(known.get(table) as TableDeclaration) : undefined
    if (lead !== undefined) wanted.set(table, lead)
  }
  const anchors = inOrder(wanted)
  const reached = new Set(anchors.map(({ table }) => table))
  const faults = declarations.flatMap((declaration) => {
    const { table, rows, subject } = declaration
    const own = strandsOf(declaration)
    const lost = personalOf(declaration).filter(([, field]) => field.whose === undefined)
    return [
      ...own.flatMap((strand) => strand.leads.flatMap((lead) => faultsOfLead(lead, declaration, known))),
      ...own
        .flatMap((strand) => strand.leads)
        .filter((lead) => known.has(lead.table) && !reached.has(lead.table))
        .map((lead) => `${table} leads to ${lead.table}, which leads to nobody`),
      ...(subject === 'no_subject' && lost.length > 0
        ? [`${table} holds ${lost.map(([column]) => column).join(', ')} and says no_subject`]
        : []),
      ...own.flatMap((strand) => faultsOfStrand(strand, rows)),
    ]
  })
  const gone = declarations.flatMap(({ table, subject }) =>
    typeof subject === 'object' && 'goneWithin' in subject
      ? [{ table, within: subject.goneWithin, why: subject.why }]
      : [],
  )
  return { anchors, strands, gone, faults: [...new Set(faults)] }
}
