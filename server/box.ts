/** What `npm start` prints: one line per step while it works, and a box at the end with what a person needs. */

export interface BoxLine {
  readonly label: string
  readonly value: string
}

/** Draws a frame that fits its longest line; addresses stay whole so that a terminal can open them. */
export const drawBox = (title: string, lines: readonly BoxLine[]): string => {
  const labelWidth = Math.max(...lines.map((line) => line.label.length))
  const rows = lines.map((line) =>
    line.label === '' ? line.value : `${line.label.padEnd(labelWidth)}  ${line.value}`,
  )
  const width = Math.max(title.length, ...rows.map((row) => row.length))
  const rule = '─'.repeat(width + 2)
  const body = rows.map((row) => `│ ${row.padEnd(width)} │`)
  return [`┌${rule}┐`, `│ ${title.padEnd(width)} │`, `├${rule}┤`, ...body, `└${rule}┘`].join('\n')
}

/** A line per step, with how long it took once it is done. */
export const createSteps =
  (write: (text: string) => void, monotonicMs: () => number) =>
  async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    const began = monotonicMs()
    const value = await work()
    write(`  ${name} (${((monotonicMs() - began) / 1000).toFixed(1)} s)\n`)
    return value
  }
