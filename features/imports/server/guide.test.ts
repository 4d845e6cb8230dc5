/** The sample of the guide goes in as the guide says it does. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modelFile } from '../core/index.ts'
import { anotherHouse, catalogue, type House, makeHouse } from './imports.fixture.ts'

const GUIDES = join(import.meta.dirname, '../../../docs/guides')
const SAMPLE = 'samples/residents-of-another-system.csv'

let house: House
let forget: () => void
beforeAll(async () => {
  forget = catalogue()
  house = await makeHouse()
})
afterAll(async () => {
  await house.close()
  forget()
})

test('the sample of the guide is understood without a question, and applied whole', async () => {
  const bytes = await readFile(join(GUIDES, SAMPLE))
  const batch = await house.upload(bytes, 'residents-of-another-system.csv')
  const rows = await house.rows(batch.id)
  expect(rows.flatMap(({ plan }) => plan.errors)).toEqual([])
  expect(batch.asks).toEqual([])
  expect(Object.keys(batch.settings.mapping)).toHaveLength(12)
  expect(batch.counts).toMatchObject({ create: 5, duplicate: 0, error: 0 })
  expect(await house.apply(batch.id)).toMatchObject({ state: 'applied', problem: null })
})

test.each(['en', 'fr'] as const)(
  'the model to fill in, in %s, is understood without a question',
  async (language) => {
    const own = await anotherHouse(house.database)
    const batch = await own.upload(modelFile(language), 'model.csv')
    expect((await own.rows(batch.id)).flatMap(({ plan }) => plan.errors)).toEqual([])
    expect(Object.keys(batch.settings.mapping)).toHaveLength(13)
    expect(batch).toMatchObject({ asks: [], counts: { create: 2, duplicate: 0, error: 0 } })
  },
)

test('the guide shows the very header of the sample, and names the file', async () => {
  const guide = await readFile(join(GUIDES, 'import-from-another-system.md'), 'utf8')
  const [header = ''] = (await readFile(join(GUIDES, SAMPLE), 'utf8')).replace('\uFEFF', '').split('\n')
  expect(guide).toContain(SAMPLE)
  for (const column of header.split(';')) expect(guide).toContain(`\`${column}\``)
})
