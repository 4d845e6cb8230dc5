/** The database as the rest of the house meets it: one organization at a time, retried, heard after a gap. */
import { asId, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withLastStatement } from './before-commit.ts'
import { inOneTransaction } from './one-transaction.ts'
import { executePrepared } from './prepared.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const asOwner = async (command: string): Promise<void> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(command)
  await client.end()
}

const cutConnections = () =>
  asOwner(`select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'loge' and datname = current_database()`)

describe('one organization at a time', () => {
  test('a transaction sees its own organization and no other', async () => {
    const mine = await testOrganization(database)
    await testOrganization(database)
    const seen = await database.transaction(mine, async (transaction) => {
      const { rows } = await sql<{ id: string }>`select id from organization`.execute(transaction)
      return rows
    })
    expect(seen).toEqual([{ id: mine }])
  })

  test('the application is neither the owner of a table nor above row-level security', async () => {
    const mine = await testOrganization(database)
    const { rows } = await database.transaction(mine, (transaction) =>
      sql<{ role: string; bypass: boolean; super: boolean; owned: number }>`
        select current_user as role, rolbypassrls as bypass, rolsuper as super,
          (select count(*) from pg_class where relowner = pg_roles.oid) as owned
        from pg_roles where rolname = current_user`.execute(transaction),
    )
    expect(rows).toEqual([{ role: 'loge_app', bypass: false, super: false, owned: 0 }])
  })

  test('every organization is listed, which is the one question that crosses them', async () => {
    const first = await testOrganization(database, 'A')
    const listed = await database.organizations()
    expect(listed).toContainEqual({ id: first, slug: `org-${first}`, name: 'A' })
    expect(listed.length).toBeGreaterThan(1)
  })

  test('a piece of work leaves its trace in every transaction that writes, and none in one that reads or fails', async () => {
    const mine = await testOrganization(database, 'A')
    let traces = 0
    const read = sql<{ name: string }>`select name from organization`
    const write = sql`update organization set name = name || 'B'`
    const trace = async () => {
      traces += 1
      if (traces === 2) throw new Error('no trace, no writing')
    }
    const doing = (statement: typeof write) =>
      database.transaction(mine, (transaction) => statement.execute(transaction))
    await withLastStatement(trace, async () => {
      await doing(read)
      await doing(write)
      await expect(doing(write)).rejects.toThrow('no trace, no writing')
    })
    await doing(write)
    expect(traces).toBe(2)
    expect((await database.transaction(mine, (transaction) => read.execute(transaction))).rows).toEqual([
      { name: 'ABB' },
    ])
  })

  test('a failed transaction leaves nothing behind', async () => {
    const mine = await testOrganization(database, 'Before')
    const attempt = database.transaction(mine, async (transaction) => {
      await sql`update organization set name = 'After'`.execute(transaction)
      throw new Error('changed my mind')
    })
    await expect(attempt).rejects.toThrow('changed my mind')
    expect(await database.organizations()).toContainEqual({ id: mine, slug: `org-${mine}`, name: 'Before' })
  })
})

describe('one transaction for several uses', () => {
  const names = sql<{ name: string }>`select name from organization`

  test('holds everything or nothing', async () => {
    const mine = await testOrganization(database, 'Before')
    const attempt = inOneTransaction(database, mine, async (inside) => {
      await inside.transaction(mine, (transaction) =>
        sql`update organization set name = 'After'`.execute(transaction),
      )
      await inside.transaction(mine, async (transaction) => {
        expect((await names.execute(transaction)).rows).toEqual([{ name: 'After' }])
      })
      throw new Error('stopped in the middle')
    })
    await expect(attempt).rejects.toThrow('stopped in the middle')
    const { rows } = await database.transaction(mine, (transaction) => names.execute(transaction))
    expect(rows).toEqual([{ name: 'Before' }])
  })

  test('belongs to one organization', async () => {
    const [mine, other] = [await testOrganization(database), await testOrganization(database)]
    const attempt = inOneTransaction(database, mine, (inside) =>
      inside.transaction(other, async () => undefined),
    )
    await expect(attempt).rejects.toThrow('one organization')
  })
})

describe('values', () => {
  const read = <Value>(expression: string): Promise<Value | undefined> =>
    database.transaction(asId('organization', newId(realWorld, 'organization')), async (transaction) => {
      const { rows } = await sql<{ value: Value }>`select ${sql.raw(expression)} as value`.execute(
        transaction,
      )
      return rows[0]?.value
    })

  test('a timestamptz is an instant, a date is text, a bigint is a number', async () => {
    expect(await read(`'2026-03-29 03:30:00.5+02'::timestamptz`)).toBe(Date.UTC(2026, 2, 29, 1, 30, 0, 500))
    expect(await read(`'2026-03-29'::date`)).toBe('2026-03-29')
    expect(await read(`9007199254740991::bigint`)).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('a value that would be rounded is an error', async () => {
    await expect(read(`9007199254740993::bigint`)).rejects.toThrow('2^53')
    await expect(read(`'infinity'::timestamptz`)).rejects.toThrow('infinite')
  })
})

describe('a prepared question', () => {
  const names = sql<{ name: string }>`select * from organization order by name limit ${sql.lit(10)}`
  const plans = sql<{ kept: number }>`
    select count(*) as kept from pg_prepared_statements where statement like '%order by name limit 10'`
  const askFor = (organization: OrganizationId) =>
    database.transaction(organization, async (transaction) => ({
      names: (await executePrepared(transaction, names)).map(({ name }) => name),
      kept: (await plans.execute(transaction)).rows[0]?.kept,
    }))

  test('is planned once on a connection, and answers each organization with its own rows', async () => {
    const [mine, other] = [
      await testOrganization(database, 'Mine'),
      await testOrganization(database, 'Other'),
    ]
    for (let round = 0; round < 10; round += 1) {
      expect(await askFor(mine)).toEqual({ names: ['Mine'], kept: 1 })
      expect(await askFor(other)).toEqual({ names: ['Other'], kept: 1 })
    }
  })

  /** As behind a pooler, that hands out another connection of the server. */
  const forgetPlans = () =>
    database.transaction(asId('organization', newId(realWorld, 'organization')), (transaction) =>
      sql`deallocate all`.execute(transaction),
    )
  const addColumn = () => asOwner('alter table loge.organization add column colour text')

  test.each([
    ['its plan is gone', forgetPlans],
    ['a column came since it was planned', addColumn],
  ])('is answered although %s', async (_what, spoil) => {
    await cutConnections()
    const mine = await testOrganization(database, 'Mine')
    expect(await askFor(mine)).toEqual({ names: ['Mine'], kept: 1 })
    await spoil()
    for (let round = 0; round < 10; round += 1) expect((await askFor(mine)).names).toEqual(['Mine'])
    await asOwner('alter table loge.organization drop column if exists colour')
  })
})

describe('lost races', () => {
  const raise = (code: string) => sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`)

  test('a serialization failure and a deadlock are tried again', async () => {
    const mine = await testOrganization(database)
    const codes = ['40001', '40P01']
    const answer = await database.transaction(mine, async (transaction) => {
      const code = codes.shift()
      if (code !== undefined) await raise(code).execute(transaction)
      return 'won'
    })
    expect(answer).toBe('won')
    expect(codes).toEqual([])
  })

  test('another error is not', async () => {
    const mine = await testOrganization(database)
    let attempts = 0
    const attempt = database.transaction(mine, async (transaction) => {
      attempts += 1
      await raise('23505').execute(transaction)
    })
    await expect(attempt).rejects.toThrow()
    expect(attempts).toBe(1)
  })
})

describe('a server that goes away', () => {
  test('is met by a new connection when the old one was cut between two transactions', async () => {
    const mine = await testOrganization(database)
    await cutConnections()
    const seen = await database.transaction(mine, (transaction) =>
      sql`select id from organization`.execute(transaction),
    )
    expect(seen.rows).toEqual([{ id: mine }])
  })

  test('in the middle of a transaction is an error, since nobody knows what was committed', async () => {
    const mine = await testOrganization(database)
    let attempts = 0
    const attempt = database.transaction(mine, async (transaction) => {
      attempts += 1
      await cutConnections()
      await sql`select 1`.execute(transaction)
    })
    await expect(attempt).rejects.toMatchObject({ code: 'outcome_unknown' })
    expect(attempts).toBe(1)
  })
})

describe('listening', () => {
  test('hears again after its connection was cut, and is told of the gap', async () => {
    const heard: string[] = []
    let wake: () => void = () => undefined
    const next = (): Promise<void> => new Promise((resolve) => (wake = resolve))
    const stop = await database.listen(
      'bell',
      (payload) => {
        heard.push(payload)
        wake()
      },
      () => {
        heard.push('(gap)')
        wake()
      },
    )
    const first = next()
    await asOwner(`select pg_notify('bell', 'one')`)
    await first
    const gap = next()
    await asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %'
                   and datname = current_database()`)
    await gap
    const second = next()
    await asOwner(`select pg_notify('bell', 'two')`)
    await second
    expect(heard).toEqual(['one', '(gap)', 'two'])
    await stop()
  })
})
