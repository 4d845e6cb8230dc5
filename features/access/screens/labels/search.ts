/** Which labels are printed on which paper, as an address. */
import { PAPER_SIZES, PAPERS, type PaperSize, perSheet } from './papers.ts'

export const LABELLED = ['entrances', 'equipment', 'everything'] as const
export type Labelled = (typeof LABELLED)[number]

export interface LabelSearch {
  readonly what?: Labelled
  readonly paper?: PaperSize
  /** How many labels of the first sheet are used already. */
  readonly skip?: number
  /** Entrances and devices, one or some: nothing else is printed. */
  readonly only?: string
}

export const readLabelSearch = (raw: Readonly<Record<string, unknown>>): LabelSearch => {
  const what = LABELLED.find((known) => known === raw['what'])
  const paper = PAPER_SIZES.find((known) => known === raw['paper'])
  const skip = Number(raw['skip'])
  const { only } = raw
  return {
    ...(what === undefined ? {} : { what }),
    ...(paper === undefined ? {} : { paper }),
    ...(Number.isInteger(skip) && skip > 0 && skip < perSheet(PAPERS[paper ?? PAPER_SIZES[0] ?? '63.5x38.1'])
      ? { skip }
      : {}),
    ...(typeof only === 'string' && /^(ent|dev)_[0-9a-f]{32}(\.(ent|dev)_[0-9a-f]{32})*$/.test(only)
      ? { only }
      : {}),
  }
}
