/** A manager enters somebody by keyboard, gives them a badge, replaces it when it is lost, and plans when they leave. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
const DAY_MS = 86_400_000
const civil = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** As the page itself would ask. */
const ask = (page: Page, path: string, body: object): Promise<{ id: string }> =>
  page.evaluate(
    async ([address, sent]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`/api/v1${address}`, { method: 'POST', headers, body: sent as string })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json() as Promise<{ id: string }>
    },
    [path, JSON.stringify(body)] as const,
  )

let hall = ''

beforeAll(async () => {
  hall = (await spec.house.installDoor('hall-b')).entrance
  const { page } = await spec.sitDownSignedIn('/doors')
  const site = await page.evaluate(async () => (await (await fetch('/api/v1/sites')).json()).data[0].id)
  const building = await ask(page, '/buildings', { siteId: site, name: 'Staircase C' })
  for (const name of ['C 4', 'C 33']) await ask(page, '/units', { buildingId: building.id, name })
}, 60_000)

const addedBy = async (page: Page, givenName: string) => {
  await page.getByLabel('First name').fill(givenName)
  await page.getByLabel('Last name').fill('Girard')
  await page.getByLabel('Home', { exact: true }).selectOption('C 33')
  await page.getByLabel('First day').fill(civil(-30))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: `${givenName} Girard` }).waitFor()
}

describe('somebody new', () => {
  test('is entered from a form on paper, by keyboard alone, and what is missing is said where it is missing', async () => {
    const { page } = await spec.sitDownSignedIn('/residents')
    await page.getByRole('link', { name: 'Add a person' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('First name').focus()
    await page.keyboard.type('Lucie')
    await page.keyboard.press('Enter')
    await page.getByText('A person has a first and a last name.').waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
    await page.keyboard.type('Okafor')
    await page.getByLabel('Who told you?').focus()
    await page.keyboard.type('From a form')
    await page.getByLabel('Form received on').fill(civil(-1))
    await page.getByLabel('Home', { exact: true }).focus()
    await page.keyboard.type('C 4')
    await page.getByLabel('First day').fill(civil(10))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Lucie Okafor' }).waitFor()
    await page.getByText('From a form on paper').first().waitFor()
    await page
      .getByText(/^Moves into C 4 on \d+ \w+ \d{4}\.$/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'Residents' }).first().click()
    await page.getByLabel('Find a name or a home').fill('okaf')
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Lucie Okafor' }).waitFor()
  })
})

/** The person whose page this is, of a right of their own. */
const mayEnter = async (page: Page, from?: string) => {
  const personId = new URL(page.url()).pathname.split('/').at(-1)
  const siteId = await page.evaluate(async () => (await (await fetch('/api/v1/sites')).json()).data[0].id)
  const lines = [{ entranceIds: [hall], scheduleId: null }]
  const profile = await ask(page, '/access-profiles', { siteId, name: `Hall ${personId}`, lines })
  await ask(page, '/access-grants', {
    siteId,
    to: { kind: 'person', personId },
    accessProfileId: profile.id,
    leaseClass: 'resident',
    reason: 'Care',
    ...(from === undefined ? {} : { validFrom: from }),
  })
  await page.reload()
}

describe('a right that has not begun', () => {
  test('is said to begin, not to come back', async () => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await addedBy(page, 'Bientôt')
    await mayEnter(page, new Date(Date.now() + 20 * DAY_MS).toISOString())
    await page.getByText(/^right not begun, from \d/).waitFor()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByLabel('Number of the badge').fill('04B1E2C3')
    await page.getByLabel('Name to tell it by').fill('blue fob')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText('blue fob').waitFor()
    await page.getByText(/^works from \d/).waitFor()
  })
})

describe('a lost badge', () => {
  const withBadge = async (givenName: string, number: string) => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await addedBy(page, givenName)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByLabel('Number of the badge').fill(number)
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByLabel('Number of the badge').waitFor({ state: 'detached' })
    await page.getByText('works', { exact: true }).waitFor()
    await page
      .getByText(`…${number.slice(-4)}`)
      .first()
      .waitFor()
    return page
  }

  test('is blocked by one press, then replaced, and a number in use changes nothing', async () => {
    const page = await withBadge('Antoine', '04A1B2C3')
    await page.getByRole('button', { name: /^Lost: block it now/ }).click()
    await page.getByText('blocked, lost').waitFor()
    await page.getByText('Every door knows.').waitFor()
    await page.getByRole('button', { name: /^Give another one/ }).click()
    await page.getByLabel('Number of the badge').fill('04A1B2C3')
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.getByText('This value cannot be used here. Use another one.').waitFor()
    await page.getByText('blocked, lost').waitFor()
    await page.getByLabel('Number of the badge').fill('04A1B2C4')
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.getByText('works', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Show the lost one' }).click()
    await page.getByText('blocked, lost').waitFor()
    // Two that work are never left: the one found takes the place of the new one.
    await page.getByRole('button', { name: /^Found again: use it, withdraw badge …B2C4/ }).waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: /^(Found again|Give another one) ?badge/ }).count())
      .toBe(0)
  })

  test('is declared lost and replaced in one form, which says what the doors know', async () => {
    const page = await withBadge('Ensemble', '04A1B2D1')
    await page.getByRole('button', { name: /^Lost: give another one/ }).click()
    await page.getByText(/^In one step the lost one is blocked/).waitFor()
    await page.getByLabel('Number of the badge').fill('04A1B2D2')
    await page.getByRole('button', { name: 'Give it' }).click()
    const said = page.getByText(/^The lost one is blocked, the new one is in its place/)
    await said.waitFor()
    await said.getByText('Every door knows.').waitFor()
    await page.getByText('…B2D2').first().waitFor()
    await page.getByRole('button', { name: 'Show the lost one' }).waitFor()
  })

  test('found again after it was replaced works again by one press, and the new one is withdrawn', async () => {
    const page = await withBadge('Revenue', '04A1B2E1')
    const replace = async () => {
      await page
        .getByRole('button', { name: /^Lost: give another one/ })
        .first()
        .click()
      await page.getByLabel('Number of the badge').fill('04A1B2E2')
      await page.getByRole('button', { name: 'Give it' }).click()
      await page.getByLabel('Number of the badge').waitFor({ state: 'detached' })
    }
    await replace()
    await page.getByRole('button', { name: 'Undo: it was found' }).click()
    const said = page.getByText(/^The one found works again\. Withdrawn: badge …B2E2, which/)
    await said.waitFor()
    await said.getByText('Every door knows.').waitFor()
    const line = (end: string) => page.locator('.carried > li', { hasText: end })
    await line('…B2E1').getByText('works', { exact: true }).waitFor()
    await line('…B2E2').getByText('ended', { exact: true }).waitFor()

    // Lost after all, with the same new one; and found once more, later, from the list.
    await replace()
    await page.getByText(/^The lost one is blocked, the new one is in its place/).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Show the lost one' }).click()
    await page.getByRole('button', { name: /^Found again: use it, withdraw badge …B2E2/ }).click()
    await said.waitFor()
    await line('…B2E1').getByText('works', { exact: true }).waitFor()
  })

  test('is replaced, and what they can open follows at once', async () => {
    const page = await withBadge('Aussitôt', '04A1B2C8')
    await mayEnter(page)
    await page.locator('.opens .mk-ok, .opens .mk-wait').first().waitFor()
    await page.getByRole('button', { name: /^Lost: block it now/ }).click()
    await page.getByText(/^The rights below hold, but/).waitFor()
    await page.getByRole('button', { name: /^Give another one/ }).click()
    await page.getByLabel('Number of the badge').fill('04A1B2C9')
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.locator('.opens .mk-ok, .opens .mk-wait').first().waitFor()
    await expect.poll(() => page.getByText(/^The rights below hold, but/).count()).toBe(0)

    // Lost in its turn: what it replaced is over all the same, and is offered no second time.
    await page.getByRole('button', { name: /^Lost: block it now/ }).click()
    const another = page.getByRole('button', { name: /^Give another one/ })
    await another.first().waitFor()
    await expect.poll(() => another.count()).toBe(1)
  })

  test('stays lost under a second press, opens nothing meanwhile, and works again once it turns up', async () => {
    const page = await withBadge('Retrouvée', '04A1B2C5')
    await mayEnter(page)
    await page.locator('.opens .mk-ok, .opens .mk-wait').first().waitFor()
    const lost = page.getByRole('button', { name: /^Lost: block it now/ })
    await lost.scrollIntoViewIfNeeded()
    const { x = 0, y = 0, width = 0, height = 0 } = (await lost.boundingBox()) ?? {}
    const pressed = [x + width / 2, y + height / 2] as const
    await page.mouse.click(...pressed)
    const found = page.getByRole('button', { name: /^Found again/ })
    await found.waitFor()
    await page.getByText('Every door knows.').waitFor()
    const under = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left, top)?.closest('button')?.textContent ?? '',
      pressed,
    )
    expect(under).not.toContain('Found again')
    await page.getByText(/^The rights below hold, but/).waitFor()
    await expect.poll(() => page.locator('.opens .mk-ok, .opens .mk-wait').count()).toBe(0)
    await found.click()
    await page.getByText('works', { exact: true }).waitFor()
    await page.locator('.opens .mk-ok, .opens .mk-wait').first().waitFor()
    await page.getByText(/^The rights below hold, but/).waitFor({ state: 'detached' })
  })
})

describe('one resident', () => {
  test('is corrected in place with who told us, blocked at once and given back', async () => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await addedBy(page, 'Corrigée')
    await page.getByRole('button', { name: 'Correct' }).click()
    await page.getByLabel('Mobile').fill('12')
    await page.getByLabel('Who told you?').selectOption('Told by an agency')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^This is not a telephone number\./).waitFor()
    await page.getByLabel('Which agency').fill('Agence du Parc')
    await page.getByLabel('Mobile').fill('06 39 98 41 07')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('+33 6 39 98 41 07').waitFor()
    await page.getByText('Told by an agency').waitFor()
    await page.getByRole('button', { name: 'Block everything…' }).click()
    await page.getByLabel('Why?', { exact: true }).fill('Stolen telephone')
    await page.getByRole('button', { name: 'Block everything', exact: true }).click()
    await page.getByText('Everything is blocked.').waitFor()
    await page.getByRole('button', { name: 'Give it back' }).click()
    await page.getByText('Everything is blocked.').waitFor({ state: 'detached' })
  })

  test('keeps a right of their own until a day that is changed on their page, and back', async () => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await addedBy(page, 'Bornée')
    await mayEnter(page)
    const own = page.getByRole('region', { name: 'Rights of their own' })
    await own.getByText('without an end').waitFor()
    await own.getByRole('button', { name: /^Change the end/ }).click()
    const form = own.getByRole('form')
    await form.getByLabel('Last day').fill('31/12/2030')
    await form.getByRole('button', { name: 'Change the end' }).click()
    await form.getByText('Write at least three letters').waitFor()
    await form.getByLabel('Why is it changed?').fill('Until the works are over')
    await form.getByRole('button', { name: 'Change the end' }).click()
    await own.getByText('until 31 December 2030').waitFor()
    await own.getByRole('button', { name: 'Undo' }).click()
    await own.getByText('without an end').waitFor()
  })

  test('leaves on a planned day, is ticked off, and the plan is undone', async () => {
    const { page } = await spec.sitDownSignedIn('/residents/new')
    await addedBy(page, 'Partante')
    await mayEnter(page)
    await page.getByRole('button', { name: 'Move in…' }).click()
    await page.getByLabel('First day').fill(civil(3))
    await page.getByLabel('New home').selectOption('C 33')
    await page.getByRole('button', { name: 'Plan the move' }).click()
    await page.getByText('This person already lives in this home during these dates.').waitFor()
    await page.getByText(/^C 33: theirs since \d+ \w+ \d{4}\.$/).waitFor()
    await page.getByRole('button', { name: 'Leave as it is' }).click()
    await page.getByRole('button', { name: 'Move out…' }).click()
    await page.getByRole('button', { name: 'Plan the move' }).click()
    await page.getByText('Choose a day.').waitFor()
    await page.getByLabel('Last day').fill('31/12/9999')
    await page.getByRole('button', { name: 'Plan the move' }).click()
    await page.getByText('Choose 31/12/2199 or an earlier day.').waitFor()
    // A day that is over takes effect at once and is not undone, so that it is meant or it is a mistake.
    await page.getByLabel('Last day').fill(civil(-2))
    await page.getByRole('button', { name: 'Plan the move' }).click()
    await page.getByText('This day is over.').waitFor()
    await page.getByRole('button', { name: 'It happened then' }).waitFor()
    await page.getByLabel('Last day').fill(civil(20))
    await page.getByRole('button', { name: 'Plan the move' }).click()
    await page.getByText(/^Leaves C 33 on/).waitFor()
    const back = page.getByLabel(/^Badges and keys given back/)
    await back.click()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.checklist input:checked') !== null,
    )
    await page.getByText(/Tenant since .* Leaves on/).waitFor()
    // No account and no address: they are told on paper, in their language.
    await page.getByText('Letter about it').click()
    await page.getByRole('heading', { name: /^You leave C 33 on/ }).waitFor()
    await page.getByRole('button', { name: 'Print the letter' }).waitFor()
    await page.getByText('No e-mail address is known').waitFor()
    // A right of their own does not follow the home: what becomes of it is said, and decided there.
    await page.getByText('goes on after they leave').waitFor()
    await page.getByRole('button', { name: /^End with the move/ }).click()
    await page.getByText(/^ends on \d+ \w+ \d{4}$/).waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('goes on after they leave').waitFor()
    await page.getByRole('button', { name: 'Undo this move' }).click()
    await page.getByRole('button', { name: 'Undo this move' }).waitFor({ state: 'detached' })
    await page.getByText(/Leaves on/).waitFor({ state: 'detached' })
  })
})
