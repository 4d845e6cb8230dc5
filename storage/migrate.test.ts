/** Migrations: one order, once each, never backward, and a plan to read before. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyDatabase } from '@loge/testing'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findMigrations } from './migration-files.ts'
import { describePlan, migrate, planMigrations } from './migrate.ts'
import { openDatabase } from './open-database.ts'

let root: string
let url: string

const write = async (path: string, sql: string): Promise<void> => {
  await mkdir(join(root, path, '..'), { recursive: true })
  await writeFile(join(root, path), sql)
}

const ask = async (command: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(command)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'loge-migrations-'))
  url = (await emptyDatabase()).ownerUrl
  await write('storage/migrations/0001-first.sql', 'create table first (id int)')
  await write('features/doors/server/migrations/0100-second.sql', 'create table second (id int)')
})
afterEach(() => rm(root, { recursive: true }))

describe('the plan', () => {
  test('lists what is pending in the order of the numbers, wherever the files lie', async () => {
    await write('features/aaa/server/migrations/0200-third.sql', 'select 1')
    const plan = await planMigrations({ url, root })
    expect(describePlan(plan)).toBe(
      '0 applied, 3 to apply:\n  0001-first.sql\n  0100-second.sql\n  0200-third.sql',
    )
    expect(await ask(`select to_regclass('loge.migration') as made`)).toEqual([{ made: null }])
  })

  test('says when there is nothing to do', async () => {
    await migrate({ url, root })
    expect(describePlan(await planMigrations({ url, root }))).toBe(
      'Nothing to do: all 2 migrations are applied.',
    )
  })
})

describe('applying', () => {
  test('applies each migration once', async () => {
    expect(await migrate({ url, root })).toEqual({
      applied: ['0001-first.sql', '0100-second.sql'],
      alreadyApplied: 0,
    })
    expect(await migrate({ url, root })).toEqual({ applied: [], alreadyApplied: 2 })
  })

  test('a late file with a lower number is applied too', async () => {
    await migrate({ url, root })
    await write('storage/migrations/0050-between.sql', 'select 1')
    expect((await migrate({ url, root })).applied).toEqual(['0050-between.sql'])
  })

  test('two at once do not meet', async () => {
    const reports = await Promise.all([migrate({ url, root }), migrate({ url, root })])
    expect(reports.map((report) => report.applied.length).toSorted((a, b) => a - b)).toEqual([0, 2])
  })

  test('a migration that fails changes nothing and keeps the earlier ones', async () => {
    await write('storage/migrations/0300-broken.sql', 'create table half (id int); select 1/0')
    await expect(migrate({ url, root })).rejects.toMatchObject({ code: 'migration_failed' })
    expect(
      await ask(`select to_regclass('loge.half') as half, count(*)::int as kept from loge.migration`),
    ).toEqual([{ half: null, kept: 2 }])
  })
})

test('every migration applies for an owner who is no superuser, as on a managed PostgreSQL', async () => {
  const owner = `owner_${process.pid}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create role ${owner} createrole; grant ${owner} to current_user`)
    await client.query(`grant loge_app to ${owner} with admin option`)
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    await client.query(`alter database ${rows[0]?.name ?? ''} owner to ${owner}`)
    const option = `options=${encodeURIComponent(`-c role=${owner}`)}`
    await migrate({ url: `${url}${url.includes('?') ? '&' : '?'}${option}` })
    const applied = await client.query('select from loge.migration')
    expect(applied.rowCount).toBe((await findMigrations()).length)
  } finally {
    await client.query(
      `reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`,
    )
    await client.end()
  }
})

describe('refusing', () => {
  test('a file that changed after it was applied', async () => {
    await migrate({ url, root })
    await write('storage/migrations/0001-first.sql', 'create table first (id bigint)')
    await expect(migrate({ url, root })).rejects.toMatchObject({ code: 'migration_changed' })
  })

  test('a database that is newer than the code', async () => {
    await migrate({ url, root })
    await rm(join(root, 'features/doors/server/migrations/0100-second.sql'))
    await expect(planMigrations({ url, root })).rejects.toMatchObject({ code: 'database_newer_than_code' })
  })

  test('two files with one number', async () => {
    await write('storage/migrations/0100-other.sql', 'select 1')
    await expect(findMigrations(root)).rejects.toMatchObject({ code: 'migration_number_taken' })
  })

  test('a file without a number', async () => {
    await write('storage/migrations/other.sql', 'select 1')
    await expect(findMigrations(root)).rejects.toMatchObject({ code: 'migration_name_invalid' })
  })

  test('opening a database that was never migrated', async () => {
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'database_not_migrated' })
  })
})
