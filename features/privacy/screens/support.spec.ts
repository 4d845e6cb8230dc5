/** Support reads for a case; the person says yes, sees every read, and ends it. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'
import { axeFindings } from '../../../testing/console/axe.ts'

const spec = specInHouse()

test('support asks, the person says yes in My data, what is read is seen there, and they end it', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.getByRole('link', { name: /^Support access/ }).click()
  await page.getByRole('heading', { name: 'Support access', level: 1 }).waitFor()
  await page.getByText('Support has read nobody’s data.').waitFor()
  const answer = await page.request.get(`${spec.house.origin}/api/v1/me/data`)
  const { contact } = (await answer.json()) as { contact: { givenName: string; familyName: string } }

  await page.getByRole('button', { name: 'Open a support access…' }).click()
  const form = page.getByRole('form', { name: 'Open a support access' })
  await form.getByLabel('Name of the person').fill(contact.familyName)
  await form.getByRole('radio', { name: `${contact.givenName} ${contact.familyName}` }).check()
  await form.getByLabel('Case').fill('SAV-118')
  await form.getByLabel('Why you need to read').fill('The reader refuses twice a day')
  await form.getByLabel('Which one').fill('Reader 4')
  await form.getByRole('checkbox', { name: 'Name' }).check()
  // What was watched is asked for with a reason of its own.
  await form.getByRole('checkbox', { name: 'Programmes watched' }).check()
  await form.getByLabel('Why the programmes watched are needed').fill('One channel alone freezes')
  await form.getByRole('button', { name: 'Open', exact: true }).click()
  const cases = page.getByRole('list', { name: 'Cases' })
  await cases.getByText('waits for their yes').waitFor()
  await expect.poll(() => cases.getByRole('button', { name: /^Read/ }).count()).toBe(0)

  await page.goto(`${spec.house.origin}/me/data`)
  const mine = page.getByRole('region', { name: 'Who of the support read my data' })
  await mine.getByRole('button', { name: /^I agree/ }).click()
  await mine.getByRole('button', { name: 'End it now' }).waitFor()

  await page.goto(`${spec.house.origin}/privacy/support`)
  await cases.getByRole('button', { name: 'Read Name' }).click()
  await cases.getByRole('cell', { name: contact.familyName, exact: true }).first().waitFor()
  await cases.getByText(/read once/).waitFor()
  await cases.getByRole('button', { name: 'Add what came with the case' }).click()
  const adding = cases.getByRole('form', { name: 'Add what came with the case' })
  await adding.getByLabel('What it is').selectOption('equipment_use')
  await adding.getByLabel('The data, without a name').fill('14 restarts')
  await adding.getByLabel('It came on').fill('2026-01-05')
  await adding.getByLabel('It came on').blur()
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await adding.waitFor({ state: 'detached' })
  await cases.getByRole('button', { name: 'Read What the equipment tells' }).click()
  await cases.getByRole('cell', { name: '14 restarts' }).waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.goto(`${spec.house.origin}/me/data`)
  await mine.getByText(/read: Name/).waitFor()
  await mine.getByRole('button', { name: 'End it now' }).click()
  await mine.getByText(/could read/).waitFor()

  await page.goto(`${spec.house.origin}/privacy/support`)
  await cases.getByText('not reviewed yet').waitFor()
  await cases.getByRole('button', { name: 'In order', exact: true }).click()
  await cases.getByText('Somebody else reviews it', { exact: false }).waitFor()
})
