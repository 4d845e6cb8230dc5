/** A manager changes who may enter when: sees first what it does, saves it, takes it back; by mouse, by keys, and not alone. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
let hall: string
let gate: string

/** As an administrator's browser would ask. */
const ask = (page: Page, method: string, path: string, body?: object) =>
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

const WEEKDAYS = [1, 2, 3, 4, 5]

/** A group of one person with hours at both entrances. */
const makeGroup = async (page: Page, name: string): Promise<Made & { readonly siteId: string }> => {
  const { data } = (await ask(page, 'GET', '/sites')) as { data: readonly Made[] }
  const siteId = data[0]?.id ?? ''
  const person = (await ask(page, 'POST', '/people', { givenName: 'Sophie', familyName: name })) as Made
  const schedule = (await ask(page, 'POST', '/schedules', {
    name: `${name} hours`,
    effect: 'allow',
    weekly: [{ days: WEEKDAYS, from: '07:30', until: '10:00' }],
    holidays: null,
    exceptions: [],
  })) as Made
  const group = (await ask(page, 'POST', '/access-profiles', {
    siteId,
    name,
    lines: [{ entranceIds: [hall, gate], scheduleId: schedule.id }],
  })) as Made
  await ask(page, 'POST', '/access-grants', {
    siteId,
    accessProfileId: group.id,
    to: { kind: 'person', personId: person.id },
    reason: 'Care',
  })
  return { ...group, siteId }
}

beforeAll(async () => {
  ;({ entrance: hall } = await spec.house.installDoor('hall-b'))
  ;({ entrance: gate } = await spec.house.installDoor('garden-gate'))
})

const preview = (page: Page) => page.getByRole('form', { name: 'What the change would do' })

describe('the hours of a group', () => {
  test('are typed, previewed, saved for every entrance, and taken back', async () => {
    const { page } = await spec.sitDownSignedIn('/access')
    await makeGroup(page, 'Nurses')
    await page.reload()
    await page.getByRole('button', { name: /^Nurses, Hall B: Nurses hours/ }).click()
    const monday = page.getByLabel('Monday', { exact: true })
    await monday.fill('07:30-10:00, 25:00')
    await page.getByText('“25:00” is not from–until.').waitFor()
    await monday.fill('07:30-10:00, 17:30-19:30')
    await page.getByRole('button', { name: 'Save for 2 entrances…' }).click()
    await preview(page).getByText('1 person gains, nobody loses.').waitFor()
    await preview(page).getByText('The doors learn it at their next contact').waitFor()
    await page.getByText('Who gains, by name').click()
    const byName = page.locator('details', { hasText: 'Who gains, by name' })
    await byName.getByLabel(/^Why do you need/).selectOption({ index: 1 })
    await byName.getByRole('button', { name: /^Show/ }).click()
    await byName.getByRole('list', { name: 'Names, page 1' }).getByRole('listitem').waitFor()
    await preview(page).getByLabel('Why is it changed?').fill('Evening visits')
    await preview(page).getByRole('button', { name: 'Save for 2 entrances' }).click()
    await page.getByText('Saved. The doors are being told.').waitFor()
    await expect.poll(() => monday.inputValue()).toBe('07:30–10:00, 17:30–19:30')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone: everything is as it was before.').waitFor()
    await expect.poll(() => monday.inputValue()).toBe('07:30–10:00')
  })

  test('become hours of its own at one entrance only', async () => {
    const { page } = await spec.sitDownSignedIn('/access')
    await makeGroup(page, 'Cleaners')
    await page.reload()
    await page.getByRole('button', { name: /^Cleaners, Hall B/ }).click()
    await page.getByLabel('Tuesday', { exact: true }).fill('never')
    await page.getByRole('button', { name: 'Save for Hall B only…' }).click()
    await preview(page).getByText('nobody gains, 1 person loses', { exact: false }).waitFor()
    await preview(page).getByLabel('Why is it changed?').fill('No cleaning on Tuesday')
    await preview(page).getByRole('button', { name: 'Save for Hall B only' }).click()
    await page.getByRole('button', { name: /^Cleaners, Hall B: Cleaners hours, Hall B/ }).waitFor()
    await page
      .getByRole('button', {
        name: /^Cleaners, Portillon du jardin: Cleaners hours,|^Cleaners, Garden gate: Cleaners hours,/,
      })
      .waitFor()
  })
})

test('two managers at once never lose what the other one did', async () => {
  const one = await spec.sitDownSignedIn('/access')
  const group = await makeGroup(one.page, 'Movers')
  await one.page.goto(`${spec.house.origin}/access?group=${group.id}&entrance=${hall}`)
  await one.page.getByLabel('May enter').selectOption('any time')
  const other = await spec.sitDownSignedIn(`/access?group=${group.id}&entrance=${gate}`)
  await other.page.getByLabel('May enter').selectOption('never')
  await other.page.getByRole('button', { name: 'Save…' }).click()
  await preview(other.page).getByLabel('Why is it changed?').fill('Not by the garden')
  await preview(other.page).getByRole('button', { name: 'Save: 1 person loses' }).click()
  await other.page.getByText('Saved. The doors are being told.').waitFor()

  await one.page.getByText('Somebody else changed the same meanwhile.').waitFor()
  await one.page.getByText('“Not by the garden”').waitFor()
  await one.page.getByRole('button', { name: 'Look again with their change' }).click()
  await one.page.getByRole('button', { name: 'Save…' }).click()
  await preview(one.page).getByLabel('Why is it changed?').fill('Whole day at the hall')
  await preview(one.page).getByRole('button', { name: 'Save: 1 person gains' }).click()
  await one.page.getByText('Saved. The doors are being told.').waitFor()
  await one.page.getByRole('button', { name: /^Movers, Hall B\b.*any time/ }).waitFor()
  await one.page.getByRole('button', { name: /^Movers, (Garden gate|Portillon du jardin): never/ }).waitFor()
})

test('a save that somebody was faster than names them and what they changed, and keeps what was written', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  const group = await makeGroup(page, 'Bakers')
  await page.goto(`${spec.house.origin}/access?group=${group.id}&entrance=${hall}`)
  await page.getByLabel('May enter').selectOption('any time')
  await page.getByRole('button', { name: 'Save…' }).click()
  await preview(page).getByLabel('Why is it changed?').fill('Bread at night')
  const { revision, name, lines } = (await ask(page, 'GET', `/access-profiles/${group.id}`)) as {
    readonly revision: number
    readonly name: string
    readonly lines: readonly object[]
  }
  expect(revision).toBe(1)
  const edits = [{ kind: 'keepProfile', id: group.id, name, lines }]
  const { basedOn } = (await ask(page, 'POST', '/access-changes/preview', {
    siteId: group.siteId,
    edits,
  })) as { readonly basedOn: string }
  await ask(page, 'POST', '/access-changes', { siteId: group.siteId, basedOn, edits, reason: 'Theirs' })
  await preview(page).getByRole('button', { name: 'Save: 1 person gains' }).click()
  await page.getByText(/changed the group “Bakers”/).waitFor()
  await page.getByRole('button', { name: 'Look again with their change' }).click()
  await expect.poll(() => preview(page).getByLabel('Why is it changed?').inputValue()).toBe('Bread at night')
  await preview(page).getByRole('button', { name: 'Save: 1 person gains' }).click()
  await page.getByText('Saved. The doors are being told.').waitFor()
})

test('a square that is pressed opens where one looks, with the focus, which goes back to it', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await makeGroup(page, 'Readers')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${spec.house.origin}/access`)
    const square = page.getByRole('button', { name: /^Readers, Hall B/ })
    await square.click()
    const heading = page.getByRole('heading', { name: 'Readers at Hall B' })
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true)
    await expect
      .poll(() => heading.evaluate((one) => one.getBoundingClientRect().bottom < innerHeight))
      .toBe(true)
    await page.getByRole('button', { name: 'Back to the grid' }).click()
    await heading.waitFor({ state: 'detached' })
    await expect.poll(() => square.evaluate((one) => one === document.activeElement)).toBe(true)
  }
})

test('a new group asks for its name where the focus is, and is open once made', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await page.getByRole('button', { name: 'Make a group…' }).click()
  const name = page.getByLabel('Name of the group')
  await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.type('Gardeners')
  // Nobody gains or loses by it, so no reason is asked.
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { name: /^Gardeners at / })
  await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.getByText('Saved. No door changes by it yet.').waitFor()
})

test('an instant before any door was known says so, since when they are, and asks for nothing that was not', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await page.getByRole('table').first().waitFor()
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(answer.url())
  })
  const when = page.getByLabel('At which moment')
  await when.fill('1/1/2020 10:00')
  await when.press('Enter')
  await page.getByText('Loge knew no door on that day.').waitFor()
  await page.getByText(/^It knows doors here since /).waitFor()
  await page.getByRole('link', { name: 'Go to Doors & equipment' }).waitFor({ state: 'detached' })
  expect(refused).toEqual([])
})

test('a group is given to whoever holds a role of the house, and says so', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  const group = await makeGroup(page, 'Rounds')
  await page.goto(`${spec.house.origin}/access?group=${group.id}&entrance=${hall}`)
  await page.getByRole('button', { name: 'Add somebody…' }).click()
  const whom = page.locator('form.give').getByRole('combobox').first()
  await whom.selectOption({ label: 'Whoever lives in one home' })
  await page.getByLabel('Home', { exact: true }).waitFor()
  await whom.selectOption({ label: 'Whoever holds a role of the house' })
  await page.locator('form.give').getByRole('button', { name: 'Add…' }).click()
  await page.getByText('A role to give it to.').waitFor()
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Administrator' })
  await page.locator('form.give').getByRole('button', { name: 'Add…' }).click()
  await preview(page)
    .getByText(/^\d+ (person gains|people gain), nobody loses\.$/)
    .waitFor()
  await preview(page).getByLabel('Why is it changed?').fill('They make the rounds')
  await preview(page).getByRole('button', { name: 'Add to Rounds' }).click()
  await page.getByText('Saved. The doors are being told.').waitFor()
  await page.getByText('Whoever has the role “Administrator”').waitFor()
})

test('what was changed is listed with who and why, and is undone from there', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await page.getByRole('button', { name: 'Make a group…' }).click()
  await page.getByLabel('Name of the group').fill('Florists')
  await page.keyboard.press('Enter')
  await page.getByText('Saved. No door changes by it yet.').waitFor()
  await page.getByRole('link', { name: 'Changes' }).click()
  const change = page.getByRole('row', { name: /Make the group Florists/ })
  await change.getByText('group “Florists” made').waitFor()
  await change.getByRole('button', { name: 'Undo' }).click()
  await change.getByText(/^Undone by /).waitFor()
  await page.getByRole('rowheader', { name: /^Florists/ }).waitFor({ state: 'detached' })
})

test('rights to look at again are marked by keyboard, taken back together, and given back', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await makeGroup(page, 'Painters')
  await page.goto(`${spec.house.origin}/access?list=review`)
  await page.getByText('Rights that end within thirty days.', { exact: false }).waitFor()
  await page.getByText('Nothing to look at again.').waitFor()
  await page.getByRole('button', { name: 'No home here' }).click()
  const right = page.getByRole('checkbox', { name: /^Choose Painters .*“Care”/ })
  await right.waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await right.focus()
  await page.keyboard.press('Space')
  const takeBack = page.getByRole('button', { name: 'Take back one right…' })
  const hasFocus = (one: typeof takeBack) => one.evaluate((element) => element === document.activeElement)
  await takeBack.press('Enter')
  await preview(page).getByText('Nobody gains, 1 person loses.').waitFor()
  // What was pressed is gone: the focus goes where one goes on, and back when one does not.
  await preview(page).getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect.poll(() => hasFocus(takeBack)).toBe(true)
  await page.keyboard.press('Enter')
  await expect.poll(() => hasFocus(preview(page).getByLabel('Why is it changed?'))).toBe(true)
  await page.keyboard.type('Yearly review')
  await page.keyboard.press('Enter')
  await page.getByText('Saved. The doors are being told.').waitFor()
  await right.waitFor({ state: 'detached' })
  // Never on "Undo" itself, which a second press of Enter would press.
  const undo = page.getByRole('button', { name: 'Undo' })
  await page.keyboard.press('Tab')
  await expect.poll(() => hasFocus(undo)).toBe(true)
  await page.keyboard.press('Enter')
  await right.waitFor()
  await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Close' }))).toBe(true)
})

test('a group that is in use says so, and its people are moved to another in the change that takes it away', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  const leaving = await makeGroup(page, 'Movers')
  const staying = await makeGroup(page, 'Stayers')
  await page.goto(`${spec.house.origin}/access?group=${leaving.id}&entrance=${hall}`)
  await page.getByRole('button', { name: 'Remove Movers…' }).click()
  await page.getByText('“Movers” is in use: 1 person has it, by the grant above.').waitFor()
  await page.getByLabel('What becomes of them?').selectOption({ label: 'They move to Stayers' })
  await page.getByRole('button', { name: 'See who gains and who loses…' }).click()
  await preview(page).getByLabel('Why is it changed?').fill('One group is enough')
  await preview(page)
    .getByRole('button', { name: /^Remove Movers/ })
    .click()
  const grantsOf = async (id: string) =>
    ((await ask(page, 'GET', `/access-profiles/${id}/grants`)) as { data: readonly Made[] }).data.length
  await expect.poll(() => grantsOf(staying.id)).toBe(2)
})

test('hours are written and changed where all of them are listed, in the order of their names', async () => {
  const { page } = await spec.sitDownSignedIn('/access?list=schedules')
  await makeGroup(page, 'Zinc workers')
  await page.reload()
  await page.getByRole('button', { name: 'Add hours…' }).click()
  await page.getByLabel('Name of the schedule').fill('A quiet morning')
  await page.keyboard.press('Enter')
  await page.getByLabel('Monday', { exact: true }).fill('08:00-09:00')
  await page.getByRole('button', { name: 'Add the hours “A quiet morning”' }).click()
  await page.getByRole('rowheader', { name: 'A quiet morning' }).waitFor()
  const names = await page.getByRole('table', { name: 'Schedules' }).getByRole('rowheader').allInnerTexts()
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)))
  expect(names.length).toBeGreaterThan(1)

  await page.getByRole('button', { name: 'Change the hours “Zinc workers hours”' }).click()
  await page.getByLabel('Monday', { exact: true }).fill('07:30-11:00')
  await page.getByRole('button', { name: 'Save for 2 entrances…' }).click()
  await preview(page).getByLabel('Why is it changed?').fill('An hour more')
  await preview(page).getByRole('button', { name: 'Save for 2 entrances: 1 person gains' }).click()
  await page.getByText('Saved. The doors are being told.').waitFor()
})

test('a schedule gets another name, and is retired only once no group uses it', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  const group = await makeGroup(page, 'Tilers')
  await page.goto(`${spec.house.origin}/access?list=schedules`)
  await page.getByRole('button', { name: 'Rename Tilers hours' }).click()
  await page.getByLabel('Name of the schedule').fill('Works in the morning')
  await page.keyboard.press('Enter')
  await preview(page).getByLabel('Why is it changed?').fill('Others use it too')
  await preview(page).getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Works in the morning' }).waitFor()
  await page.getByRole('button', { name: 'Retire Works in the morning' }).click()
  await page.getByText('“Works in the morning” is in use by Tilers.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
  const edits = [{ kind: 'removeProfile', id: group.id, revokeGrants: true }]
  const { siteId } = group
  const { basedOn } = (await ask(page, 'POST', '/access-changes/preview', { siteId, edits })) as {
    readonly basedOn: string
  }
  await ask(page, 'POST', '/access-changes', { siteId, basedOn, edits, reason: 'Works are over' })
  await page.reload()
  const retire = page.getByRole('button', { name: 'Retire Works in the morning' })
  await retire.click()
  await page.getByText('can no longer be chosen', { exact: false }).waitFor()
  await retire.last().click()
  await page.getByRole('rowheader', { name: 'Works in the morning' }).waitFor({ state: 'detached' })
})

test('everything is done by the keyboard alone', async () => {
  const { page } = await spec.sitDownSignedIn('/access')
  await makeGroup(page, 'Keys')
  await page.reload()
  const square = page.getByRole('button', { name: /^Keys, Hall B/ })
  await square.waitFor()
  const first = page.locator('.mx button[tabindex="0"]')
  await first.focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Keys at Hall B' }).waitFor()
  const bar = page.getByRole('button', { name: /^Monday 07:30–10:00/ })
  await bar.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('button', { name: /^Monday 07:30–10:15/ }).waitFor()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.getByLabel('Monday', { exact: true }).inputValue()).toBe('07:15–10:00')
  await page.getByRole('button', { name: 'Save for 2 entrances…' }).focus()
  await page.keyboard.press('Enter')
  await preview(page).getByLabel('Why is it changed?').focus()
  await page.keyboard.type('Earlier by a quarter')
  await page.keyboard.press('Enter')
  await page.getByText('Saved. The doors are being told.').waitFor()
})

test('an answer is printed as a document: of where, what was asked, by whom, when, and what the doors went by', async () => {
  const { page } = await spec.sitDownSignedIn(`/access?entrance=${hall}`)
  const pane = page.getByRole('complementary')
  const head = pane.getByRole('heading', { name: /^Who may enter at Hall B, on / })
  await pane.getByRole('button', { name: 'Print this answer' }).waitFor()
  await pane.getByText(/^What the doors went by: /).waitFor()
  await expect.poll(() => head.count()).toBe(0)
  await page.emulateMedia({ media: 'print' })
  await head.waitFor()
  await pane.getByText(/^Asked by .+@.+\. Printed on .+, in the hours of .+\.$/).waitFor()
  // Paper has neither fields nor buttons, and nothing of what stood beside the answer.
  await expect
    .poll(() => page.locator('button:visible, input:visible, select:visible, a:visible').count())
    .toBe(0)
  await expect.poll(() => page.getByRole('heading', { name: 'Access', exact: true }).count()).toBe(0)
})
