/** One written form per credential, whoever wrote it. */
import { describe, expect, it } from 'vitest'
import { normaliseCredential, readScan } from './credential-value.ts'

describe('a credential has one written form', () => {
  it.each([
    ['card', '94:C1:E3:A2', '94C1E3A2'],
    ['card', '94-c1-e3-a2', '94C1E3A2'],
    ['card', ' 0x94c1e3a2 ', '94C1E3A2'],
    ['card', '94 C1 E3 A2 11 22 33', '94C1E3A2112233'],
    ['card', '2495734690', '2495734690'],
    ['card', '04.A2.3B', '04A23B'],
    ['card', '９４c1', '94C1'],
    ['card', 'E9F35959-845B-4399-8B12-9B2A0E6E9C2F', 'E9F35959845B43998B129B2A0E6E9C2F'],
    ['card', 'not a card', undefined],
    ['card', '', undefined],
    ['card', 'F'.repeat(65), undefined],
    ['pin', '0417', '0417'],
    ['pin', '*0417#', '0417'],
    ['pin', '04 17', '0417'],
    ['pin', '12a4', undefined],
    ['pin', '12345678901234567', undefined],
    ['qr', ' loge:v:9sKq ', 'loge:v:9sKq'],
    ['qr', 'loge:\u0000', undefined],
    ['qr', 'x'.repeat(257), undefined],
    ['mobileKey', 'aB-_9', 'aB-_9'],
    ['licencePlate', ' VD 123456 ', 'VD 123456'],
  ] as const)('%s %j is %j', (kind, raw, expected) => {
    expect(normaliseCredential(kind, raw)).toBe(expected)
  })

  it('keeps its form when it is normalised again', () => {
    for (const raw of ['94:C1:E3:A2', '0x0A'])
      expect(normaliseCredential('card', normaliseCredential('card', raw) ?? '')).toBe(
        normaliseCredential('card', raw),
      )
  })
})

it('tells a card from a QR code', () => {
  expect(readScan('94:c1:e3:a2')).toEqual({ kind: 'card', value: '94C1E3A2' })
  expect(readScan('loge:v:9sKq')).toEqual({ kind: 'qr', value: 'loge:v:9sKq' })
  expect(readScan('\u0007')).toBeUndefined()
  // All digits of a code may happen to be hexadecimal.
  expect(readScan('0123456789ABCDEF0123456789')?.kind).toBe('qr')
})
