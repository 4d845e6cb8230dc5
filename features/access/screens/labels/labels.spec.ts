/** Labels are chosen, fill sheets to the millimetre, and leave nothing else on the paper. */
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse()

beforeAll(async () => {
  await spec.house.installDoor('hall-b')
  await spec.house.installDoor('garden-gate')
})

describe('labels to print', () => {
  test('name each door and lead to its page, beginning where the sheet is still unused', async () => {
    const { page } = await spec.sitDownSignedIn('/doors')
    await page.getByRole('link', { name: 'Print labels' }).click()
    await page.getByText(/is known to this machine only/).waitFor()
    const sheets = page.getByRole('region', { name: /^Sheet/ })
    const labels = page.getByRole('article')
    await expect.poll(() => labels.count()).toBe(2)
    const code = await page.getByRole('img', { name: /\/doors\?entrance=ent_/ }).count()
    expect(code).toBe(2)
    await page.getByLabel('Labels', { exact: true }).selectOption('99.1x67.7')
    await page.getByLabel('Already used on the first sheet').fill('7')
    await expect.poll(() => sheets.count()).toBe(2)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    const [first] = await labels.all()
    const box = await first?.boundingBox()
    const inMillimetres = (px: number | undefined) => ((px ?? 0) * 25.4) / 96
    expect(inMillimetres(box?.width)).toBeCloseTo(99.1, 0)
    expect(inMillimetres(box?.height)).toBeCloseTo(67.7, 0)
    const paper = await page.pdf({ preferCSSPageSize: true })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
  })

  test('are those of one door, when its page asks for it', async () => {
    const { page } = await spec.sitDownSignedIn('/doors')
    await page.getByRole('rowgroup').filter({ hasText: 'Entrances' }).getByRole('link').first().click()
    await page.getByRole('link', { name: 'Print its label' }).click()
    await page.getByText('Only this one is printed.').waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(1)
    await page.getByRole('link', { name: 'Print the others too' }).click()
    await expect.poll(() => page.getByRole('article').count()).toBe(2)
    // Paper is white at night too.
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axeFindings(page)).toEqual([])
  })
})
