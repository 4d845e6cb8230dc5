/** The proof of the log: the tree of RFC 6962, canonical text, and what an erasure leaves provable. */
import { createHash } from 'node:crypto'
import { asId, instant } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, storable, type Json } from '@loge/kernel'
import { commitmentOf, leafOf, type EventPublicPart } from './evidence.ts'
import { inclusionPath, merkleRoot, rootOfInclusion, type Sha256 } from './merkle.ts'

const sha256: Sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const leaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 40 })

describe('the Merkle tree', () => {
  test('gives the roots RFC 6962 implementations give', () => {
    // Test vectors of the reference implementation (certificate-transparency, merkletree tests).
    const inputs = ['', '00', '10', '2021', '3031', '40414243'].map((text) => Buffer.from(text, 'hex'))
    expect(hex(merkleRoot(sha256, []))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(hex(merkleRoot(sha256, inputs.slice(0, 1)))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(hex(merkleRoot(sha256, inputs.slice(0, 6)))).toBe(
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    )
  })

  test('proves each leaf, and no other leaf at its place', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, pick) => {
        const index = pick % all.length
        const leaf = all[index] ?? new Uint8Array()
        const root = hex(merkleRoot(sha256, all))
        const inclusion = { leaf, index, count: all.length, path: inclusionPath(sha256, all, index) }
        expect(hex(rootOfInclusion(sha256, inclusion) ?? new Uint8Array())).toBe(root)
        const altered = Uint8Array.from(leaf, (byte, at) => (at === 0 ? byte ^ 1 : byte))
        expect(hex(rootOfInclusion(sha256, { ...inclusion, leaf: altered }) ?? new Uint8Array())).not.toBe(
          root,
        )
        expect(rootOfInclusion(sha256, { ...inclusion, path: [...inclusion.path, leaf] })).not.toEqual(
          merkleRoot(sha256, all),
        )
      }),
    )
  })

  test('has another root when any leaf changes, moves, is added or taken away', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (all, pick) => {
        const index = pick % all.length
        const root = hex(merkleRoot(sha256, all))
        const altered = all.map((leaf, at) => (at === index ? leaf.map((byte) => byte ^ 0xff) : leaf))
        expect(hex(merkleRoot(sha256, altered))).not.toBe(root)
        expect(hex(merkleRoot(sha256, all.toSpliced(index, 1)))).not.toBe(root)
        expect(hex(merkleRoot(sha256, [...all, ...all.slice(-1)]))).not.toBe(root)
      }),
    )
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order of keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).toReversed())
        const text = canonicalJson(value as Json)
        expect(canonicalJson(shuffled as Json)).toBe(text)
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(text)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('is taken of text that a database can hold', () => {
    expect(storable('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc')
  })
})

describe('the leaf of a row', () => {
  const part: EventPublicPart = {
    organizationId: asId('organization', '0190a000-0000-7000-8000-000000000001'),
    id: '0190a000-0000-7000-8000-000000000002',
    type: 'entrance.opened',
    version: 1,
    retention: 'movement',
    occurredAt: instant(1),
    receivedAt: instant(2),
    filedAt: instant(1),
    late: false,
    siteId: null,
    entranceId: null,
    deviceId: null,
    edge: null,
  }
  const subject = { personId: 'p', actor: { kind: 'unknown' }, payload: { grant: 'g' } } as const
  const salt = new Uint8Array(16).fill(7)

  test('follows from the public part and the commitment alone, so it survives the loss of subject and salt', () => {
    const commitment = commitmentOf(sha256, salt, subject)
    const kept: Uint8Array = Uint8Array.from(commitment)
    expect(hex(leafOf(sha256, part, kept))).toBe(hex(leafOf(sha256, part, commitment)))
  })

  test('changes with every public field, with the subject and with the salt', () => {
    const leaf = hex(leafOf(sha256, part, commitmentOf(sha256, salt, subject)))
    const others = [
      leafOf(sha256, { ...part, type: 'entrance.refused' }, commitmentOf(sha256, salt, subject)),
      leafOf(sha256, { ...part, filedAt: instant(2) }, commitmentOf(sha256, salt, subject)),
      leafOf(sha256, part, commitmentOf(sha256, salt, { ...subject, personId: null })),
      leafOf(sha256, part, commitmentOf(sha256, salt, { ...subject, payload: { grant: 'h' } })),
      leafOf(sha256, part, commitmentOf(sha256, new Uint8Array(16), subject)),
    ]
    expect(others.map(hex)).not.toContain(leaf)
  })
})
