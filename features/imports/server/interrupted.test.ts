/** An import whose server died in the middle is as it was before, soon after somebody serves again. */
import { addMs, MINUTE_MS, SECOND_MS } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogue, makeHouse, type House } from './imports.fixture.ts'
import { claim, holdWork, settleImports } from './progress.ts'
import { updateImport } from './store.ts'

let passedMs = 0
const world = { ...realWorld, now: () => addMs(realWorld.now(), passedMs) }
let house: House
let forgetCatalogue: () => void
beforeAll(async () => {
  house = await makeHouse(world)
  forgetCatalogue = catalogue()
})
afterAll(async () => {
  forgetCatalogue()
  await house.close()
})

const settle = () => settleImports(house.deps, house.organizationId)
const counted = (lastName: string) =>
  house.upload(`Bâtiment;Logement;Nom;Prénom;Date d’entrée\nA;${lastName};${lastName};Ada;14/09/2026`)

test('an apply that was cut off is open again, says why, and can be done', async () => {
  const { id } = await counted('Un')
  await claim(house.deps, house.caller, id, () => ({ from: 'previewed', to: 'applying', total: 1 }))
  await house.database.transaction(house.organizationId, (transaction) =>
    updateImport(transaction, id, { done: 1 }),
  )
  await settle()
  expect(await house.read(id)).toMatchObject({ state: 'applying' })
  passedMs += 3 * SECOND_MS
  await settle()
  expect(await house.read(id)).toMatchObject({
    state: 'previewed',
    done: 0,
    total: 0,
    problem: { code: 'import_interrupted', rows: [] },
  })
  expect(await house.apply(id)).toMatchObject({ state: 'applied', problem: null })
})

test('one that somebody works at is left alone, however long it says nothing', async () => {
  const { id } = await counted('Deux')
  await claim(house.deps, house.caller, id, () => ({ from: 'previewed', to: 'applying', total: 1 }))
  passedMs += 10 * MINUTE_MS
  await house.database.transaction(house.organizationId, async (transaction) => {
    await holdWork(transaction, id)
    await settle()
  })
  expect(await house.read(id)).toMatchObject({ state: 'applying', problem: null })
  await settle()
  expect(await house.read(id)).toMatchObject({ state: 'previewed' })
})

test('an undoing that was cut off left everything applied', async () => {
  const { id } = await counted('Trois')
  await house.apply(id)
  await claim(house.deps, house.caller, id, () => ({ from: 'applied', to: 'undoing', total: 1 }))
  passedMs += 3 * SECOND_MS
  await settle()
  expect(await house.read(id)).toMatchObject({
    state: 'applied',
    problem: { code: 'import_interrupted' },
  })
  expect(await house.undo(id)).toMatchObject({ state: 'undone' })
})
