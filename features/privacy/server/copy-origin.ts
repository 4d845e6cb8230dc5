/** Where a record of a copy comes from: how it came, on which day, and from whom (GDPR art. 15(1)(g)). Filled for each. */
import type { SourceKind } from '@loge/features/law/core'
import type { PersonId, Source } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

export interface RecordOrigin {
  readonly sources: readonly Source[]
  /** The day on which it was collected, where somebody wrote that down; else on which it was written down here. */
  readonly on: string
  /** `person`: whoever it is about; `controller`: the house itself; else who is named as the supplier. */
  readonly supplier: string
}

interface Collected {
  readonly id: string
  readonly kind: SourceKind
  readonly supplier: string | null
  readonly detail: string
  readonly on: string
}

/** The first of them first: what names none of them came with the person. */
export type Origins = readonly Collected[]

export const originsOf = async (transaction: Transaction, personId: PersonId): Promise<Origins> => {
  const { rows } = await sql<Collected>`
    select id, kind, coalesce(supplier, url) as supplier, detail, collected_on::text as on from provenance
    where person_id = ${personId} order by collected_on, id`.execute(transaction)
  return rows
}

type Row = Readonly<Record<string, unknown>>

/** RFC 9562 §5.7: the first 48 bits are the time in milliseconds. */
const MADE = /^([0-9a-f]{8})-([0-9a-f]{4})-7/

/** An id says when it was made; what has none says it by what starts its period, or came with the person. */
const writtenOn = (row: Row, starts: readonly string[]): string | undefined => {
  const made = MADE.exec(String(row['id']))
  if (made !== null) return new Date(Number.parseInt(`${made[1]}${made[2]}`, 16)).toISOString().slice(0, 10)
  return starts
    .map((column) => row[column])
    .filter((at) => typeof at === 'string')
    .toSorted()[0]
    ?.slice(0, 10)
}

const GIVEN: ReadonlySet<Source> = new Set(['provided', 'third_party'])

const supplierOf = (sources: readonly Source[], own: Collected | undefined): string => {
  if (!sources.some((source) => GIVEN.has(source))) return 'controller'
  if (own === undefined) return sources.includes('provided') ? 'person' : 'controller'
  if (own.kind === 'person' && sources.includes('provided')) return 'person'
  return own.supplier ?? (own.detail === '' ? 'controller' : own.detail)
}

export const originOf = (
  row: Row,
  {
    sources,
    starts,
    origins,
    today,
  }: {
    /** Of the columns that hold something. */
    readonly sources: readonly Source[]
    readonly starts: readonly string[]
    readonly origins: Origins
    readonly today: string
  },
): RecordOrigin => {
  const named = origins.find(({ id }) => id === row['provenance_id'])
  const own = named ?? origins[0]
  return {
    sources,
    on: named?.on ?? writtenOn(row, starts) ?? own?.on ?? today,
    supplier: supplierOf(sources, own),
  }
}
