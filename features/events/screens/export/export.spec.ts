/** Somebody takes the log away as a file, from the page they look at. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

test('the page says what the file will hold, and the file holds it', async () => {
  const { page } = await spec.sitDownSignedIn('/events?range=week')
  const open = page.getByRole('button', { name: 'Export…' })
  await open.click()
  await expect.poll(() => open.getAttribute('aria-expanded')).toBe('true')
  await page.getByText('Nobody’s name is in the file').waitFor()
  const taken = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV for a spreadsheet' }).click()
  const download = await taken
  expect(download.suggestedFilename()).toMatch(/^events-\d{4}-\d\d-\d\d\.csv$/)
  const [head, first] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(head).toContain('Happened (local time)')
  expect(first).toContain(',UTC,')
  expect(head).toContain(',Entrance,Entrance (id),Equipment,Equipment (id),')
})

test('the file names the door that was put in', async () => {
  const { entrance } = await spec.house.installDoor('hall-b')
  const { context } = await spec.sitDownSignedIn('/events?range=week')
  const file = (format: string) =>
    context.request.get(
      `${spec.house.origin}/api/v1/events/export?format=${format}&language=en&entranceId=${entrance}`,
    )
  const [line = ''] = (await (await file('ndjson')).text()).split('\n')
  const { entranceName } = z.object({ entranceName: z.string().min(1) }).parse(JSON.parse(line))
  expect(await (await file('csv')).text()).toContain(`,${entranceName},${entrance},`)
})

test('the answer for paper says who asked what and when, and proves it; its address is the question', async () => {
  const { page } = await spec.sitDownSignedIn('/events?range=week')
  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('link', { name: 'On paper, with its proof' }).click()
  await page.getByRole('heading', { name: 'What the log says' }).waitFor()
  await page.getByText(/^Asked by .+ on .+\.$/).waitFor()
  await page.getByRole('heading', { name: 'Proof' }).waitFor()
  const { searchParams } = new URL(page.url())
  expect(Date.parse(searchParams.get('until') ?? '')).toBeGreaterThan(
    Date.parse(searchParams.get('from') ?? ''),
  )
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  await expect.poll(() => page.locator('table.tbl tbody tr').count()).toBeGreaterThan(0)
})
