import { describe, expect, it } from 'vitest'
import { allowOpening, CLOSED_LEAF, EXPLANATION_MS, leafMoved, leafStands, leafWaited } from './leaf.ts'

describe('the leaf of a door', () => {
  it('that opens just before its exit button is heard was opened, not forced', () => {
    const opened = leafMoved(CLOSED_LEAF, true, 10_000)
    expect(opened.facts).toEqual([])
    const pressed = allowOpening(opened.leaf, 10_040, 5_000)
    expect(leafWaited(pressed, 60_000, 10_500).facts).toEqual([{ kind: 'opened', agoMs: 500 }])
  })

  it('that nothing explains was forced, when it opened and not when it was told', () => {
    const opened = leafMoved(CLOSED_LEAF, true, 10_000)
    expect(leafWaited(opened.leaf, 60_000, 10_000 + EXPLANATION_MS - 1).facts).toEqual([])
    const waited = leafWaited(opened.leaf, 60_000, 10_000 + EXPLANATION_MS)
    expect(waited.facts).toEqual([{ kind: 'forced', agoMs: EXPLANATION_MS }])
    expect(leafWaited(waited.leaf, 60_000, 20_000).facts).toEqual([])
  })

  it('that closes again before anything explained it was forced too', () => {
    const opened = leafMoved(CLOSED_LEAF, true, 10_000)
    expect(leafMoved(opened.leaf, false, 10_700).facts).toEqual([
      { kind: 'forced', agoMs: 700 },
      { kind: 'closed', openMs: 700 },
    ])
  })

  it('that is found open when listening begins was not forced, but may be held open', () => {
    const found = leafStands(CLOSED_LEAF, true, 10_000)
    expect(found.facts).toEqual([])
    expect(leafMoved(found.leaf, true, 10_100).facts).toEqual([])
    expect(leafWaited(found.leaf, 60_000, 20_000).facts).toEqual([])
    expect(leafWaited(found.leaf, 60_000, 70_000).facts).toEqual([{ kind: 'heldOpen', openMs: 60_000 }])
    expect(leafStands(found.leaf, false, 12_000).facts).toEqual([{ kind: 'closed', openMs: 2_000 }])
  })
})
