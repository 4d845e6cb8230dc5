/** An authority asks; the desk writes it down, approves it, reads what leaves, and notes that exactly that was handed over. */
import { test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

test('a requisition is written down within the register, approved, read and handed over', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const published = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const send = async (method: string, path: string, body: object) =>
      fetch(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    await send('POST', '/people', { givenName: 'Camille', familyName: 'Morel', email: 'camille@example.org' })
    const { content } = (await (await fetch('/api/v1/register')).json()) as {
      content: Record<string, unknown> & {
        controller: object
        recipientKinds: object[]
        activities: { runs: string[]; recipientKinds: string[] }[]
      }
    }
    const draft = await send('PUT', '/register/draft', {
      replaces: null,
      content: {
        ...content,
        controller: {
          ...content.controller,
          name: 'Les Tilleuls',
          legalForm: 'Syndicat coopératif',
          registration: 'RNIC AA1234567',
          address: '12 rue Lamartine, Nantes',
          email: 'dpo@tilleuls.example',
        },
        recipientKinds: [
          ...content.recipientKinds,
          { id: 'police', role: 'authority', label: { en: 'police', fr: 'police' } },
        ],
        activities: content.activities.map((one) =>
          one.runs.includes('residence_management')
            ? { ...one, recipientKinds: [...one.recipientKinds, 'police'] }
            : one,
        ),
        recipients: [
          {
            id: 'commissariat',
            kind: 'police',
            name: 'Commissariat de Nantes',
            country: 'FR',
            contractOn: null,
            notify: 'none',
            subProcessors: [],
          },
        ],
      },
    })
    const { version } = (await draft.json()) as { version: { hash: string } }
    const { hash } = version
    const answer = await send('POST', '/register/draft/publish', { hash })
    return `${draft.status} ${answer.status} ${answer.ok ? '' : await answer.text()}`
  })
  if (!/^20\d 20\d/.test(published)) throw new Error(published)
  await page.goto(`${spec.house.origin}/privacy/releases`)
  await page.getByRole('heading', { level: 1, name: 'Handing over on request' }).waitFor()
  await page.getByRole('button', { name: 'Write down a request…' }).click()
  const form = page.getByRole('form', { name: 'Write down a request' })
  await form.getByLabel('Their reference').fill('PV 2026/118')
  await form.getByRole('textbox', { name: 'Received on' }).fill('20/11/2026')
  await form.getByLabel('Provision of the law').fill('Article 60-1 du code de procédure pénale')
  await form.getByLabel('What exactly is asked for, without names').fill('How to reach one resident')
  await form.getByRole('group', { name: 'Which data' }).getByRole('checkbox').first().check()
  await form.getByLabel('Name of a person').fill('Morel')
  await form.getByRole('checkbox', { name: 'Camille Morel' }).check()
  await form.getByText('One person is chosen.').waitFor()
  await form.getByRole('button', { name: 'Write it down' }).click()

  await page.getByRole('heading', { name: 'Requisition, Commissariat de Nantes, PV 2026/118' }).waitFor()
  await page.getByLabel('Reasons, without names').fill('The provision and the scope were checked.')
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('button', { name: 'Look at what leaves' }).click()
  await page.getByLabel('What leaves, and nothing else').waitFor()
  await page.getByRole('button', { name: 'Note that exactly this was handed over' }).click()
  await page.getByText('handed over', { exact: true }).waitFor()
  await page.getByText(/Digest \(SHA-256\): [0-9a-f]{64}/).waitFor()
})
