/** An edge added by hand with the code of the page, seen on it, and taken out of service, in a real browser. */
import { generateKeyPairSync, sign } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { enrolmentProofText } from '../../core/index.ts'

const spec = specInHouse()

/** What the edge does with the command that was copied: proves its key, and hands the code in. */
const enrolWith = async (code: string): Promise<number> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const signature = sign(null, Buffer.from(enrolmentProofText(code, key)), privateKey).toString('base64url')
  const answer = await fetch(`${spec.house.origin}/api/v1/edges/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey: key, signature }),
  })
  return answer.status
}

const lineOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

describe('the edges of the buildings', () => {
  test('are each shown with their line, the rights they hold and what they have still to tell', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByRole('link', { name: 'Edges' }).click()
    await page.getByRole('heading', { name: 'Edges' }).waitFor()
    await page.getByText(/^on the line since/).waitFor()
    await page.getByText('Rights it holds').waitFor()
    await page.getByText('nothing', { exact: true }).waitFor()
    await page.getByText('0.1.0', { exact: true }).waitFor()
  })

  test('grow by one with the command that is shown once, and lose it by a confirmed word', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/edges')
    await page.getByRole('button', { name: 'Add an edge' }).click()
    await page.getByRole('button', { name: 'Make its code' }).click()
    await page.getByText('Say where it stands.').waitFor()
    await page.getByLabel('What is it called?').fill('Cellar B')
    await page.getByRole('button', { name: 'Make its code' }).click()
    await page.getByText(/^Type this on the computer in the building.* until \d\d:\d\d\.$/).waitFor()
    const command = (await page.locator('.command').textContent()) ?? ''
    expect(command).toMatch(/^npx loge edge --server http:\/\/[\w.]+:\d+ --code org_\w+\.[\w-]+$/)
    const code = command.split(' ').at(-1) ?? ''
    expect(await enrolWith(code)).toBe(201)
    await page.getByText(/^“Cellar B” has joined\./).waitFor()
    await expect.poll(() => page.getByText(code).count()).toBe(0)
    await page.getByRole('button', { name: 'Close' }).click()
    await lineOf(page, 'Cellar B')
      .getByText(/not heard from yet$/)
      .waitFor()
    expect(await enrolWith(code)).toBe(409)

    await page.getByRole('button', { name: 'Take Cellar B out of service…' }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Take Cellar B out of service…' }).click()
    await page.getByRole('button', { name: 'Take it out of service' }).click()
    await page.getByRole('heading', { name: 'Out of service' }).waitFor()
    await lineOf(page, 'Cellar B')
      .getByText(/^out of service since/)
      .waitFor()
  })

  test('say when the building is on its own', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/edges')
    await page.getByText(/^on the line since/).waitFor()
    await spec.house.setUplink(true)
    await page.getByText(/^on its own since .*; its doors go on deciding$/).waitFor()
    await spec.house.setUplink(false)
    await page.getByText(/^on the line since/).waitFor()
  })
})
