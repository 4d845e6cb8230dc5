/** A caretaker orders a drill on a phone; somebody named in advance breaks the glass; a manager ends it and reviews it. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
let entrance: string

beforeAll(async () => {
  ;({ entrance } = await spec.house.installDoor('hall-b'))
})

/** As the pages themselves would, by the session of whoever sits there. */
const ask = <Answer = { readonly id: string }>(
  page: Page,
  path: string,
  { method = 'GET', body }: { readonly method?: 'GET' | 'POST'; readonly body?: object } = {},
): Promise<Answer> =>
  page.evaluate(
    async ({ url, send, json }) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(
        url,
        json === undefined ? { method: send } : { method: send, body: json, headers },
      )
      if (!answer.ok) throw new Error(`${url} ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    { url: `/api/v1${path}`, send: method, json: body === undefined ? undefined : JSON.stringify(body) },
  )

const make = <Answer = { readonly id: string }>(page: Page, path: string, body?: object) =>
  ask<Answer>(page, path, body === undefined ? { method: 'POST' } : { method: 'POST', body })

interface Roles {
  readonly data: readonly { readonly id: string; readonly code: string }[]
}
interface Sites {
  readonly data: readonly { readonly id: string }[]
}

/** Somebody new, at a browser of their own. */
const letIn = async (manager: Page, givenName: string, code: 'caretaker' | 'resident') => {
  const { id: personId } = await make(manager, '/people', { givenName, familyName: 'Okafor' })
  const role = (await ask<Roles>(manager, '/roles')).data.find((one) => one.code === code)
  const siteId = (await ask<Sites>(manager, '/sites')).data[0]?.id
  const scope = code === 'resident' ? { kind: 'own' } : { kind: 'site', siteId }
  const email = `${givenName.toLowerCase()}@tilleuls.example`
  const account = await make(manager, '/accounts', { personId, email, roles: [{ roleId: role?.id, scope }] })
  const { url } = await make<{ url: string }>(manager, `/accounts/${account.id}/sign-in-links`)
  const { page } = await spec.sitDown(url.slice(spec.house.origin.length))
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  return page
}

describe('in an emergency', () => {
  test('a caretaker orders a drill on a phone, which a manager ends', async () => {
    const { page: manager } = await spec.sitDownSignedIn('/emergency')
    const page = await letIn(manager, 'Jo', 'caretaker')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${spec.house.origin}/emergency`)
    await page.getByRole('checkbox', { name: /This is a drill/ }).check()
    await page.getByLabel('Why').fill('Drill of the fifth')
    await page.getByRole('button', { name: 'Lock down now' }).click()
    const standing = page.getByRole('alert').filter({ hasText: 'Lockdown drill: The whole residence.' })
    await standing.getByText('A manager ends it.').waitFor()
    await expect.poll(() => standing.getByRole('button').count()).toBe(0)
    await manager.getByRole('button', { name: 'End it' }).click()
    await standing.waitFor({ state: 'detached' })
  })

  test('somebody named breaks the glass, and somebody else reviews it', async () => {
    const { page: manager } = await spec.sitDownSignedIn('/emergency')
    const siteId = (await ask<Sites>(manager, '/sites')).data[0]?.id
    const lines = [{ entranceIds: [entrance], scheduleId: null }]
    await make(manager, '/access-profiles', { siteId, name: 'Every door', lines })
    const page = await letIn(manager, 'Sam', 'resident')
    await manager.reload()
    // Whom a lockdown lets through is asked once more, said once kept, and undone.
    const passing = manager.getByRole('region', { name: 'Who passes a lockdown' })
    await passing.getByRole('checkbox', { name: 'Every door' }).check()
    await passing.getByText(/“Every door” will open through a lockdown\. Nobody is in it\./).waitFor()
    await passing.getByRole('button', { name: 'Let them through' }).click()
    await passing.getByText(/^“Every door” opens through a lockdown\./).waitFor()
    await passing.getByRole('button', { name: 'Undo' }).click()
    await passing.getByText(/^“Every door” stops at a lockdown\./).waitFor()
    await expect.poll(() => passing.getByRole('checkbox', { name: 'Every door' }).isChecked()).toBe(false)
    await manager.getByRole('button', { name: 'Name somebody' }).click()
    const form = manager.getByRole('form', { name: 'Name somebody' })
    await form.getByRole('button', { name: 'Name this person' }).click()
    await form.getByText('Choose who it is.').waitFor()
    await form.getByText('Choose what it opens.').waitFor()
    await form.getByText('Choose its last day, within a year.').waitFor()
    await form.getByText('Write at least three letters.').waitFor()
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Sam Okafor, sam@tilleuls.example' })
    await form.getByLabel('Access group').selectOption('Every door')
    await form.getByLabel('Last day').fill('2099-01-01')
    await form.getByLabel('Why this person').fill('Council of owners')
    await form.getByRole('button', { name: 'Name this person' }).click()
    const lastDay = form.locator('.field').filter({ has: manager.getByLabel('Last day') })
    await lastDay.getByText('It must end after it begins, in the future, and within a year.').waitFor()
    await expect.poll(() => form.locator('[aria-invalid]').count()).toBe(1)
    const year = 365 * 24 * 3_600_000
    await form.getByLabel('Last day').fill(new Date(Date.now() + year / 2).toISOString().slice(0, 10))
    await form.getByRole('button', { name: 'Name this person' }).click()
    await manager.getByText(/Every door: \d+ of \d+ doors, 30 minutes at a time/).waitFor()

    await page.goto(`${spec.house.origin}/`)
    await page.getByRole('button', { name: 'Take emergency access' }).click()
    await page.getByText('Write at least three letters.').waitFor()
    await page.getByLabel('What is happening').fill('A leak, nobody answers')
    await page.getByRole('button', { name: 'Take emergency access' }).click()
    await page.getByText(/Emergency access is yours until/).waitFor()
    // For as long, the pages of the house are theirs to look at, and its doors to open.
    await page.getByRole('heading', { name: 'Emergency', exact: true }).waitFor()
    await page.goto(`${spec.house.origin}/doors?entrance=${entrance}`)
    await page.getByRole('button', { name: 'Open for 5 seconds' }).waitFor()

    await manager.goto(`${spec.house.origin}/`)
    await manager.getByRole('heading', { name: 'Sam Okafor took emergency access' }).waitFor()
    await manager.getByRole('link', { name: 'Review' }).click()
    await manager.getByRole('button', { name: 'End it' }).click()
    const meanwhile = manager.getByRole('link', { name: 'What happened at the doors meanwhile' })
    await expect.poll(() => meanwhile.getAttribute('href')).toMatch(/^\/events\?from=.*&until=/)
    await manager.getByLabel('What you found').fill('Right: the plumber came')
    await manager.getByRole('button', { name: 'Close the review' }).click()
    await manager.getByText('Reviewed by').waitFor()
    await page.goto(`${spec.house.origin}/`)
    await page.getByRole('button', { name: 'Take emergency access' }).waitFor()
  })
})
