/** How a file of cells separates them: found by looking at its beginning. */

export const SEPARATORS = [';', ',', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

const LINES_LOOKED_AT = 50

/** How often each separator stands outside quotes, line by line. */
const countsPerLine = (text: string): readonly ReadonlyMap<string, number>[] => {
  const lines: Map<string, number>[] = [new Map()]
  let inQuotes = false
  for (const letter of text) {
    if (letter === '"') inQuotes = !inQuotes
    if (inQuotes) continue
    if (letter === '\n') {
      if (lines.length === LINES_LOOKED_AT) break
      lines.push(new Map())
    } else {
      const line = lines.at(-1)
      line?.set(letter, (line.get(letter) ?? 0) + 1)
    }
  }
  return lines.filter((line) => line.size > 0)
}

/** The one that cuts the header and the most lines in the same number of pieces; a file of one column has none. */
export const findSeparator = (beginning: string): Separator => {
  const lines = countsPerLine(beginning)
  const scored = SEPARATORS.map((separator) => {
    const inHeader = lines[0]?.get(separator) ?? 0
    const alike = lines.filter((line) => (line.get(separator) ?? 0) === inHeader).length
    return {
      separator,
      inHeader,
      score: inHeader === 0 ? 0 : alike / lines.length + Math.min(inHeader, 99) / 1_000,
    }
  })
  const [best] = scored.toSorted((one, other) => other.score - one.score)
  return best === undefined || best.score === 0 ? ',' : best.separator
}
