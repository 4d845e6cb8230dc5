/** The month that begins while many write. */
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { monthOf } from './drawers.ts'

test('whoever waited while another made the drawer of a month finds it made', async () => {
  const database = await testDatabase()
  const organization = await testOrganization(database)
  const begins = new Date(`${monthOf(realWorld.now())}-01T00:00:00Z`)
  const ensure = () =>
    database.transaction(organization, async (transaction) => {
      const { rows } = await sql<{
        was: boolean
      }>`select loge.ensure_event_partition('equipment', ${begins}) as was`.execute(transaction)
      return rows.length
    })
  await expect(Promise.all([1, 2, 3, 4].map(ensure))).resolves.toEqual([1, 1, 1, 1])
  await database.close()
})
