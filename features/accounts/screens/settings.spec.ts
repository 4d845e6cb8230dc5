/** A role handed over until a day and taken back, and a program's key made, used and revoked, in a real browser. */
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)

interface Made {
  readonly id: string
  readonly url: string
}

const post = (page: Page, path: string, body?: object) =>
  page.evaluate(
    async ([address, content]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        ...(content === null ? {} : { body: content ?? null }),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return (await answer.json()) as Made
    },
    [path, body === undefined ? null : JSON.stringify(body)] as const,
  )

/** A technician, who may not look at rights. */
const addTechnician = async (page: Page): Promise<Made> => {
  const { data } = await page.evaluate(
    async () => (await (await fetch('/api/v1/roles')).json()) as { data: { id: string; code: string }[] },
  )
  const roleId = data.find(({ code }) => code === 'technician')?.id
  const person = await post(page, '/people', {
    givenName: 'Joaquim',
    familyName: 'Pires',
    source: 'staff',
  })
  return post(page, '/accounts', {
    personId: person.id,
    email: 'joaquim@tilleuls.example',
    roles: [{ roleId, scope: { kind: 'organization' } }],
  })
}

describe('a role handed over', () => {
  test('is seen by who stands in at the top of every page, and is gone once it is ended', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/roles')
    const technician = await addTechnician(page)
    await page.reload()
    await page.getByText('Nobody stands in for anybody.').waitFor()
    await page.getByRole('button', { name: 'Hand my role over…' }).click()
    const form = page.getByRole('form', { name: 'Hand my role over' })
    await form.getByRole('button', { name: 'Hand my role over' }).click()
    await form.getByText('Say to whom, what of it, until which day, and why.').waitFor()
    await form.getByLabel('Last day').fill(inThreeDays())
    await form.getByLabel('Why').fill('Autumn holidays')
    // Nothing is handed over that was not chosen.
    await expect.poll(() => form.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await expect.poll(() => form.getByLabel('To', { exact: true }).textContent()).toContain('Joaquim Pires')
    await form.getByRole('button', { name: /^All of it/ }).click()
    await form.getByRole('button', { name: 'Hand my role over' }).click()
    await page.getByText(/^Joaquim Pires stands in for /).waitFor()

    const { url } = await post(page, `/accounts/${technician.id}/sign-in-links`)
    const other = await spec.sitDown(new URL(url).pathname + new URL(url).hash)
    await other.page.getByRole('button', { name: 'Sign in with this link' }).click()
    await other.page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    await other.page.goto(`${spec.house.origin}/access`)
    await other.page.getByText(/^You stand in for .+ until \w+ \d+ \w+ included\.$/).waitFor()
    await expect.poll(() => other.page.getByText('Your role does not open this.').count()).toBe(0)

    await page.getByRole('button', { name: /^End it: Joaquim/ }).click()
    await page.getByText('Ended. Joaquim Pires has what was theirs before.').waitFor()
    await other.page.reload()
    await other.page.getByText('Your role does not open this.').waitFor()
    await expect.poll(() => other.page.getByText(/^You stand in for/).count()).toBe(0)
  })
})

describe('a role of one’s own', () => {
  test('is made, changed from the version that is shown, and retired', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/roles')
    await page.getByRole('button', { name: 'Make a role' }).click()
    await page.getByLabel('Name of the role').fill('Night porter')
    await page.getByRole('checkbox', { name: 'See what happened' }).check()
    await page.getByRole('button', { name: 'Keep this role' }).click()
    await page.getByRole('button', { name: 'Change Night porter' }).click()
    await page.getByLabel('Name of the role').fill('Porter')
    await page.getByRole('button', { name: 'Keep this role' }).click()
    await page.getByRole('columnheader', { name: 'Porter', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Change Porter' }).click()
    await page.getByRole('button', { name: 'Retire it' }).click()
    await page.getByRole('columnheader', { name: 'Porter', exact: true }).waitFor({ state: 'detached' })
  })
})

describe('a key of a program', () => {
  test('is shown once, works, and is refused once it is revoked', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('heading', { name: 'No program has a key.' }).waitFor()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('Say what it is for.').waitFor()
    await page.getByText('Choose what the program may do.').waitFor()
    await page.getByLabel('What is it for?').fill('Syndic')
    await page.getByLabel('Role').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Make a key' }).click()
    const secret = await page.locator('.copyable').textContent()
    const ask = async () =>
      (await fetch(`${spec.house.origin}/api/v1/sites`, { headers: { authorization: `Bearer ${secret}` } }))
        .status
    expect(await ask()).toBe(200)
    await page.getByRole('button', { name: 'It is put away' }).click()
    await page.getByText('Syndic').waitFor()
    await expect.poll(() => page.getByText(secret ?? '').count()).toBe(0)
    await page.getByRole('button', { name: 'Revoke Syndic…' }).click()
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByRole('heading', { name: 'Not accepted any more' }).waitFor()
    expect(await ask()).toBe(401)
  })

  test('asks who one is again, long after signing in', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/keys')
    spec.house.letTimePass(11 * 60_000)
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByLabel('What is it for?').fill('Meter reader')
    await page.getByLabel('Role').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('Confirm that it is you.').waitFor()
  })
})
