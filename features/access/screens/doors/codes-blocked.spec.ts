/** Too many wrong codes block a keypad; somebody sees it, ends it with a reason, and codes are taken again. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { specInHouse } from '../../../../testing/console/spec.ts'

const spec = specInHouse()
let entrance: string

beforeAll(async () => {
  ;({ entrance } = await spec.house.installDoor('hall-b'))
})

const paneOf = (page: Page) => page.getByRole('complementary', { name: 'Detail' })
const blocked = /^No code is taken here until .*5 wrong codes were typed at this door\./
const takeAgain = (page: Page) => paneOf(page).getByRole('button', { name: 'Take codes again' })
const recent = (page: Page, name: string) =>
  paneOf(page).getByRole('list', { name: 'Recent events' }).getByRole('link', { name }).first()

describe('codes that are blocked', () => {
  test('are told on Today and at the door, and taken again by somebody, with a reason', async () => {
    await spec.house.guessCodes(entrance)
    const { page } = await spec.sitDownSignedIn('/')
    const title = page.getByRole('heading', { name: /^Hall B takes no codes until / })
    await title.waitFor()
    const item = page.getByRole('listitem').filter({ has: title })
    await item.getByText(/^5 wrong codes were typed\. Badges and phones work as usual\./).waitFor()
    await item.getByRole('link', { name: 'See the door' }).click()
    await paneOf(page).getByText(blocked).waitFor()
    await recent(page, 'Too many wrong codes, none taken for a while').waitFor()
    await paneOf(page).getByLabel('Why should codes be taken again?').selectOption('Another reason…')
    await takeAgain(page).click()
    await paneOf(page).getByText('Write at least three letters.').waitFor()
    await paneOf(page).getByLabel('The reason, in a few words').fill('A child played with the keypad')
    await takeAgain(page).click()
    await paneOf(page)
      .getByText(/^Codes are taken again since \d\d:\d\d:\d\d\.$/)
      .waitFor()
    await takeAgain(page).waitFor({ state: 'detached' })
    await recent(page, 'Codes taken again').waitFor()
    await page.getByRole('link', { name: 'Today' }).click()
    // What is left is of the house itself: it has no backup, and no mail.
    await page.getByRole('heading', { name: 'No backup has been made yet' }).waitFor()
    await page.getByRole('heading', { name: 'Mail is not set up' }).waitFor()
    await page.getByRole('heading', { level: 1, name: /Two things need a person/ }).waitFor()
  })

  test('cannot be taken again from a house that does not answer, and the pane says that it ends by itself', async () => {
    await spec.house.guessCodes(entrance)
    const { page } = await spec.sitDownSignedIn(`/doors?entrance=${entrance}`)
    await takeAgain(page).waitFor()
    await spec.house.setUplink(true)
    try {
      await paneOf(page)
        .getByText(/^The building does not answer, so nobody can end this from here\./)
        .waitFor()
      await expect.poll(() => takeAgain(page).getAttribute('aria-disabled')).toBe('true')
    } finally {
      await spec.house.setUplink(false)
    }
  })
})
