/** Whoever is kept for a case alone stands in the archive: listed with the rule, and read for a reason. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

const PERSON = 'per_01980000000070008000000000000001'
const archived = {
  data: [
    {
      personId: PERSON,
      personName: 'Ida Lund',
      since: '2029-03-14',
      until: null,
      rules: [
        {
          id: 'legal',
          sentence: {
            en: 'Kept longer where a law says so.',
            fr: 'Conservé plus longtemps si une loi le dit.',
          },
          ground: 'Each law that asks for longer, case by case',
        },
      ],
      cases: [
        {
          ground: 'legal_obligation',
          caseName: 'Invoice 12',
          reason: 'Code de commerce, art. L123-22',
          endsOn: '2036-03-14',
        },
      ],
    },
  ],
}
const kept = { data: [{ table: 'customer_file', values: { title: 'Midwife', opened_at: '2026-01-31' } }] }

test('is listed with the rule and the case that keep them, and read once a reason is chosen', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy/retention')
  await page.getByRole('heading', { name: 'Archive' }).waitFor()
  await page.getByText('Nobody is kept for a law alone.').waitFor()
  await page.route('**/api/v1/retention/archive', (route) => route.fulfill({ json: archived }))
  const asked: unknown[] = []
  await page.route(`**/api/v1/retention/archive/${PERSON}/open`, (route) => {
    asked.push(route.request().postDataJSON())
    return route.fulfill({ json: kept })
  })
  await page.reload()
  await page.getByRole('rowheader', { name: 'Ida Lund' }).waitFor()
  await page.getByText('Code de commerce, art. L123-22').waitFor()
  await page.getByRole('button', { name: 'Read…' }).click()
  const form = page.getByRole('form', { name: 'What is kept of Ida Lund' })
  await form.getByLabel('What for').selectOption('an authority asks')
  await form.getByRole('button', { name: 'Read and note it' }).click()
  await form.getByRole('heading', { name: 'Files of customers' }).waitFor()
  await form.getByText('Midwife').waitFor()
  await expect.poll(() => asked).toEqual([{ reason: 'authority' }])
})
