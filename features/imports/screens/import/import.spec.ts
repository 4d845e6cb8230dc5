/** A manager brings a spreadsheet, sees what it will do, does it, and takes it back. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse()

const FILE = [
  'Bâtiment;Logement;Nom;Prénom;E-mail;Date d’entrée;Badge',
  'Z;Z101;Importée;Chloé;chloe@example.org;03/04/2026;04A1B2C3',
  'Z;Z102;Importé;Jean;;05/06/2026;',
].join('\r\n')

const bring = async (text: string) => {
  const { page } = await spec.sitDownSignedIn('/settings/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'residents.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  return page
}

test('a file is brought, a date is asked about, everything is applied and undone', async () => {
  const page = await bring(FILE)
  await page.getByText('The dates of this file can be read either way.').first().waitFor()
  await expect
    .poll(() => page.getByRole('button', { name: /^Import/ }).getAttribute('aria-disabled'))
    .toBe('true')
  await page.getByRole('button', { name: 'The day (31/12/2026)' }).click()
  const ready = page.getByRole('button', { name: 'Import 2 rows' })
  await ready.waitFor()
  expect(await axeFindings(page)).toEqual([])
  await ready.click()
  await page.getByText('You can undo it until').waitFor()
  await page.getByRole('link', { name: 'See the people' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('This import was undone.').waitFor()
  await page.getByRole('row').getByText('Undone', { exact: true }).first().waitFor()
  await page.getByRole('row').getByText('New', { exact: true }).first().waitFor({ state: 'detached' })
})

test('a row that is wrong says in words which cell, and may be left out', async () => {
  const page = await bring(FILE.replaceAll(/0(\d)\/0(\d)\//g, '3$1/0$2/').replace('chloe@', 'chloe at '))
  await page.getByText('E-mail: not an e-mail address').waitFor()
  await page.getByText('Date d’entrée: there is no such date').first().waitFor()
  await page.getByRole('row').getByRole('button', { name: 'Leave this row out' }).first().click()
  await page.getByRole('button', { name: /^Left out 1/ }).waitFor()
})

test('all rows that are wrong are left out with one press; on a phone the columns are one choice', async () => {
  const page = await bring(
    FILE.replaceAll(/0(\d)\/0(\d)\//g, '3$1/0$2/') +
      '\r\nZ;Z103;;Ada;;2026-01-31;\r\nZ;Z104;Juste;Ada;;2026-01-31;',
  )
  await page.getByText('(empty)').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByLabel('Sort by').selectOption('Logement')
  await page.getByRole('button', { name: 'Turn around' }).click()
  await expect.poll(() => page.locator('[data-row]').first().textContent()).toContain('Z104')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Leave these 3 rows out' }).click()
  await page.getByRole('button', { name: 'Import one row' }).waitFor()
})

test('whoever may be known already is told apart by home, address and who told us, before anything is said', async () => {
  const held = await bring(
    'Building;Home;Last name;First name;E-mail;Moves in\nY;Y9;Namesake;Ivo;ivo@example.org;2026-04-13',
  )
  await held.getByRole('button', { name: 'Import one row' }).click()
  await held.getByText('You can undo it until').waitFor()
  const page = await bring('Last name;First name;Mobile\nNamesake;Ivo;06 39 98 41 07')
  await page.getByText(/^Y9 \(Y\), since .* · ivo@example\.org · Taken over from a list$/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'The same person' }).click()
  await page.getByRole('button', { name: 'Import one row' }).waitFor()
})

test('who lives there already by other dates is kept as known, changed, or somebody else', async () => {
  const head = 'Building;Home;Last name;First name;Moves in'
  const held = await bring(`${head}\nW;W9;Already;Ada;2026-04-13`)
  await held.getByRole('button', { name: 'Import one row' }).click()
  await held.getByText('You can undo it until').waitFor()
  const page = await bring(`${head}\nW;W9;Already;Ada;2026-05-01`)
  await page.getByText('somebody of this name lives in this home already, by other dates').waitFor()
  await page.getByText(/^W9 \(W\), since .*2026/).waitFor()
  await page.getByRole('button', { name: 'Somebody new' }).waitFor()
  await page.getByRole('button', { name: 'Keep what is known' }).click()
  await page.getByRole('button', { name: /^Left out 1/ }).waitFor()
  await page.getByRole('button', { name: 'Decide again' }).click()
  await page.getByRole('button', { name: 'Change the dates of their stay' }).click()
  await page.getByText('the dates of the file take the place of those known').waitFor()
  await page.getByRole('button', { name: 'Import one row' }).waitFor()
})

test('stays that overlap are refused with the home and the days', async () => {
  const page = await bring(
    'Reference;Building;Home;Last name;First name;Moves in;Moves out\nR1;V;V9;Twice;Ada;2026-01-01;2026-06-30\nR1;V;V9;Twice;Ada;2026-06-01;',
  )
  await page.getByText(/Moves in: already lives in V9 from .*2026 to .*2026/).waitFor()
})

test('a file that cannot be read says why and what to do', async () => {
  const page = await bring('%PDF-1.7')
  await page.getByText('Save it as CSV or as an Excel workbook').waitFor()
})

test('everything leaves as one file', async () => {
  const { page } = await spec.sitDownSignedIn('/settings/import')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download everything' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^loge-\d{4}-\d{2}-\d{2}\.zip$/)
})

test('what is understood is listed, a model is there to be filled in, and it goes in as it is', async () => {
  const { page } = await spec.sitDownSignedIn('/settings/import')
  await page.getByText('Which columns and words are understood').click()
  await page.getByText(/^Takes: titulaire, locataire, tenant/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  const [model] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download a model to fill in' }).click(),
  ])
  await page.locator('input[type=file]').setInputFiles(await model.path())
  await page.getByRole('button', { name: 'Import 2 rows' }).waitFor()
})

test('a word that is not understood is answered with those that are', async () => {
  const page = await bring('Bâtiment;Logement;Nom;Prénom;Rôle;Entrée\nZ;Z1;Importé;Luc;Voisin;2020-01-31')
  // What is said of a row leaves room beside it for the cells of the file.
  const cells = await page.getByRole('columnheader', { name: 'Logement' }).boundingBox()
  expect((cells?.x ?? 0) + (cells?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
  await page
    .getByText(/Rôle: a word that is not understood here\. Takes: tenant, co-tenant, child, owner/)
    .waitFor()
})
