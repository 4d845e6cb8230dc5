/** What tells the people apart whom a row may be about: where they live, their address, and who told us of them. */
import type { DataSource } from '@loge/features/people/core'
import type { Instant, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Candidate, Mapping } from '../core/index.ts'
import { readNumbered } from './store.ts'
import type { StoredImport, StoredRow } from './stored.ts'

export interface AboutCandidate {
  readonly email: string | null
  /** Who told us their name; `null`: the file itself. */
  readonly source: DataSource | null
  /** `since`: the first instant there; `null`: the file says so itself. */
  readonly homes: readonly {
    readonly unit: string
    readonly building: string
    readonly since: Instant | null
  }[]
}

/** Present homes, and those they are to move into. */
const heldAbout = async (
  transaction: Transaction,
  ids: readonly PersonId[],
  now: number,
): Promise<ReadonlyMap<Candidate['person'], AboutCandidate>> => {
  const { rows } = await sql<AboutCandidate & { readonly id: PersonId }>`
    select p.id, p.email, p.sources ->> 'name' as source, coalesce((
      select json_agg(json_build_object('unit', u.name, 'building', b.name,
        'since', floor(extract(epoch from t.moves_in_at) * 1000)::bigint) order by b.name, u.name)
      from tenancy t
      join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
      join building b on b.organization_id = u.organization_id and b.id = u.building_id
      where t.organization_id = p.organization_id and t.person_id = p.id and t.superseded_at is null
        and (t.moves_out_at is null or t.moves_out_at > ${new Date(now)})), '[]') as homes
    from person p where p.id = any(${[...ids]}::uuid[])`.execute(transaction)
  return new Map(rows.map(({ id, ...about }) => [id, about]))
}

const writtenIn = ({ cells }: StoredRow, mapping: Mapping): AboutCandidate => {
  const cell = (field: keyof Mapping): string => {
    const column = mapping[field]
    return column === undefined ? '' : (cells[column] ?? '').trim()
  }
  const unit = cell('unit')
  const email = cell('email')
  return {
    email: email === '' ? null : email,
    source: null,
    homes: unit === '' ? [] : [{ unit, building: cell('building'), since: null }],
  }
}

/** Of these rows, whoever of their candidates is still known. */
export const describeCandidates = async (
  transaction: Transaction,
  { id, settings }: Pick<StoredImport, 'id' | 'settings'>,
  { rows, now }: { readonly rows: readonly StoredRow[]; readonly now: number },
): Promise<ReadonlyMap<Candidate['person'], AboutCandidate>> => {
  const asked = [...new Set(rows.flatMap(({ plan }) => plan.candidates.map(({ person }) => person)))]
  const held = asked.filter((person) => typeof person !== 'number')
  const numbers = asked.filter((person) => typeof person === 'number')
  const known = held.length === 0 ? [] : await heldAbout(transaction, held, now)
  const written = numbers.length === 0 ? [] : await readNumbered(transaction, id, numbers)
  return new Map([
    ...known,
    ...written.map((row): [Candidate['person'], AboutCandidate] => [
      row.number,
      writtenIn(row, settings.mapping),
    ]),
  ])
}
