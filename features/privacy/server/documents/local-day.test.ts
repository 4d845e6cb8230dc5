/** A register and its documents change at the first moment of a day where the organization is, not where a browser sits. */
import { newId } from '@loge/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DocumentsHouse, openDocumentsHouse, registerOf } from './documents-house.fixture.ts'
import { createDocumentLetter } from './tell-change.ts'
import { termsTemplate } from '../../core/index.ts'

let house: DocumentsHouse
beforeAll(async () => {
  house = await openDocumentsHouse()
  const siteId = newId(house.world, 'site')
  await house.rows(`insert into site (organization_id, id, name, time_zone, street, postal_code, city, country, version)
    values ('${house.organizationId}', '${siteId}', 'A', 'Europe/Paris', '1 rue Basse', '44000', 'Nantes', 'FR', 1)`)
}, 120_000)
afterAll(() => house.close())

test('[S3-2] a version is published before it holds, switches at midnight in Paris by the clock alone, and its record says so on every page', async () => {
  const register = await registerOf('softathome')
  expect(await house.publish(register)).toEqual(['in force'])
  const [rule, ...others] = register.retention
  const sentence = { en: 'Erased after a while.', fr: 'Effacé après un temps.' }
  const next = { ...register, retention: [{ ...rule, sentence }, ...others] }
  expect(await house.publish(next, { effectiveOn: '2027-07-01' })).toEqual(['in force'])
  const { data } = (await house.call('GET', '/documents')).body as {
    data: readonly { document: string; state: string; publishedAt: string; effectiveAt: string }[]
  }
  expect(data.find(({ document }) => document === 'privacy_policy')).toMatchObject({
    state: 'scheduled',
    publishedAt: '2026-11-22T10:00:00.000Z',
    effectiveAt: '2027-06-30T22:00:00.000Z',
  })
  // Summer time: two hours before midnight at Greenwich, and not a moment before.
  house.at('2027-06-30T21:59:59.999Z')
  expect(await house.page('/privacy-policy', '&lang=en')).not.toContain(sentence.en)
  const announced = await house.page('/privacy-policy', '&lang=en&version=2')
  expect(announced).toContain('In force from 1 July 2027')
  house.at('2027-06-30T22:00:00Z')
  const switched = await house.page('/privacy-policy', '&lang=en')
  expect(switched).toContain(sentence.en)
  expect(switched).toContain('Version 2 · In force since 1 July 2027 · Last update 22 November 2026')
})

test('terms are put in force from a day in the same way, and the letter about it says that day', async () => {
  const publish = async (effectiveOn: string) => {
    const drafted = await house.call('PUT', '/documents/terms/draft', {
      body: { content: termsTemplate, replaces: await replaced() },
    })
    const { version } = drafted.body as { version: { hash: string } }
    return house.call('POST', '/documents/terms/draft/publish', {
      body: { hash: version.hash, isSubstantial: true, effectiveOn },
    })
  }
  const replaced = async () =>
    (await house.rows<{ hash: string }>(`select hash from document_version where published_at is null`))[0]
      ?.hash ?? null
  expect((await publish('2027-07-02')).status).toBe(200)
  expect(await publish('2027-12-01')).toMatchObject({
    status: 200,
    body: { version: { effectiveAt: '2027-11-30T23:00:00.000Z', level: 'material' } },
  })
  expect(await publish('2027-06-30')).toMatchObject({ status: 400, body: { code: 'document_in_past' } })
  const [{ about_id: aboutId } = { about_id: '' }] = await house.rows<{ about_id: string }>(
    `select about_id from notice where template = 'document_changed' order by created_at desc, id desc limit 1`,
  )
  const { organizationId } = house
  const letter = await house.database.transaction(organizationId, (transaction) =>
    createDocumentLetter('https://maison.example')(transaction, {
      organizationId,
      aboutId,
      language: 'fr',
    } as Parameters<ReturnType<typeof createDocumentLetter>>[1]),
  )
  expect(letter).toMatchObject({ subject: expect.stringContaining('1 décembre 2027') })
})
