/** People met at trade shows: by ourselves, or named by the organiser; written to with a consent and its proof alone. */
import { BUILT_IN_ROLES } from '@loge/features/accounts/core'
import { formatId, newId, parseId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'
import { deliverOutLetters } from '../letters.ts'

let house: OutsideHouse
let showId = ''
beforeAll(async () => {
  house = await openOutside('softathome')
  const { status, body } = await house.ask('POST', '/shows', { body: SHOW })
  expect(status).toBe(201)
  showId = (body as { id: string }).id
}, 300_000)
afterAll(() => house.close())
beforeEach(() => house.at('2026-01-31T10:00:00Z'))

const LONG = 300_000
const SHOW = {
  name: 'IBC',
  place: 'Amsterdam',
  organiser: 'RAI Congress BV',
  startsOn: '2026-01-29',
  endsOn: '2026-01-31',
}
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString(
  'base64',
)
type Kind = 'visitor' | 'supplied'
const PATH = { visitor: '/show-contacts', supplied: '/organiser-contacts' } as const

const permissionsOf = (code: string): readonly string[] =>
  BUILT_IN_ROLES.find((role) => role.code === code)?.permissions ?? expect.fail(code)
const uuid = (personId: string): PersonId => parseId('person', personId) ?? expect.fail(personId)

const wordsOf = async (kind: Kind): Promise<string> => {
  const { body } = await house.ask('GET', '/shows')
  return (body as { asked: Record<Kind, { en: string } | null> }).asked[kind]?.en ?? expect.fail(kind)
}

const agreedTo = async (kind: Kind) => ({
  words: await wordsOf(kind),
  language: 'en',
  on: 'paper',
  ...(kind === 'supplied' ? { proof: { name: 'list.pdf', content: PDF } } : {}),
})

const ask = (kind: Kind, more: object = {}) =>
  house.ask('POST', PATH[kind], {
    body: {
      givenName: 'Ida',
      familyName: 'Lund',
      language: 'en',
      origin: 'inbound',
      ...(kind === 'visitor' ? { source: 'booth' } : { source: 'organiser', supplier: SHOW.organiser }),
      detail: 'badge scan',
      workEmail: 'ida@nord.example',
      showId,
      ...more,
    },
  })

interface Opened {
  readonly id: string
  readonly personId: string
}

const open = async (kind: Kind, more: object = {}): Promise<Opened> => {
  const { status, body } = await ask(kind, more)
  expect([status, body]).toEqual([201, body])
  return body as Opened
}

const read = async (kind: Kind, id: string, as?: readonly string[]) => {
  const { status, body } = await house.ask('GET', `${PATH[kind]}/${id}`, as === undefined ? {} : { as })
  return { status, file: body as Record<string, unknown> & { version: number; met: object } }
}

const act = async (kind: Kind, id: string, body: object) => {
  const { file } = await read(kind, id)
  return house.ask('POST', `${PATH[kind]}/${id}/acts`, { body, ifMatch: file.version })
}

const LETTER = { kind: 'write', subject: 'The box you saw', words: 'Here is what we spoke about.' }
const rowsOf = (kind: Kind, personId: string) =>
  house.rows(`select id from ${kind}_file where person_id = '${uuid(personId)}'`)
const lettersTo = (personId: string) =>
  house.rows<{ kind: string; body: string }>(
    `select kind, body from out_letter where person_id = '${uuid(personId)}' order by written_at, id`,
  )

describe('somebody met at a show', () => {
  test('[S3-108 3/3] is a record with the name and the days of the event, whoever they are at work', {
    timeout: LONG,
  }, async () => {
    const { id, personId } = await open('visitor', { company: 'Nord SA', title: 'Chief executive' })
    expect((await read('visitor', id)).file).toMatchObject({
      company: 'Nord SA',
      title: 'Chief executive',
      met: { name: 'IBC', place: 'Amsterdam', startsOn: '2026-01-29', endsOn: '2026-01-31', agreedAt: null },
    })
    const copied = (await house.copy(uuid(personId))).filter(
      (line) => line.kind === 'row' && line.table === 'visitor_file',
    )
    expect(copied).toHaveLength(1)
    // Without an event there is no such record, nor with one that is not there.
    expect((await ask('visitor', { showId: undefined })).status).toBe(400)
    const other = formatId('tradeShow', newId(realWorld, 'tradeShow'))
    expect((await ask('visitor', { showId: other })).status).toBe(404)
    const backwards = await house.ask('POST', '/shows', { body: { ...SHOW, endsOn: '2026-01-01' } })
    expect(backwards.status).toBe(400)
    expect(await house.erase(uuid(personId))).toBe('done')
    expect(await rowsOf('visitor', personId)).toEqual([])
  })

  test('[S3-110 2/2] is written to with their consent alone, first within a month and with the notice, and goes when they stay silent', {
    timeout: LONG,
  }, async () => {
    const silent = await open('visitor')
    expect((await act('visitor', silent.id, LETTER)).body).toMatchObject({ code: 'consent_missing' })
    expect(await lettersTo(silent.personId)).toEqual([])
    const { data: nobody } = (await house.ask('GET', '/show-contacts/offers')).body as {
      data: { id: string }[]
    }
    expect(nobody).toEqual([])

    const { id, personId } = await open('visitor', { agreed: await agreedTo('visitor') })
    expect((await act('visitor', id, LETTER)).status).toBe(200)
    expect((await act('visitor', id, { ...LETTER, words: 'Once more.' })).status).toBe(200)
    const [second, first] = (await lettersTo(personId)).toSorted((a) => (a.body.startsWith('Once') ? -1 : 1))
    expect(first?.body).toMatch(/We met at IBC \(Amsterdam, 29 January 2026\).*take your agreement back/)
    expect(first?.body).toMatch(/privacy/)
    expect(second?.body).toMatch(/^Once more/)
    await deliverOutLetters(house.mail, house.organizationId)
    expect(house.sent.filter(({ to }) => to === 'ida@nord.example')).toHaveLength(2)
    const { data } = (await house.ask('GET', '/show-contacts/offers')).body as { data: { id: string }[] }
    expect(data.map((one) => one.id)).toEqual([id])
    // Taken back, or with a no to every advertisement, nothing leaves any more.
    expect((await act('visitor', id, { kind: 'object' })).status).toBe(200)
    expect((await read('visitor', id)).status).toBe(404)
    expect((await house.ask('GET', '/show-contacts/offers')).body).toEqual({ data: [] })

    const late = await open('visitor', { agreed: await agreedTo('visitor') })
    const nowhere = await open('visitor', { agreed: await agreedTo('visitor'), workEmail: undefined })
    expect((await act('visitor', nowhere.id, LETTER)).body).toMatchObject({ code: 'file_without_address' })
    house.at('2026-03-01T10:00:00Z')
    expect((await act('visitor', late.id, LETTER)).body).toMatchObject({ code: 'first_letter_late' })
    // What we sent keeps nobody: three years after their own last word they are gone.
    house.at('2029-01-30T10:00:00Z')
    await house.retain()
    expect(await rowsOf('visitor', personId)).toHaveLength(1)
    house.at('2029-02-02T10:00:00Z')
    await house.retain()
    expect(await rowsOf('visitor', personId)).toEqual([])
  })

  test('is asked who they are, how to reach them at work and what they do, and every other field is refused', {
    timeout: LONG,
  }, async () => {
    for (const more of [
      { photo: 'x' },
      { opinions: 'x' },
      { birthday: '1990-01-01' },
      { homeAddress: 'x' },
    ]) {
      const refused = await ask('visitor', more)
      expect([more, refused.status]).toEqual([more, 400])
    }
  })
})

describe('somebody the organiser named', () => {
  test('[S3-133 2/2] has the organiser as their supplier and is told at once; without its proof of consent nothing is sent', {
    timeout: LONG,
  }, async () => {
    const { proof, ...bare } = (await agreedTo('supplied')) as { proof?: object }
    expect(proof).toBeDefined()
    expect((await ask('supplied', { agreed: bare })).body).toMatchObject({ code: 'consent_without_proof' })
    const junk = { ...bare, proof: { name: 'x.exe', content: Buffer.from('MZ').toString('base64') } }
    expect((await ask('supplied', { agreed: junk })).body).toMatchObject({ code: 'file_refused' })
    expect((await ask('supplied', { supplier: undefined })).body).toMatchObject({
      code: 'source_supplier_missing',
    })

    const { id, personId } = await open('supplied')
    expect(await lettersTo(personId)).toMatchObject([
      { kind: 'notice', body: expect.stringContaining('RAI Congress BV') },
    ])
    expect((await act('supplied', id, LETTER)).body).toMatchObject({ code: 'consent_missing' })
    const agreed = { kind: 'agree', ...(await agreedTo('supplied')) }
    expect((await act('supplied', id, { ...agreed, words: 'Other words' })).body).toMatchObject({
      code: 'consent_text_changed',
    })
    expect((await act('supplied', id, agreed)).status).toBe(200)
    expect((await act('supplied', id, LETTER)).status).toBe(200)
    expect((await read('supplied', id)).file.met).toMatchObject({
      organiser: 'RAI Congress BV',
      proof: 'list.pdf',
    })
    expect((await lettersTo(personId)).map(({ kind }) => kind).toSorted()).toEqual(['follow_up', 'notice'])
  })

  test('[S3-134 2/2] is hidden from whoever recruits, to whom people we met ourselves are shown', {
    timeout: LONG,
  }, async () => {
    const named = await open('supplied')
    const met = await open('visitor')
    const recruiter = permissionsOf('recruiter')
    expect((await read('supplied', named.id, recruiter)).status).toBe(403)
    expect((await house.ask('GET', '/organiser-contacts', { as: recruiter })).status).toBe(403)
    expect((await read('visitor', named.id, recruiter)).status).toBe(404)
    expect((await read('visitor', met.id, recruiter)).status).toBe(200)
    const commercial = permissionsOf('commercial')
    for (const [kind, { id }] of [
      ['supplied', named],
      ['visitor', met],
    ] as const)
      expect([kind, (await read(kind, id, commercial)).status]).toEqual([kind, 200])
    for (const code of ['manager', 'caretaker', 'dpo', 'technician'])
      for (const kind of ['supplied', 'visitor'] as const)
        expect([code, kind, (await read(kind, met.id, permissionsOf(code))).status]).toEqual([
          code,
          kind,
          403,
        ])
  })
})

test('[S3-140 2/2] a prospect whom anybody may read about is told where we read it, in the first letter they get from us', {
  timeout: LONG,
}, async () => {
  for (const source of ['public', 'own_pages']) {
    const url = `https://pages.example/${source}`
    const prospect = {
      givenName: 'Ida',
      familyName: 'Lund',
      language: 'en',
      origin: 'outbound',
      source,
      detail: 'page',
      workEmail: `${source}@nord.example`,
    }
    const { status } = await house.ask('POST', '/prospects', { body: prospect })
    // Without the page itself nobody could say where it was read.
    expect([source, status]).toEqual([source, 422])
    const { body } = await house.ask('POST', '/prospects', { body: { ...prospect, url } })
    const letters = await lettersTo((body as Opened).personId)
    expect(letters.map(({ kind }) => kind)).toEqual(['notice'])
    expect(letters[0]?.body).toContain(url)
    expect(letters[0]?.body).toMatch(/which legal basis.*object/)
  }
})
