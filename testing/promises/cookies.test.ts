/** What the product writes on a device: how it is protected, that nobody is named in it, and that nothing else is written. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { completed, defaultRegister, type Register } from '@loge/features/law/core'
import { renderDocument } from '@loge/features/privacy/core'
import { sessionCookieFor } from '@loge/http'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { describe, expect, test } from 'vitest'
import { makeToken } from '../../features/accounts/server/tokens.ts'
import { choiceCookie } from '../../features/privacy/server/documents/choice-cookie.ts'
import { readPresets } from './preset-claims.ts'

const ROOT = join(import.meta.dirname, '../..')
const presets = await readPresets()
const of = (name: string): Register =>
  completed(presets.find((one) => one.name === name)?.register ?? expect.fail(`no ${name}`))

const tableOf = (register: Register, language: 'en' | 'fr'): readonly (readonly string[])[] => {
  const listed = renderDocument('cookie_policy', register)[language].sections.find(
    ({ id }) => id === 'listed',
  )
  const [table] = listed?.blocks.filter(({ kind }) => kind === 'table') ?? []
  return table?.kind === 'table' ? table.rows : expect.fail('no table')
}

test('the cookie of a session is closed to scripts, bound to a secure line and to the site, random, and ends; the cookie page lists it [S0-80 1/2]', () => {
  const organizationId = newId(realWorld, 'organization')
  const tokens = new Set(Array.from({ length: 50 }, () => makeToken(realWorld, organizationId).text))
  expect(tokens.size).toBe(50)
  const sessionCookie = sessionCookieFor('https://loge.example')
  const { name } = sessionCookie
  const [session = ''] = sessionCookie.set([...tokens][0] ?? '', 604_800)
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=604800', 'Path=/'])
    expect(session.split('; ')).toContain(attribute)
  for (const language of ['en', 'fr'] as const)
    expect(tableOf(of('soone'), language).map(([listed]) => listed)).toContain(`loge, ${name}`)
})

test('each tracker is listed with name, provider, kind, purpose and lifetime, in both languages, under every preset', () => {
  for (const { name } of presets)
    for (const language of ['en', 'fr'] as const) {
      const { trackers } = of(name)
      const rows = tableOf(of(name), language)
      expect(rows).toHaveLength(trackers.length)
      for (const row of rows)
        for (const cell of row)
          expect([name, row[0], cell]).toEqual([name, row[0], expect.stringMatching(/./)])
      for (const [index, { provider, purpose }] of trackers.entries())
        expect([rows[index]?.[1], rows[index]?.[3]]).toEqual([provider, purpose[language]])
    }
})

describe('no cookie says who somebody is', () => {
  const person = { name: 'Ana Diaz', email: 'ana@example.org', phone: '+33612345678' }
  const accountId = newId(realWorld, 'account')
  const organizationId = newId(realWorld, 'organization')
  const cookies = [
    ...sessionCookieFor('https://loge.example').set(makeToken(realWorld, organizationId).text, 600),
    choiceCookie(
      {
        id: `cck_${newId(realWorld, 'cookieChoice').replaceAll('-', '')}`,
        accepted: ['audience'],
        maxAgeS: 600,
      },
      'https://loge.example',
    ),
  ]
  const readings = (value: string): readonly string[] => [
    value,
    decodeURIComponent(value),
    Buffer.from(value, 'base64').toString('latin1'),
    Buffer.from(value, 'base64url').toString('hex'),
    ...value.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8')),
  ]

  test('in the clear, in base64, or as the parts of a token [S2-48]', () => {
    expect(cookies).toHaveLength(3)
    for (const cookie of cookies) {
      const value = cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'))
      for (const reading of readings(value))
        for (const said of [...Object.values(person), accountId, accountId.replaceAll('-', '')])
          expect(reading.toLowerCase()).not.toContain(said.toLowerCase())
    }
  })
})

const sources = async (
  folder: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> => {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && /\.(?:tsx?|js)$/.test(entry.name) && !/\.(?:test|spec)\./.test(entry.name),
  )
  return Promise.all(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('node_modules') && !path.includes('/dist/'))
      .map(async (path) => ({ path: path.slice(ROOT.length + 1), text: await readFile(path, 'utf8') })),
  )
}

/** The choice and its cookie; and the hint that somebody is signed in, taken away. */
const COOKIE_WRITERS: ReadonlySet<string> = new Set([
  'web/public/choices.js',
  'features/accounts/screens/sign-in/hint.ts',
])

test('pages reach storage by declared names alone, and the disk not at all [S2-49 1/2]', async () => {
  const declared = new Set(defaultRegister.trackers.map(({ name }) => name))
  const all = [...(await sources('web')), ...(await sources('ui')), ...(await sources('features'))].filter(
    ({ path }) => !path.includes('/server/') && !path.includes('/core/'),
  )
  expect(all.length).toBeGreaterThan(100)
  const stores = all.filter(({ text }) => /\b(?:localStorage|sessionStorage)\b/.test(text))
  expect(stores.length).toBeGreaterThan(1)
  for (const { path, text } of stores)
    for (const [, name = ''] of text.matchAll(/'(loge[.][\w.]+)'/g))
      expect([path, name, declared.has(name)]).toEqual([path, name, true])
  for (const { path, text } of all) {
    expect([
      path,
      /indexedDB\.open|showOpenFilePicker|showSaveFilePicker|showDirectoryPicker|requestFileSystem|navigator\.storage|caches\.open/.test(
        text,
      ),
    ]).toEqual([path, false])
    expect([path, /document\.cookie\s*=/.test(text)]).toEqual([path, COOKIE_WRITERS.has(path)])
  }
})

test('what no longer works once cookies are refused is named, beside how to refuse them [S4-68]', () => {
  for (const language of ['en', 'fr'] as const) {
    const { sections } = renderDocument('cookie_policy', of('soco'))[language]
    const refusing = JSON.stringify(sections.find(({ id }) => id === 'refusing'))
    for (const { refusing: said } of of('soco').surfaces) expect(refusing).toContain(said[language])
    expect(refusing).toMatch(
      language === 'en' ? /no longer remembers your preferences/ : /ne retient alors plus vos préférences/,
    )
  }
})
