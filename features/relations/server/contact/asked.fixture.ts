/** What a public form is sent, and where in the whole database what it took stands. */
import { asId, type PersonId } from '@loge/kernel'
import { expect } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import type { OutsideHouse } from '../house.fixture.ts'

let counter = 0

const purposeIn = (body: string): string | undefined =>
  /<select[^>]*name="purpose"[^>]*>(?:<option value="">[^<]*<\/option>)<option value="(\w+)"/.exec(body)?.[1]

/** What a browser sends: what was typed, the notice that stood there, and the first use where several are offered. */
export const send = async (house: OutsideHouse, path: string, fields: Readonly<Record<string, string>>) => {
  const { body } = await house.page(path)
  const notice = /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
  const purpose = purposeIn(body)
  counter += 1
  const all = { notice, ...(purpose === undefined ? {} : { purpose }), ...fields }
  return house.post(path, all, `198.51.100.${counter}`)
}

/** The people a form made with this address, the oldest first. */
export const madeBy = async (house: OutsideHouse, email: string) => {
  const rows = await house.rows<{ id: string; mobile: string | null; email: string }>(
    `select p.id, p.mobile, p.email from person p
     where p.email = '${email}' order by p.id`,
  )
  return rows.map((row) => ({ ...row, id: asId('person', row.id) }))
}

/** Everywhere a word stands, in any column of any table that the server reads at all. */
export const holding = async (house: OutsideHouse, word: string): Promise<readonly string[]> => {
  const readable = await house.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'loge'::regnamespace and relkind in ('r', 'p')
     and has_table_privilege(oid, 'select')`,
  )
  const names = readable.map(({ name }) => name).filter((name) => tables.has(name))
  expect(names.length).toBeGreaterThan(50)
  const looks = names.map(
    (name) => `select '${name}' as name where exists (
    select 1 from loge.${name} t where t::text like '%${word}%')`,
  )
  return (await house.rows<{ name: string }>(looks.join(' union all '))).map(({ name }) => name)
}
const tables = new Set(declarations.map(({ table }) => table))

/** Of one column: what the copy says of it, its value there, and whether it is taken along. */
export const copiedOf = async (house: OutsideHouse, personId: PersonId, column: string) => {
  const lines = await house.copy(personId)
  const taken = await house.copy(personId, 'portability')
  const fieldIn = (all: typeof lines) =>
    all
      .flatMap((line) => (line.kind === 'table' && line.table === 'person' ? line.fields : []))
      .find((one) => one.column === column)
  const row = lines.find((line) => line.kind === 'row' && line.table === 'person')
  return {
    field: fieldIn(lines),
    value: row?.kind === 'row' ? row.values[column] : undefined,
    keptUntil: row?.kind === 'row' ? row.keptUntil : undefined,
    isTaken: fieldIn(taken) !== undefined,
  }
}
