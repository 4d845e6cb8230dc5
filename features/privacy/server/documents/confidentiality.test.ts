/** Whoever learns of other people signs to keep it secret before they learn anything, where the register asks for it. */
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type DocumentsHouse,
  openDocumentsHouse,
  registerOf,
  type Signed,
} from './documents-house.fixture.ts'

const SIGNATURES = '/documents/confidentiality/signatures'

interface Shown {
  readonly version: {
    readonly document: string
    readonly number: number
    readonly hash: string
    readonly asks: string
  }
  readonly content: { readonly fr: { readonly title: string } }
}

const openFor = async (house: DocumentsHouse, as: Signed): Promise<readonly Shown[]> => {
  const { body } = await house.call('GET', '/documents/open', { as })
  return (body as { data: readonly Shown[] }).data
}

const codeOf = async (house: DocumentsHouse, as: Signed): Promise<readonly unknown[]> => {
  const { status, body } = await house.call('GET', SIGNATURES, { as })
  return [status, (body as { code?: string }).code]
}

const sign = (house: DocumentsHouse, as: Signed, { version: { document, number, hash } }: Shown) =>
  house.call('POST', '/documents/answers', {
    as,
    body: { document, number, hash, how: 'accepted', language: 'fr', surface: 'console' },
  })

const UNSIGNED = [403, 'confidentiality_unsigned']
const PASSED_MS = 6_000

describe.each([
  ['sonio', '[S1-38]'],
  ['soco', '[S4-97]'],
])('confidentiality as %s promises it', (preset, claim) => {
  let house: DocumentsHouse
  beforeAll(async () => {
    house = await openDocumentsHouse()
    await house.publish(await registerOf(preset))
  })
  afterAll(() => house.close())

  test(`is signed, with its date, before an account of staff reads anything of anybody ${claim}`, async () => {
    const caretaker = await house.account('accounts.read', 'doors.open')
    expect(await codeOf(house, caretaker)).toEqual(UNSIGNED)
    const [undertaking] = await openFor(house, caretaker)
    expect(undertaking).toMatchObject({
      version: { document: 'confidentiality', asks: 'acceptance' },
      content: { fr: { title: 'Engagement de confidentialité' } },
    })
    if (undertaking === undefined) return
    const other = { ...undertaking, version: { ...undertaking.version, hash: '0'.repeat(64) } }
    expect((await sign(house, caretaker, other)).body).toMatchObject({ code: 'document_not_shown' })
    // To have looked at it is not to have signed it.
    const { document, number, hash } = undertaking.version
    const seen = { document, number, hash, how: 'seen', language: 'fr', surface: 'console' }
    expect((await house.call('POST', '/documents/answers', { as: caretaker, body: seen })).status).toBe(204)
    expect(await codeOf(house, caretaker)).toEqual(UNSIGNED)
    expect((await sign(house, caretaker, undertaking)).status).toBe(204)
    expect(await codeOf(house, caretaker)).toEqual([200, undefined])
    expect((await house.call('GET', '/documents/answers', { as: caretaker })).body).toMatchObject({
      data: [{ document: 'confidentiality', number, hash, how: 'accepted', language: 'fr' }],
    })
    // Word for word, for as long as it is kept.
    expect(await house.page('/confidentiality', `&version=${number}&lang=fr`)).toContain('Je ne consulte que')
  })

  test('is asked of nobody who learns of themselves alone, and never stands before a door', async () => {
    const resident = await house.account()
    const own = {
      ...resident,
      grants: [{ permission: 'people.read', scope: { kind: 'own' } }],
    } as const satisfies Signed
    const guard = await house.account('doors.open', 'emergencies.order')
    for (const one of [own, guard])
      expect((await openFor(house, one)).map(({ version }) => version.document)).not.toContain(
        'confidentiality',
      )
  })

  test('signed once is not asked again when its words change', async () => {
    const manager = await house.account('accounts.read')
    const [undertaking] = await openFor(house, manager)
    if (undertaking !== undefined) await sign(house, manager, undertaking)
    const register = await registerOf(preset)
    const renamed = { ...register, controller: { ...register.controller, name: 'Maison & fils' } }
    expect(await house.publish(renamed)).toEqual(['in force'])
    house.at(new Date(house.world.now() + PASSED_MS).toISOString())
    expect(await codeOf(house, manager)).toEqual([200, undefined])
    const newcomer = await house.account('accounts.read')
    expect(await codeOf(house, newcomer)).toEqual(UNSIGNED)
    const [theirs] = await openFor(house, newcomer)
    expect(theirs?.version).toMatchObject({ document: 'confidentiality', number: 2, asks: 'acceptance' })
  })

  test('is listed by who has not signed yet and who has, since when', async () => {
    const { organizationId, rows } = house
    const [late, signed] = [await house.account('accounts.read'), await house.account('accounts.read')]
    const role = newId(realWorld, 'role')
    const since = new Date(house.world.now()).toISOString()
    await rows(`insert into role (organization_id, id, code, permissions, scopes, built_in)
      values ('${organizationId}', '${role}', 'concierge', '{people.read}', '{organization}', true)`)
    for (const { accountId } of [late, signed])
      await rows(`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
        values ('${organizationId}', '${newId(realWorld, 'roleAssignment')}', '${accountId}', '${role}', 'organization', '${since}')`)
    const [undertaking] = await openFor(house, signed)
    if (undertaking !== undefined) await sign(house, signed, undertaking)
    expect((await house.call('GET', SIGNATURES, { as: signed })).body).toMatchObject({
      data: [
        { personName: 'Ana Roux', signedAt: null },
        { personName: 'Ana Roux', signedAt: new Date(house.world.now()).toISOString() },
      ],
    })
    const here = {
      ...signed,
      grants: [{ permission: 'accounts.read', scope: { kind: 'site', siteId: newId(realWorld, 'site') } }],
    } as const
    expect(await codeOf(house, here)).toEqual([403, 'permission_denied'])
  })
})

test('a register that does not ask for it publishes no undertaking and keeps nobody waiting', async () => {
  const house = await openDocumentsHouse()
  await house.publish(await registerOf('soone'))
  const manager = await house.account('accounts.read')
  expect(await codeOf(house, manager)).toEqual([200, undefined])
  expect(await openFor(house, manager)).toEqual([])
  expect((await house.call('GET', '/documents')).body).toMatchObject({ secrecyAsked: false })
  expect(await house.page('/confidentiality')).not.toContain('What you undertake')
  await house.close()
})
