/** A consent is taken back with as few presses as it was given, under a ready-made register. */
import { readFile } from 'node:fs/promises'
import { completed, type Register } from '@loge/features/law/core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('one press agrees and one press takes it back, on the same switch, and nothing asks whether one is sure [S1-51 3/3, S2-57 3/3]', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  const file = new URL('../../law/presets/soco.json', import.meta.url)
  const content = completed(JSON.parse(await readFile(file, 'utf8')) as Register)
  await page.evaluate(async (register) => {
    const call = async (method: string, path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    }
    const { version } = await call('PUT', '/register/draft', { content: register, replaces: null })
    await call('POST', '/register/draft/publish', { hash: version.hash })
  }, content)
  const consents = content.activities
    .flatMap(({ purposes }) => purposes)
    .filter(({ basis }) => basis === 'consent')
    .map(({ sentence }) => sentence.en)
  await page.goto(`${spec.house.origin}/me/data`)
  const choices = page.getByRole('region', { name: 'What I agreed to' })
  const first = choices.getByRole('switch').first()
  await first.waitFor()
  // A consent, and not the no to advertising that stands below.
  const label = await first.evaluate((one: HTMLInputElement) => one.labels?.[0]?.textContent ?? '')
  expect(consents).toContain(label)
  await expect.poll(() => first.isChecked()).toBe(false)
  await first.press('Space')
  await choices.getByText(/^Agreed .*\d{4}/).waitFor()
  await expect.poll(() => first.isChecked()).toBe(true)
  await first.press('Space')
  await choices.getByText(/^Agreed .*\d{4}/).waitFor({ state: 'detached' })
  await expect.poll(() => first.isChecked()).toBe(false)
  await page.reload()
  await expect.poll(() => first.isChecked()).toBe(false)
})
