/** Whoever answers for privacy sees what protects people, and what the last look found. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('each measure says what shows it and what the last look found, and is looked at again on the spot', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy/measures')
  await page.getByRole('heading', { name: 'Security measures' }).waitFor()
  const apart = page.getByRole('row', { name: /keeps each organization apart/ })
  await apart.getByText('a check of the software').waitFor()
  await page.getByRole('button', { name: 'Look now' }).click()
  await apart.getByText('holds', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Look now' }).click()
  await apart.getByText('one look, held 1 time').waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(8)
})
