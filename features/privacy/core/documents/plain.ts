/** A document as somebody types it: a first line, a second, then sections under `## `, each summed up after `> `, with lists under `- `. */
import { type Block, list, type Rendering, text } from './content.ts'

const ofBlock = (block: Block): string => {
  if (block.kind === 'text') return block.text
  if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n')
  return [block.head, ...block.rows].map((row) => row.join(' | ')).join('\n')
}

export const toPlain = ({ title, lead, sections }: Rendering): string =>
  [
    `# ${title}`,
    lead,
    ...sections.flatMap((one) => [
      `## ${one.title}`,
      ...(one.summary === undefined ? [] : [`> ${one.summary}`]),
      ...one.blocks.map(ofBlock),
    ]),
  ].join('\n\n')

/** Each piece between empty lines; a list is a piece whose lines all begin with a dash. */
const blockOf = (piece: string): Block => {
  const lines = piece.split('\n').map((line) => line.trim())
  return lines.every((line) => line.startsWith('- '))
    ? list(lines.map((line) => line.slice(2).trim()))
    : text(lines.join(' '))
}

/** A first piece after `> ` sums the section up. */
const partsOf = ([first = '', ...rest]: readonly string[]) =>
  first.startsWith('> ')
    ? { summary: first.slice(2).replaceAll(/\s+/g, ' ').trim(), blocks: rest.map(blockOf) }
    : { blocks: [first, ...rest].filter((piece) => piece !== '').map(blockOf) }

export const fromPlain = (typed: string): Rendering => {
  const pieces = typed
    .replaceAll('\r', '')
    // A heading is one line, whatever is typed right below it.
    .replaceAll(/^((?:#{1,2}|>) .*)$/gm, '\n\n$1\n\n')
    .split(/\n\s*\n/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const heads = pieces.flatMap((piece, index) => (piece.startsWith('## ') ? [index] : []))
  const [first = pieces.length] = heads
  const before = pieces.slice(0, first)
  const title =
    before
      .find((piece) => piece.startsWith('# '))
      ?.slice(2)
      .trim() ?? ''
  const lead = before.filter((piece) => !piece.startsWith('# ')).join(' ')
  const sections = heads.map((start, index) => ({
    id: `s${index + 1}`,
    title: (pieces[start] ?? '').slice(3).trim(),
    ...partsOf(pieces.slice(start + 1, heads[index + 1] ?? pieces.length)),
  }))
  return { title, lead, sections }
}
