/** A manager lets in a caretaker and a resident; each comes in on a phone by the link, sees what is theirs, and no more. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()

const linkShown = async (page: Page): Promise<string> => {
  await page.locator('.copyable').waitFor()
  return (await page.locator('.copyable').textContent()) ?? ''
}

/** Somebody with a telephone opens the link they were given, and does not choose yet how to come back. */
const comeIn = async (link: string) => {
  const { pathname, hash } = new URL(link)
  const visitor = await spec.sitDown(pathname + hash)
  await visitor.page.setViewportSize({ width: 390, height: 844 })
  await visitor.page.getByRole('button', { name: 'Sign in with this link' }).press('Enter')
  await visitor.page.getByRole('heading', { level: 1, name: 'Choose how you will come back' }).waitFor()
  await visitor.page.getByRole('button', { name: 'Not now' }).click()
  await visitor.page.waitForURL(({ pathname: path }) => path === '/')
  return visitor.page
}

const inviteCaretaker = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const form = page.getByRole('form', { name: 'Invite somebody' })
  await form.getByLabel('First name').fill(name)
  await form.getByLabel('Last name').fill('Pires')
  await form.getByLabel('Email address').fill(`${name.toLowerCase()}@tilleuls.example`)
  await form.getByLabel('Role').selectOption({ label: 'Caretaker' })
  await form.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await linkShown(page)
  await page.getByRole('button', { name: 'It is handed over' }).click()
  return link
}

const lineOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name }).first()
/** What is unfolded below their line. */
const openOf = (page: Page, name: string) => page.getByRole('group', { name })

describe('somebody who is invited', () => {
  test('comes in on a phone, does the work of a caretaker, and is kept from what is not theirs', async () => {
    const { entrance, door } = await spec.house.installDoor('hall-a')
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByRole('link', { name: 'Who signs in' }).click()
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByText('Say who it is: a first name and a family name.').waitFor()
    await page.getByText('Choose what they may do.').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    const link = await inviteCaretaker(page, 'Joaquim')
    await lineOf(page, 'Joaquim Pires').getByText('invited', { exact: true }).waitFor()

    const phone = await comeIn(link)
    await phone.goto(`${spec.house.origin}/doors?entrance=${entrance}`)
    await phone.getByLabel('Why are you opening it?').waitFor()
    await phone.getByRole('button', { name: 'Open for 5 seconds' }).click()
    expect(await door.until((says) => says['lock'] === 'UNLOCKED', 20_000)).toBe(true)
    await phone.goto(`${spec.house.origin}/settings`)
    await phone.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expect.poll(() => phone.getByRole('link', { name: 'Who signs in' }).count()).toBe(0)
    for (const path of ['/settings/roles', '/settings/accounts']) {
      await phone.goto(`${spec.house.origin}${path}`)
      await phone.getByRole('heading', { level: 1, name: 'Your role does not open this.' }).waitFor()
    }

    await page.reload()
    const line = lineOf(page, 'Joaquim Pires')
    await line.getByText('active', { exact: true }).waitFor()
    await line.getByRole('button', { name: 'Change: Joaquim Pires' }).click()
    const open = openOf(page, 'Joaquim Pires')
    await open.getByRole('button', { name: 'Sign out everywhere' }).click()
    await open.getByText('Joaquim Pires is signed out on every device.').waitFor()
    await phone.goto(spec.house.origin)
    await phone.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()

    await open.getByRole('button', { name: 'Suspend…' }).click()
    await open.getByLabel('Article of the terms').fill('Using it')
    await open.getByLabel('What happened').fill('Opened the door of a neighbour.')
    await open.getByRole('button', { name: 'Suspend', exact: true }).click()
    await open.getByText('Suspended under “Using it”: Opened the door of a neighbour.').waitFor()
    await line.getByText('suspended', { exact: true }).waitFor()
    await open.getByRole('button', { name: 'Let them sign in again' }).click()
    await line.getByText('active', { exact: true }).waitFor()
    await open.getByRole('button', { name: 'New sign-in link' }).click()
    await comeIn(await linkShown(page))
  })

  test('is told how to get another link when a newer one took its place', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/accounts')
    const first = await inviteCaretaker(page, 'Ana')
    const line = lineOf(page, 'Ana Pires')
    await line.getByRole('button', { name: 'Change: Ana Pires' }).click()
    await openOf(page, 'Ana Pires').getByRole('button', { name: 'New sign-in link' }).click()
    await linkShown(page)
    const { pathname, hash } = new URL(first)
    const other = await spec.sitDown(pathname + hash)
    await other.page.getByRole('button', { name: 'Sign in with this link' }).click()
    await other.page.getByRole('heading', { level: 1, name: 'This link opens nothing any more' }).waitFor()
    await other.page.getByText('Ask the lodge, or whoever gave you this link, for a new one.').waitFor()
    await expect.poll(() => other.page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  })

  test('is not written down twice: whoever is on file is offered', async () => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await page.evaluate(async () => {
      await fetch('/api/v1/people', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({
          givenName: 'Inès',
          familyName: 'Okafor',
          email: 'ines@okafor.example',
          source: 'staff',
        }),
      })
    })
    await page.goto(`${spec.house.origin}/settings/accounts`)
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const form = page.getByRole('form', { name: 'Invite somebody' })
    await form.getByLabel('First name').fill('ines')
    await form.getByLabel('Last name').fill('okafor')
    await form.getByRole('button', { name: 'It is Inès Okafor' }).click()
    await expect.poll(() => form.getByLabel('Email address').inputValue()).toBe('ines@okafor.example')
  })
})

describe('a resident', () => {
  test('is let in from their page by one press, and finds their own doors only', async () => {
    const { page } = await spec.sitDownSignedIn('/residents')
    const id = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/people', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({
          givenName: 'Cédric',
          familyName: 'Okafor',
          email: 'cedric@okafor.example',
          source: 'staff',
        }),
      })
      return ((await answer.json()) as { id: string }).id
    })
    await page.goto(`${spec.house.origin}/residents/${id}`)
    await page.getByRole('button', { name: 'Let them sign in' }).click()
    const link = await linkShown(page)
    const phone = await comeIn(link)
    await phone.getByRole('link', { name: 'Your doors' }).waitFor()
    await phone.goto(`${spec.house.origin}/settings/roles`)
    await phone.getByRole('link', { name: 'Your doors' }).waitFor()
    await expect.poll(() => phone.getByRole('columnheader').count()).toBe(0)
    await page.getByRole('button', { name: 'It is handed over' }).click()
    await page.reload()
    await page.getByText('active', { exact: true }).waitFor()
  })
})
