/** Whoever works here signs to keep secret what they learn, once, before they learn anything. */
import type { Register } from '@loge/features/law/core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

const SIGNED = {
  id: 'confidentiality_signed',
  sentence: {
    en: 'Whoever works with data signs first.',
    fr: 'Qui travaille avec des données signe d’abord.',
  },
  evidence: 'check:confidentiality_signed',
} as const

/** The operator is named, and whoever works here is to sign. */
const askForSignatures = async (page: Page): Promise<void> => {
  const { origin } = spec.house
  const headers = { 'sec-fetch-site': 'same-origin' }
  const { content } = (await (await page.request.get(`${origin}/api/v1/register`)).json()) as {
    content: Register
  }
  const controller = {
    ...content.controller,
    name: 'Syndic Marchand',
    legalForm: 'SAS',
    registration: 'RCS Nantes 123 456 789',
    address: 'Nantes',
    email: 'dpo@tilleuls.example',
  }
  const drafted = await page.request.put(`${origin}/api/v1/register/draft`, {
    headers,
    data: { content: { ...content, controller, security: [...content.security, SIGNED] }, replaces: null },
  })
  const { version } = (await drafted.json()) as { version: { hash: string } }
  const published = await page.request.post(`${origin}/api/v1/register/draft/publish`, {
    headers,
    data: { hash: version.hash },
  })
  expect(published.status()).toBe(200)
}

test('the undertaking comes before every page, is signed by one press, and the officer sees who signed when', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy/documents')
  await page.getByRole('heading', { level: 1, name: 'Documents' }).waitFor()
  await expect
    .poll(() => page.getByRole('heading', { name: 'Undertaking of confidentiality' }).count())
    .toBe(0)
  await askForSignatures(page)
  // What was found to be in order holds for some seconds.
  spec.house.letTimePass(6_000)

  // On a page that was open, as on one that is opened, and before the doors too.
  await page.getByRole('link', { name: 'Residents' }).click()
  await page.getByText('Before you see anything of other people, sign this.').waitFor()
  await page.goto(`${spec.house.origin}/doors`)
  await page.getByRole('heading', { level: 1, name: 'Undertaking of confidentiality' }).waitFor()
  await page.getByText('I lend nobody my account', { exact: false }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: 'To the doors first' }).count()).toBe(0)
  // What is one's own is nobody else's secret.
  await page.goto(`${spec.house.origin}/me/data`)
  await page.getByRole('heading', { level: 1, name: 'My data' }).waitFor()
  await page.goto(`${spec.house.origin}/doors`)
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByText('Avant de rien voir d’autres personnes, signez ceci.').waitFor()
  await page.getByRole('button', { name: 'Je signe' }).click()
  await page.getByRole('heading', { level: 1, name: 'Portes et équipements' }).waitFor()

  await page.goto(`${spec.house.origin}/privacy/documents`)
  const signed = page.getByRole('table', { name: 'Qui a signé' })
  await expect.poll(() => signed.getByText('pas encore').count()).toBe(0)
  await signed.getByText(String(new Date().getFullYear())).waitFor()
  await page.goto(`${spec.house.origin}/confidentiality?lang=fr`)
  await page.getByText('Je ne dis à personne ce que j’apprends ici', { exact: false }).waitFor()
})
