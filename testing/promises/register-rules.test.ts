/** What no register may leave out, tried over the API with each ready-made one. */
import { boundsOn, completed, judgeRegister, recordOf, type Register, usesOf } from '@loge/features/law/core'
import { lawEndpoints } from '@loge/features/law/server'
import { renderDocument } from '@loge/features/privacy/core'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPresets } from './preset-claims.ts'

const presets = (await readPresets()).map(({ name, register }) => [name, completed(register)] as const)
const of = (name: string): Register =>
  presets.find(([one]) => one === name)?.[1] ?? expect.fail(`no preset ${name}`)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const opened = async <Value>(work: (api: TestApi) => Promise<Value>): Promise<Value> => {
  const organizationId = await testOrganization(database)
  const deps = { database, world: realWorld, recordRegister: async () => undefined }
  const api = await testApi({ database, world: realWorld, organizationId, endpoints: lawEndpoints(deps) })
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

/** Drafts it and asks to put it in force: the codes of what is wrong, or `in force`. */
const publish = (content: unknown, api: TestApi) => async (): Promise<string | readonly string[]> => {
  const drafted = await api.call('PUT', '/register/draft', { body: { content, replaces: null } })
  if (drafted.status !== 200) return (drafted.body as { code: string }).code
  const { hash } = (drafted.body as { version: { hash: string } }).version
  const { status, body } = await api.call('POST', '/register/draft/publish', { body: { hash } })
  if (status === 200) return 'in force'
  return (body as { errors: readonly { code: string }[] }).errors.map(({ code }) => code)
}
const tried = (content: unknown) => opened((api) => publish(content, api)())

const withPurposes = (register: Register, change: (purpose: object) => readonly unknown[]): unknown => ({
  ...register,
  activities: register.activities.map((activity, index) =>
    index === 0 ? { ...activity, purposes: activity.purposes.flatMap(change) } : activity,
  ),
})
const without = (value: object, key: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))

const faultsOf = (register: Register, controller: Register['controller']) =>
  judgeRegister({ ...register, controller }, boundsOn('2026-11-22')).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  )

describe.each(presets)('%s', (_name, register) => {
  test('is put in force as it is', async () => {
    expect(await tried(register)).toBe('in force')
  })

  test('with an activity on no basis is not put in force [S1-6]', async () => {
    expect(await tried(withPurposes(register, (purpose) => [without(purpose, 'basis')]))).toBe(
      'input_invalid',
    )
    expect(await tried(withPurposes(register, () => []))).toContain('activity_without_purpose')
  })

  test('with an activity that says no period and no criterion is not put in force [S3-21, S4-88]', async () => {
    expect(await tried(withPurposes(register, (purpose) => [without(purpose, 'retention')]))).toBe(
      'input_invalid',
    )
    expect(
      await tried(withPurposes(register, (purpose) => [{ ...purpose, retention: 'nothing' }])),
    ).toContain('reference_unknown')
    for (const key of ['period', 'trigger'])
      expect(
        await tried({ ...register, retention: register.retention.map((rule) => without(rule, key)) }),
      ).toBe('input_invalid')
  })

  test('says of every activity where data come from, whose, which, and what is done; the public reads each line by its source [S3-20]', async () => {
    const [first, ...others] = register.activities
    for (const column of ['sources', 'audiences', 'categories', 'operations', 'purposes', 'recipientKinds'])
      expect([
        column,
        await tried({ ...register, activities: [without(first ?? {}, column), ...others] }),
      ]).toEqual([column, 'input_invalid'])
    for (const column of ['sources', 'audiences', 'categories', 'operations'])
      expect(await tried({ ...register, activities: [{ ...first, [column]: [] }, ...others] })).toContain(
        'activity_incomplete',
      )
    for (const language of ['en', 'fr'] as const) {
      const { sections } = renderDocument('privacy_policy', register)[language]
      const tables = (sections.find(({ id }) => id === 'sources')?.blocks ?? []).flatMap((block) =>
        block.kind === 'table' ? [block] : [],
      )
      const there = new Set(
        register.sources
          .filter(({ id }) => register.activities.some(({ sources }) => sources.includes(id)))
          .map(({ kind }) => kind),
      )
      expect(tables).toHaveLength(there.size)
      for (const { head, rows } of tables) {
        expect([head.length, new Set(head).size]).toEqual([9, 9])
        // One kind of source each, and no cell of any line is empty.
        expect(new Set(rows.map(([source]) => source)).size).toBe(1)
        for (const row of rows)
          expect(row).toEqual(Array.from({ length: 9 }, () => expect.stringMatching(/\S/)))
      }
      for (const { label, purposes, sources } of register.activities)
        for (const { sentence } of purposes) {
          const kinds = new Set(
            register.sources.filter(({ id }) => sources.includes(id)).map(({ kind }) => kind),
          )
          const lines = tables.flatMap(({ rows }) =>
            rows.filter((row) => row[2] === label[language] && row[3] === sentence[language]),
          )
          expect([sentence[language], lines.length]).toEqual([sentence[language], kinds.size])
        }
    }
  })

  test('names what protects people in every activity, and is not put in force without [S4-46]', async () => {
    for (const article of ['30_1', '30_2'] as const)
      for (const { id, measures } of recordOf(register, article).lines)
        expect([id, measures.length > 0, measures[0]]).toEqual([
          id,
          true,
          { en: expect.stringMatching(/\S/), fr: expect.stringMatching(/\S/) },
        ])
    const [first, ...others] = register.activities
    const protectedBy = (measures: readonly string[]) =>
      tried({ ...register, activities: [{ ...first, measures }, ...others] })
    expect(await protectedBy([])).toContain('activity_without_measure')
    expect(await protectedBy(['a_wish'])).toEqual(['reference_unknown'])
    expect(await protectedBy(['a_no_is_kept'])).toBe('in force')
  })

  test('names who answers for every activity, and is not put in force without [S0-46]', async () => {
    for (const { role } of register.activities) expect(['controller', 'joint', 'processor']).toContain(role)
    expect(register.controller.name).not.toBe('')
    for (const name of ['', ' '])
      expect(await tried({ ...register, controller: { ...register.controller, name } })).toContain(
        'controller_incomplete',
      )
    const [first, ...others] = register.activities
    expect(await tried({ ...register, activities: [without(first ?? {}, 'role'), ...others] })).toBe(
      'input_invalid',
    )
  })

  test('says what its operator is in law, where it is entered and who is its officer, or is not put in force [S1-19, S3-17]', async () => {
    const { controller } = register
    const officer = { name: 'Ana Roux', email: 'ana@officer.example', address: '1 rue Basse, Nantes' }
    for (const field of ['name', 'legalForm', 'registration', 'address', 'email'])
      expect(faultsOf(register, { ...controller, [field]: ' ' })).toEqual([
        `/controller/${field} controller_incomplete`,
      ])
    for (const field of ['name', 'email', 'address'])
      expect(faultsOf(register, { ...controller, dpo: { ...officer, [field]: '' } })).toEqual([
        `/controller/dpo/${field} officer_incomplete`,
      ])
    for (const field of ['legalForm', 'registration'])
      expect(await tried({ ...register, controller: without(controller, field) })).toEqual([
        'controller_incomplete',
      ])
    expect(
      await tried({ ...register, controller: { ...controller, dpo: { ...officer, email: '' } } }),
    ).toEqual(['officer_incomplete'])
    expect(await tried({ ...register, controller: without(controller, 'dpo') })).toBe('input_invalid')
    for (const language of ['en', 'fr'] as const) {
      const said = JSON.stringify(renderDocument('legal_notice', register)[language])
      for (const part of [controller.name, controller.legalForm, controller.registration, controller.address])
        expect(said).toContain(part)
    }
  })

  test('with a contact address that is masked or broken is not put in force [S1-57 partly]', async () => {
    const { controller, channels } = register
    for (const address of ['dpo', 'dpo@', '***@sonio.example', 'd p o@sonio.example'])
      for (const said of [
        { controller: { ...controller, email: address } },
        { controller: { ...controller, dpo: { name: 'A', email: address, address: 'B' } } },
        { channels: [...channels, { kind: 'email', address, for: ['questions'] } as const] },
      ])
        expect(judgeRegister({ ...register, ...said }, boundsOn('2026-11-22'))).toMatchObject([
          { code: 'address_unreachable' },
        ])
    expect(await tried({ ...register, controller: { ...controller, email: '***@sonio.example' } })).toEqual([
      'address_unreachable',
    ])
  })

  test('names the law of its own country, and is not put in force without [S3-5]', async () => {
    const { jurisdiction } = register
    const own: Readonly<Record<string, RegExp>> = { FR: /2016\/679/, CH: /FADP|LPD/ }
    for (const text of [jurisdiction.law.en, jurisdiction.law.fr])
      expect(text).toMatch(own[jurisdiction.country] ?? /no such country/)
    expect(
      await tried({ ...register, jurisdiction: { ...jurisdiction, law: { en: '', fr: '' } } }),
    ).toContain('text_missing')
    expect(await tried(without(register, 'jurisdiction'))).toBe('input_invalid')
  })

  test('says of whoever works for it where the data lie, and keeps them where they may [S4-76]', async () => {
    const kind = register.recipientKinds.find(({ role }) => role === 'processor')?.id
    const host = {
      id: 'host',
      kind,
      name: 'Host',
      country: 'FR',
      contractOn: '2026-01-01',
      contract: {
        document: { name: 'Contract', sha256: 'cd'.repeat(32) },
        confidentialityOn: '2026-01-01',
        clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
      },
      notify: 'email',
      subProcessors: [{ name: 'Below', country: 'DE' }],
    }
    expect(await tried({ ...register, recipients: [host] })).toBe('in force')
    expect(await tried({ ...register, recipients: [without(host, 'country')] })).toBe('input_invalid')
    for (const elsewhere of [{ country: 'IN' }, { subProcessors: [{ name: 'Below', country: 'IN' }] }])
      expect(await tried({ ...register, recipients: [{ ...host, ...elsewhere }] })).not.toBe('in force')
  })
})

test('people are told every purpose and every recipient, from the register in force alone [S4-9]', async () => {
  const register = of('soco')
  const one = { en: 'somebody new', fr: 'quelqu’un de nouveau' }
  const [first, ...others] = register.activities
  if (first === undefined) return expect.fail('soco does nothing')
  const changed: Register = {
    ...register,
    recipientKinds: [...register.recipientKinds, { id: 'new', role: 'team', label: one }],
    activities: [{ ...first, recipientKinds: [...first.recipientKinds, 'new'] }, ...others],
  }
  await opened(async (api) => {
    const told = async () => ((await api.call('GET', '/register/notice')).body as { uses: unknown }).uses
    expect(await publish(register, api)()).toBe('in force')
    expect(await told()).toEqual(JSON.parse(JSON.stringify(usesOf(register))))
    expect(JSON.stringify(await told())).not.toContain(one.fr)
    expect(await publish(changed, api)()).toBe('in force')
    expect(await told()).toEqual(JSON.parse(JSON.stringify(usesOf(changed))))
    expect(JSON.stringify(await told())).toContain(one.fr)
  })
})
