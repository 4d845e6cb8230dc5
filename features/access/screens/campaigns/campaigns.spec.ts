/** A manager reviews the rights of the house: opens a campaign, decides by keyboard, takes it back, closes it, keeps the proof. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings, WCAG } from '../../../../testing/console/axe.ts'

const spec = specInHouse()
const DAY_MS = 24 * 3_600_000
let hall: string

beforeAll(async () => {
  ;({ entrance: hall } = await spec.house.installDoor('hall-b'))
})

/** As an administrator's browser would ask. */
const ask = <Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([how, where, what]) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': `k${Math.random()}${Math.random()}`,
      }
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers,
        ...(what === null ? {} : { body: what }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      return text === '' ? undefined : JSON.parse(text)
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )

interface Made {
  readonly id: string
}

const siteOf = async (page: Page): Promise<string> => {
  const { data } = await ask<{ data: readonly Made[] }>(page, 'GET', '/sites')
  return data[0]?.id ?? ''
}

/** A group at the hall, given to somebody who lives nowhere here. */
const giveToStranger = async (page: Page, name: string): Promise<void> => {
  const siteId = await siteOf(page)
  const person = await ask<Made>(page, 'POST', '/people', { givenName: 'Sophie', familyName: name })
  const lines = [{ entranceIds: [hall], scheduleId: null }]
  const group = await ask<Made>(page, 'POST', '/access-profiles', { siteId, name, lines })
  const to = { kind: 'person', personId: person.id }
  await ask(page, 'POST', '/access-grants', { siteId, accessProfileId: group.id, to, reason: 'Care' })
}

const closeOpenOne = async (page: Page): Promise<void> => {
  interface Listed extends Made {
    readonly closedAt: string | null
  }
  const { data } = await ask<{ data: readonly Listed[] }>(page, 'GET', '/access-campaigns')
  for (const { id, closedAt } of data)
    if (closedAt === null) await ask(page, 'POST', `/access-campaigns/${id}/close`, { reason: 'Made room' })
}

/** In both lights, on a desk and on a phone. */
const expectReadable = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      expect(await axeFindings(page, { tags: WCAG })).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** Nobody decided anything, whatever the closing did. */
const expectUndecidedIsNotDecided = async (page: Page): Promise<void> => {
  const told = async (which: string) =>
    Number(
      (await page.getByRole('button', { name: new RegExp(`^${which} \\d`) }).textContent())?.match(
        /\d+/,
      )?.[0],
    )
  const all = await told('All')
  expect([await told('Decided'), await told('Undecided')]).toEqual([0, all])
  // What is closed is on its way no longer.
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
}

const expectPaperWithoutTools = async (page: Page): Promise<void> => {
  await page.getByText('The names are folded', { exact: false }).waitFor()
  await page.emulateMedia({ media: 'print' })
  for (const tool of ['.campaign-tools', '.campaign-names', '.campaign-lines input'])
    await page.locator(tool).first().waitFor({ state: 'hidden' })
  await page.emulateMedia({ media: 'screen' })
}

const inAWeek = () => new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10)
const form = (page: Page) => page.getByRole('form', { name: 'What the decision would do' })
const line = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test('a campaign is opened from the reviews, decided by keyboard with words where they are due, and undone', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await closeOpenOne(page)
  await giveToStranger(page, 'Painters')
  await page.goto(`${spec.house.origin}/access?list=review`)
  await page.getByRole('link', { name: 'Review campaigns' }).click()
  await page.getByRole('button', { name: 'Open a campaign…' }).click()
  const opening = page.getByRole('form', { name: 'Open a campaign' })
  await opening.getByRole('button', { name: 'Open a campaign' }).click()
  await opening.getByText('Choose a day.').waitFor()
  await opening.getByLabel('Why is it opened?').fill('Yearly review')
  await opening.getByLabel('Due on').fill(inAWeek())
  await opening.getByRole('button', { name: 'Open a campaign' }).click()
  await page.getByRole('button', { name: 'Take back…' }).waitFor()
  await expectReadable(page)

  await line(page, 'Painters').getByText('no home here').waitFor()
  await line(page, 'Painters').getByRole('link', { name: 'Painters' }).focus()
  await page.keyboard.press('y')
  await form(page).getByLabel('Why is it kept? It is on a list.').fill('Works until June')
  await page.keyboard.press('Enter')
  await page.getByText('One right is kept.').waitFor()
  await page.getByRole('button', { name: /^Decided/ }).click()
  await line(page, 'Painters').getByText('“Works until June”', { exact: false }).waitFor()
  await line(page, 'Painters').getByRole('button', { name: 'Undo' }).click()
  await line(page, 'Painters').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^To decide/ }).click()
  await line(page, 'Painters').getByText('to decide').waitFor()
})

test('rights are limited and taken back with what that does, several at once, and the doors follow', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await closeOpenOne(page)
  await giveToStranger(page, 'Tilers')
  const opened = await ask<{ opened: readonly Made[] }>(page, 'POST', '/access-campaigns', {
    siteIds: [await siteOf(page)],
    reason: 'Yearly review',
    dueOn: inAWeek(),
  })
  await page.goto(`${spec.house.origin}/access/campaigns/${opened.opened[0]?.id}`)
  await page.getByRole('checkbox', { name: /^Choose Tilers/ }).check()
  await page.getByRole('button', { name: 'End at a date…' }).click()
  await form(page).getByLabel('Last day').fill(inAWeek())
  await form(page).getByText('1 person loses', { exact: false }).waitFor()
  await form(page).getByLabel('Why?').fill('Works end')
  await form(page).getByRole('button', { name: 'End one right' }).click()
  await page.getByText('One right ends at that date.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('checkbox', { name: /^Choose Tilers/ }).waitFor()
  await page.getByRole('checkbox', { name: 'Choose all that are listed' }).check()
  await page.getByRole('button', { name: 'Take back…' }).click()
  await form(page)
    .getByText(/loses?\b/)
    .first()
    .waitFor()
  await form(page).getByLabel('Why?').fill('Works are over')
  await form(page)
    .getByRole('button', { name: /^Take back (one right|\d+ rights)$/ })
    .click()
  await page.getByText('taken back. The doors are being told.', { exact: false }).waitFor()
  await page.getByText('Nothing is left to decide.', { exact: false }).first().waitFor()
})

test('Today reminds of it, and once closed it is a proof on paper and as a file', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await closeOpenOne(page)
  await giveToStranger(page, 'Roofers')
  await ask(page, 'POST', '/access-campaigns', {
    siteIds: [await siteOf(page)],
    reason: 'Yearly review',
    dueOn: inAWeek(),
  })
  await page.goto(spec.house.origin)
  const due = page.getByRole('listitem').filter({ hasText: 'The review of rights is due' })
  await due.getByRole('link', { name: 'Review' }).click()
  await page.getByRole('button', { name: 'Close the campaign…' }).click()
  const closing = page.getByRole('form', { name: 'Close the campaign' })
  await closing.getByLabel('Why is it closed with something undecided?').fill('Handed over')
  await closing.getByRole('button', { name: 'Close for good' }).click()
  await page.getByText('Closed with something undecided: “Handed over”').waitFor()
  await line(page, 'Roofers').getByText('left undecided').waitFor()
  await expectUndecidedIsNotDecided(page)
  await expectPaperWithoutTools(page)
  await page.getByRole('link', { name: 'Print' }).click()
  await page.getByRole('heading', { level: 1, name: 'Proof of the review of rights' }).waitFor()
  await line(page, 'Roofers').getByText('left undecided').waitFor()
  await expectReadable(page)
  await page.getByRole('link', { name: 'Back to the campaign' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toMatch(/Roofers,one person,per_\w+.*left undecided/)
  await page.goto(spec.house.origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await due.waitFor({ state: 'detached' })
})
