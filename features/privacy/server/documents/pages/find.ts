/** Where a word stands in a document, whatever its capitals and accents. */
import type { Block, Rendering } from '../../../core/index.ts'

export interface Hit {
  /** Of the section. */
  readonly id: string
  readonly title: string
  readonly before: string
  readonly word: string
  readonly after: string
}

const AROUND = 48
const MOST = 50

/** Sign by sign, so that a place in what comes out is the same place in what went in. */
const bare = (said: string): string =>
  Array.from(said, (sign) => Array.from(sign.normalize('NFD').toLowerCase())[0] ?? sign).join('')

const saidIn = (block: Block): readonly string[] => {
  if (block.kind === 'text') return [block.text]
  return block.kind === 'list' ? block.items : block.rows.map((row) => row.join(' · '))
}

/** Undefined when nothing was asked for. */
export const findIn = ({ sections }: Rendering, asked: string): readonly Hit[] | undefined => {
  const word = bare(asked.trim())
  if (word === '') return undefined
  const hits = sections.flatMap(({ id, title, summary = '', blocks }) =>
    [title, summary, ...blocks.flatMap(saidIn)].flatMap((said): readonly Hit[] => {
      const signs = Array.from(said)
      const at = Array.from(bare(said).split(word, 1).join('')).length
      if (at === signs.length) return []
      const end = at + Array.from(word).length
      const piece = (from: number, to: number) => signs.slice(Math.max(0, from), to).join('')
      return [
        { id, title, before: piece(at - AROUND, at), word: piece(at, end), after: piece(end, end + AROUND) },
      ]
    }),
  )
  return hits.slice(0, MOST)
}
