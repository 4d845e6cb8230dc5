import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { compilePolicy, PolicyBuilder } from './compile-policy.ts'
import { aSite } from './made-up-site.fixture.ts'
import { cutSnapshot, type SnapshotHeader } from './snapshot-pieces.ts'
import { digestOf, smallSite } from './small-site.fixture.ts'

/** Good enough to tell texts apart. */
const hash = (text: string): string => text
const headerOf = (text: string): SnapshotHeader => JSON.parse(text)

const withCredentials = (count: number) => {
  const site = smallSite()
  const [credential] = site.credentials
  if (credential === undefined) throw new Error('the small site has a credential')
  const credentials = Array.from({ length: count }, (_none, position) => ({
    ...credential,
    id: `card-${position}`,
    digest: digestOf(position),
  }))
  return { ...site, credentials }
}

describe('a snapshot in pieces', () => {
  test('compiles to the policy of the whole', () => {
    fc.assert(
      fc.property(aSite, (site) => {
        const cut = cutSnapshot(site, hash)
        const header = headerOf(cut.header)
        const builder = new PolicyBuilder(header, (list) => site[list].length)
        for (const piece of header.pieces)
          builder.add(piece.list, JSON.parse(cut.pieces.get(piece.hash) ?? ''))
        expect(builder.finish()).toEqual(compilePolicy(site))
      }),
      { numRuns: 100 },
    )
  })

  test('shares all but one piece with the snapshot of one more credential', () => {
    const before = cutSnapshot(withCredentials(10_000), hash)
    const after = cutSnapshot(withCredentials(10_001), hash)
    const added = [...after.pieces.keys()].filter((each) => !before.pieces.has(each))
    expect(added).toHaveLength(1)
    expect(headerOf(after.header).pieces.at(-1)).toMatchObject({ list: 'credentials', items: 17 })
  })

  test.each([
    ['is missing', ['entrances', 'schedules', 'rules', 'grants', 'subjects']],
    ['comes too early', ['grants', 'entrances']],
    ['comes twice', ['entrances', 'entrances']],
  ] as const)('gives no policy when a list %s', (_name, lists) => {
    const site = smallSite()
    const builder = new PolicyBuilder(site, (list) => site[list].length)
    expect(() => {
      for (const list of lists) builder.add(list, site[list])
      builder.finish()
    }).toThrow(RangeError)
  })
})
