import { describe, expect, test } from 'vitest'
import { A4, COLUMN_GAP, layOut, PAPER_SIZES, PAPERS, perSheet } from './papers.ts'
import { drawCode } from './draw-code.ts'

const labels = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('sheets of labels', () => {
  test.each(PAPER_SIZES)('of %s mm fit on A4 with room around them', (size) => {
    const { columns, rows, width, height } = PAPERS[size]
    expect(columns * width + (columns - 1) * COLUMN_GAP).toBeLessThanOrEqual(A4.width - 4)
    expect(rows * height).toBeLessThanOrEqual(A4.height - 10)
  })

  test('leave the labels empty that were used before, and lose none', () => {
    const paper = PAPERS['63.5x33.9']
    expect(perSheet(paper)).toBe(24)
    expect(layOut([], paper, 5)).toEqual([])
    expect(layOut(labels(24), paper, 0)).toHaveLength(1)
    const sheets = layOut(labels(24), paper, 5)
    expect(sheets.map(({ length }) => length)).toEqual([24, 5])
    expect(sheets[0]?.slice(0, 6)).toEqual([undefined, undefined, undefined, undefined, undefined, 0])
    expect(sheets.flat().filter((label) => label !== undefined)).toEqual(labels(24))
    expect(layOut(labels(1), paper, 99)).toHaveLength(1)
  })
})

test('a code is drawn square for square, with the quiet margin a camera needs', () => {
  const { size, path } = drawCode('https://loge.example/doors?entrance=ent_00000000000000000000000000000001')
  const dark = new Set(
    [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, run]) =>
      Array.from({ length: Number(run) }, (_, step) => `${Number(x) + step} ${y}`),
    ),
  )
  // The three finders, by their outer corners and their white rings.
  const last = size - 5
  for (const corner of ['4 4', `${last} 4`, `4 ${last}`]) expect(dark).toContain(corner)
  for (const light of ['0 0', '3 4', '5 5', `${last - 1} 5`, `${last} ${last + 1}`])
    expect(dark).not.toContain(light)
  expect((size - 8 - 17) % 4).toBe(0)
})
