import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { fileNameHeader, fileNameOf } from './file-name.ts'

test.each([
  ['attachment; filename="scan.png"', 'scan.png'],
  ["attachment; filename*=UTF-8''R%C3%A9sidents%20%28A%29.csv", 'Résidents (A).csv'],
  ['attachment; filename="plain.csv"; filename*=utf-8\'fr\'vrai.csv', 'vrai.csv'],
  ["attachment; filename*=UTF-8''%E0%A4%A", ''],
  ["attachment; filename*=UTF-8''a%00b%0D%0Ac.csv", 'abc.csv'],
  ['attachment', ''],
  ['', ''],
  [undefined, ''],
])('%j names the file %j', (header, expected) => {
  expect(fileNameOf(header)).toBe(expected)
})

test.prop([fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })])(
  'a name arrives as it was sent',
  (name) => {
    const header = fileNameHeader(name)
    expect(header).toMatch(/^[\x20-\x7e]+$/)
    expect(fileNameOf(header)).toBe(name.replaceAll(/\p{Cc}/gu, '').trim())
  },
)

test('half a letter, as some file systems keep it, stops no file and comes out of none', () => {
  expect(fileNameOf(fileNameHeader('a\ud83d.pdf'))).toBe('a\ufffd.pdf')
  expect(fileNameOf(fileNameHeader(`${'😀'.repeat(99)}x.pdf`)).isWellFormed()).toBe(true)
})

test('of a name that is too long the end stays, which says what kind of file it is', () => {
  expect(fileNameOf(fileNameHeader(`${'x'.repeat(300)}.pdf`))).toBe(`${'x'.repeat(196)}.pdf`)
})
