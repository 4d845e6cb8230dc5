/** Sheets of labels on A4 as they are sold, and which label goes where. Lengths in millimetres. */
export interface Paper {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
}

/** By size, since makers number the same sheet differently. Rows touch, columns stand 2.5 mm apart, all centred. */
export const PAPERS = {
  '63.5x38.1': { columns: 3, rows: 7, width: 63.5, height: 38.1 },
  '63.5x33.9': { columns: 3, rows: 8, width: 63.5, height: 33.9 },
  '99.1x38.1': { columns: 2, rows: 7, width: 99.1, height: 38.1 },
  '99.1x67.7': { columns: 2, rows: 4, width: 99.1, height: 67.7 },
} as const satisfies Readonly<Record<string, Paper>>
export type PaperSize = keyof typeof PAPERS

export const PAPER_SIZES = Object.keys(PAPERS) as readonly PaperSize[]
export const COLUMN_GAP = 2.5
export const A4 = { width: 210, height: 297 } as const

export const perSheet = ({ columns, rows }: Paper): number => columns * rows

/** The labels sheet by sheet; `skip`: how many of the first sheet are used already, and stay empty (`undefined`). */
export const layOut = <Label>(
  labels: readonly Label[],
  paper: Paper,
  skip: number,
): readonly (readonly (Label | undefined)[])[] => {
  const most = perSheet(paper)
  const cells = [...Array.from({ length: Math.min(skip, most - 1) }, () => undefined), ...labels]
  return labels.length === 0
    ? []
    : Array.from({ length: Math.ceil(cells.length / most) }, (_, sheet) =>
        cells.slice(sheet * most, (sheet + 1) * most),
      )
}
