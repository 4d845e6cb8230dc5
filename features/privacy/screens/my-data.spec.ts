/** Somebody reads what is kept of them, takes it along, corrects it, agrees and takes it back, and says no. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'
import { axeFindings, WCAG } from '../../../testing/console/axe.ts'

const spec = specInHouse()

test('a person finds their data from the settings, reads how safe an e-mail is beside the address, and takes a copy along [S1-122 3/3]', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.getByRole('link', { name: 'My data' }).click()
  await page.getByRole('heading', { name: 'My data', level: 1 }).waitFor()
  const kept = page.getByRole('region', { name: 'What we keep, and until when' })
  const contact = kept.getByRole('listitem').filter({ hasText: 'E-mail and telephone' })
  await contact.getByText(/^\d+ entr/).click()
  await contact.getByText('What for').waitFor()
  await contact
    .getByText(/to run the residence you live in/)
    .first()
    .waitFor()

  await page.getByText('Nothing sent over the internet is guaranteed secure').first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download A copy of everything' }).click(),
  ])
  const copy = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    tables: readonly { table: string }[]
  }
  expect(copy.tables.map(({ table }) => table)).toContain('person')
})

test('corrects how they are reached, and is told what is not a telephone number [S2-55]', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const form = page.getByRole('region', { name: 'Correct how we reach you' })
  await form.getByLabel('Mobile').fill('call me')
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await form.getByRole('alert').waitFor()
  await form.getByLabel('Mobile').fill('06 12 34 56 78')
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await expect.poll(() => form.getByLabel('Mobile').inputValue()).toMatch(/^\+33/)
})

test('says no to advertising and allows it again, by keyboard', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const no = page.getByRole('switch', { name: 'No advertising' })
  await no.press('Space')
  await page.getByText(/^You said no/).waitFor()
  await expect.poll(() => no.isChecked()).toBe(true)
  await page.reload()
  await page.getByText(/^You said no/).waitFor()
  await no.press('Space')
  await page.getByText('On: nobody writes to you to sell something, on any channel').waitFor()
  await expect.poll(() => no.isChecked()).toBe(false)
})

test('lodges what becomes of their data after their death, with a consent of its own, and takes it back [S3-162, S3-159 partly]', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const directive = page.getByRole('region', { name: 'After my death' })
  await directive.getByRole('button', { name: 'Say what I wish…' }).click()
  await directive.getByLabel('E-mail and telephone').selectOption('Hand to the person below')
  await directive.getByRole('button', { name: 'Lodge it' }).click()
  await directive.getByText(/Tick the line above/).waitFor()
  await directive.getByRole('checkbox').check()
  await directive.getByRole('button', { name: 'Lodge it' }).click()
  await directive.getByText('Say who your data go to, and how we reach them.').waitFor()
  await directive.getByLabel('Who carries it out or receives it').fill('Grace Okafor')
  await directive.getByLabel('How we reach this person').fill('grace@example.org')
  await directive.getByRole('button', { name: 'Lodge it' }).click()
  await directive.getByText('Handed to Grace Okafor (grace@example.org).').waitFor()
  await directive.getByRole('button', { name: 'Take it back' }).click()
  await directive.getByText(/You have not said anything/).waitFor()
})

test('an objection asks for grounds, one to advertising asks for none [S1-52 1/2]', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const asks = page.getByRole('region', { name: 'Ask for something' })
  await asks.getByRole('button', { name: 'Ask…' }).click()
  await asks.getByLabel('What you ask').selectOption('Say no to a use')
  await asks.getByText(/what in your situation speaks against it/).waitFor()
  await asks.getByRole('button', { name: 'Send' }).click()
  await asks.getByText(/Say what it is about/).waitFor()
  await asks.getByLabel('What you ask').selectOption('No more advertising')
  await asks.getByRole('button', { name: 'Send' }).press('Enter')
  const line = asks.getByRole('listitem').filter({ hasText: 'No more advertising' })
  await line.getByText(/^Answer by/).waitFor()
})

test('withdraws their data: told before what goes, what stays and why, then until when it is done [S2-53]', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const asks = page.getByRole('region', { name: 'Ask for something' })
  await asks.getByRole('button', { name: 'Ask…' }).click()
  await asks.getByLabel('What you ask').selectOption('Withdraw and erase my data')
  await asks.getByText(/lines? go/).waitFor()
  await asks.getByRole('button', { name: 'Send' }).press('Enter')
  const line = asks.getByRole('listitem').filter({ hasText: 'Withdraw and erase my data' })
  await line.getByText(/^Answer by/).waitFor()
  // The request itself is kept as proof that it was answered.
  await asks.getByRole('button', { name: 'Ask…' }).click()
  await asks.getByText('This stays, for as long as it says and no longer:').waitFor()
})

test('asks for something, sees until when it is answered, and reads every letter about it', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const asks = page.getByRole('region', { name: 'Ask for something' })
  await asks.getByRole('button', { name: 'Ask…' }).click()
  await asks.getByLabel('What you ask').selectOption('Freeze my data')
  await asks.getByRole('button', { name: 'Send' }).click()
  await asks.getByText(/Say what it is about/).waitFor()
  await asks.getByLabel('In your own words').fill('My address is not right; leave it alone until it is.')
  await asks.getByRole('button', { name: 'Send' }).press('Enter')
  const line = asks.getByRole('listitem').filter({ hasText: 'Freeze my data' })
  await line.getByText(/^Answer by/).waitFor()
  // In the language the person is kept with.
  await line.getByText(/We have received your request|Nous avons bien reçu/).click()
  await line.getByText(/free of charge|gratuite/).waitFor()
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)('at %i px, %s, has nothing an automated reader would stumble over', async (width, theme) => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.setViewportSize({ width, height: 900 })
  await page.evaluate((chosen) => localStorage.setItem('loge.theme', chosen), theme)
  await page.goto(new URL('/me/data', page.url()).href)
  await page.getByRole('switch').first().waitFor()
  await page.getByRole('button', { name: 'Say what I wish…' }).click()
  await page.getByText('What for').first().waitFor({ state: 'attached' })
  expect(await axeFindings(page, { tags: WCAG })).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('reads what the software decides by itself, by which logic, and what was decided about them', async () => {
  const { page } = await spec.sitDownSignedIn('/me/data')
  const decided = page.getByRole('region', { name: 'What the software decides by itself' })
  await decided.getByText('A door decides by itself whether to open.').click()
  await decided.getByText('It compares what was presented').waitFor()
  await decided.getByText('a person looks at it again when you ask').waitFor()
  await decided.getByText('Nothing was decided about you by the software alone.').waitFor()
})
