/** Every register that comes along may be published as it is. */
import { readFile } from 'node:fs/promises'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization } from '@loge/testing'
import { expect, test } from 'vitest'
import { boundsOn, completed, judgeRegister } from '../core/index.ts'
import { draftRegister, publishRegister } from './keep-register.ts'
import { presetNames, readPreset } from './presets.ts'

const names = await presetNames()

test('there are some, and no other name is one', async () => {
  expect(names.length).toBeGreaterThan(0)
  expect(await readPreset('../default')).toBeUndefined()
})

test.each(names)('%s says nothing that the law or the software would not keep', async (name) => {
  const register = await readPreset(name)
  expect(register).toBeDefined()
  if (register !== undefined) expect(judgeRegister(completed(register), boundsOn('2026-11-22'))).toEqual([])
})

/** The kinds of promise that are about a datum of the register. */
const OF_THE_REGISTER = 'PUR CAT BAS RET RCP SRC COO ROL CHN TRF DEF'.split(' ')
const promises = (await readFile('docs/promises/promises.jsonl', 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly id: string; readonly kind: string })

test.each(names)('%s has a datum for every promise of its document that is about one', async (name) => {
  const text = JSON.stringify(await readPreset(name))
  const claimed = new Set([...text.matchAll(/"(S\d-\d+)"/g)].map(([, id]) => id))
  const documents = new Set([...claimed].map((id) => id?.split('-')[0]))
  expect(documents.size).toBe(1)
  const promised = promises.filter(
    ({ id, kind }) => documents.has(id.split('-')[0]) && OF_THE_REGISTER.includes(kind),
  )
  expect(promised.length).toBeGreaterThan(20)
  expect(promised.map(({ id }) => id).filter((id) => !claimed.has(id))).toEqual([])
})

test('[S3-81 1/2] a form asks for nothing but what its activity holds; with another field the register is not published', {
  timeout: 120_000,
}, async () => {
  const preset = await readPreset('softathome')
  if (preset === undefined) return expect.fail('no preset')
  const register = completed(preset)
  const forms = register.activities.find(({ id }) => id === 'forms')
  expect(forms).toMatchObject({
    audiences: ['form_user'],
    categories: ['identity', 'contact', 'navigation', 'free_content'],
  })
  const asking = (category: string): typeof register => ({
    ...register,
    categories: register.categories.map((one) =>
      one.id === category
        ? {
            ...one,
            fields: [
              {
                id: 'asked',
                label: { en: 'Asked', fr: 'Demandé' },
                askedOf: ['form_user'],
                mandatory: false,
                type: 'text' as const,
              },
            ],
          }
        : one,
    ),
  })
  const outside = (category: string) =>
    judgeRegister(asking(category), boundsOn('2026-11-22')).filter(({ code }) => code === 'field_outside')
  for (const { id } of register.categories)
    expect([id, outside(id).length]).toEqual([id, forms?.categories.includes(id) === true ? 0 : 1])
  expect(forms?.categories.map((id) => outside(id))).toEqual([[], [], [], []])
  // What is found is why a register is refused where it would be put in force.
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  await database.transaction(organizationId, async (transaction) => {
    const keeping = {
      transaction,
      world: realWorld,
      organizationId,
      accountId: null,
      record: async () => undefined,
    }
    const { stored } = await draftRegister(keeping, { content: asking('usage'), replaces: null })
    await expect(publishRegister(keeping, { hash: stored.hash })).rejects.toThrow('register_faulty')
  })
  await database.close()
})
