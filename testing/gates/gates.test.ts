import { readdir } from 'node:fs/promises'
import { declareTable, notPersonal, type TableDeclaration } from '@loge/kernel'
import { findPaths, wallOf } from '@loge/features/privacy/core'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { testDatabase } from '../database.ts'
import { differences, holesInWalls, openToOrdinary, silentAboutPeople, unsealedFiles } from './gates.ts'
import { readSchema, type Schema } from './schema.ts'

let schema: Schema
let planted: Schema
let plantedUrl: string

const PLANTED = `
  alter table loge.organization add column motto text;
  create view loge.slugs as select slug from loge.organization;
  create table loge.planted (organization_id uuid, at timestamptz) partition by range (at);
  create table loge.planted_2026 partition of loge.planted for values from ('2026-01-01') to ('2027-01-01');
  create table loge.human (organization_id uuid, id uuid, primary key (organization_id, id));
  create table loge.badge (organization_id uuid, human_id uuid,
    foreign key (organization_id, human_id) references loge.human);
  select loge.secure('loge.human');`

const human: TableDeclaration = declareTable<{ organization_id: string; id: string }>({
  table: 'human',
  subject: 'self',
  rows: 'delete',
  columns: { organization_id: notPersonal('an organization'), id: notPersonal('for this test') },
})
const badge: TableDeclaration = { ...human, table: 'badge', subject: 'no_subject' }

beforeAll(async () => {
  const real = await testDatabase()
  schema = await readSchema(real.ownerUrl)
  const other = await testDatabase()
  plantedUrl = other.ownerUrl
  const client = new pg.Client({ connectionString: plantedUrl })
  await client.connect()
  await client.query(PLANTED)
  await client.end()
  planted = await readSchema(plantedUrl)
  await Promise.all([real.close(), other.close()])
})

describe('gate 2: the database and the declarations', () => {
  test('say the same', () => {
    expect(differences(schema, declarations)).toEqual([])
  })

  test('a column, a view, a table and its partition that nobody declared are found', () => {
    expect(differences(planted, [...declarations, human])).toEqual(
      expect.arrayContaining([
        'organization.motto is in the database and nobody declared it',
        'slugs is in the database and nobody declared it',
        'planted is in the database and nobody declared it',
        'planted_2026 is in the database and nobody declared it',
      ]),
    )
  })

  test('a partition is declared by its parent', () => {
    const parent: TableDeclaration = { ...human, table: 'planted' }
    expect(differences(planted, [...declarations, parent])).toContain(
      'planted_2026.at is in the database and nobody declared it',
    )
  })

  test('a declared column or table that does not exist is found', () => {
    const ghost: TableDeclaration = { ...human, table: 'organization' }
    expect(differences(schema, [human, ghost])).toEqual(
      expect.arrayContaining([
        'human is declared and not in the database',
        'organization.organization_id is declared and not in the database',
      ]),
    )
  })

  test('every feature that exports tables is in the list', async () => {
    const features = new URL('../../features/', import.meta.url)
    const listed = new Set(declarations)
    for (const feature of await readdir(features)) {
      const door: Record<string, unknown> = await import(
        new URL(`${feature}/server/index.ts`, features).href
      ).catch((error: unknown) => {
        if (error instanceof Error && /Cannot find|Failed to load/.test(error.message)) return {}
        throw error
      })
      for (const [name, tables] of Object.entries(door)) {
        if (!name.endsWith('Tables') || !Array.isArray(tables)) continue
        const missing = tables.filter((table: TableDeclaration) => !listed.has(table))
        expect([name, missing.map((table: TableDeclaration) => table.table)]).toEqual([name, []])
      }
    }
  })
})

describe('gate 4: a table that refers to people', () => {
  test('says whose its rows are', () => {
    expect(silentAboutPeople(schema, declarations)).toEqual([])
  })

  test('one that does not is found', () => {
    expect(silentAboutPeople(planted, [human, badge])).toEqual(['badge refers to human and says no_subject'])
  })
})

describe('gate 5: every personal column', () => {
  test('has a path to a person', () => {
    expect(findPaths(declarations).faults).toEqual([])
  })

  test('without one is found', () => {
    const lost = declarations.map(
      (one): TableDeclaration =>
        one.table === 'account' ? { ...one, subject: 'no_subject', rows: 'none' } : one,
    )
    expect(findPaths(lost).faults).toEqual(
      expect.arrayContaining([
        'account holds id, person_id, email, status, suspended_at, suspension_article, suspension_reason, created_at, last_signed_in_at and says no_subject',
        'session leads to account, which leads to nobody',
      ]),
    )
  })
})

describe('the wall around whoever is restricted', () => {
  test('stands on every table that leads to a person', () => {
    expect(openToOrdinary(schema, wallOf(findPaths(declarations)))).toEqual([])
  })

  test('a table without it, and one with it that leads to nobody, are found', () => {
    const wall = new Map([...wallOf(findPaths(declarations)), ['site', ['id']]])
    wall.delete('tenancy')
    expect(openToOrdinary(schema, wall)).toEqual([
      "site: call loge.hide_restricted('loge.site', 'id')",
      'tenancy hides rows that no declaration says lead to a person',
    ])
  })
})

describe('files of people', () => {
  test('lie sealed, so that the database alone shows none [S0-79 partly, S4-11 partly]', () => {
    expect(unsealedFiles(schema, declarations)).toEqual([])
  })

  test('one that is not, and a text that says it is, are found', () => {
    const open = declarations.map((one): TableDeclaration => {
      const { content, position } = one.columns
      if (one.table !== 'talent' || content?.pd !== 'application' || position?.pd !== 'application')
        return one
      const { sealed: _sealed, ...plain } = content
      return { ...one, columns: { ...one.columns, content: plain, position: { ...position, sealed: true } } }
    })
    expect(unsealedFiles(schema, open)).toEqual([
      'talent.position says sealed and holds no bytes',
      'talent.content holds a file of somebody and does not say sealed',
    ])
  })
})

describe('the walls between organizations', () => {
  test('have no hole', () => {
    expect(holesInWalls(schema)).toEqual([])
  })

  test('a table and a partition without a wall, and a view that looks over it, are found', () => {
    expect(holesInWalls(planted)).toEqual(
      expect.arrayContaining([
        'badge has no row-level security: call loge.secure',
        'planted_2026 has no row-level security: call loge.secure',
        'badge does not begin its primary key with organization_id',
        'slugs must be created with (security_invoker = true)',
      ]),
    )
  })

  test('securing a partitioned table walls its partitions, and grants only their parent', async () => {
    const client = new pg.Client({ connectionString: plantedUrl })
    await client.connect()
    await client.query(`select loge.secure('loge.planted')`)
    const { rows } = await client.query(
      `select has_table_privilege('loge_app', 'loge.planted', 'select') as parent,
              has_table_privilege('loge_app', 'loge.planted_2026', 'select') as part,
              relrowsecurity and relforcerowsecurity as walled
       from pg_class where oid = 'loge.planted_2026'::regclass`,
    )
    await client.end()
    expect(rows).toEqual([{ parent: true, part: false, walled: true }])
  })
})
