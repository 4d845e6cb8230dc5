/** `npm run bench -- <name>… [--json]`: measures beside peers in one run, and fails when a bar is missed. */
import { parseArgs } from 'node:util'
import type { Bar, BenchResult, Row } from './bench.ts'
import { BENCHES } from './registry.ts'

const rounded = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(4)))

const cells = (row: Row): readonly string[] => [
  row.bench,
  row.workload,
  row.subject,
  row.metric,
  `${rounded(row.value)} ${row.unit}`.trim(),
  row.ratio === undefined ? '' : `${rounded(row.ratio)} × ${row.ratioTo ?? ''}`,
]

const HEAD = ['bench', 'workload', 'subject', 'metric', 'value', 'ratio']

const table = (rows: readonly Row[]): string => {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_title, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const describeBar = (bar: Bar): string => `${bar.met ? 'met   ' : 'MISSED'}  ${bar.what}`

const print = ({ rows, bars }: BenchResult, asJson: boolean): void => {
  if (asJson) for (const row of rows) console.log(JSON.stringify(row))
  else console.log(`${table(rows)}\n`)
  // With --json, what is not data goes to the other stream.
  for (const bar of bars) (asJson ? console.error : console.log)(describeBar(bar))
}

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const unknown = positionals.filter((name) => BENCHES[name] === undefined)
  if (positionals.length === 0 || unknown.length > 0) {
    for (const name of unknown) console.error(`There is no bench named ${name}.`)
    console.error(`Usage: npm run bench -- <name>… [--json]\nBenches: ${Object.keys(BENCHES).join(', ')}`)
    return 2
  }
  let missed = 0
  for (const name of positionals) {
    const bench = await BENCHES[name]?.()
    if (bench === undefined) continue
    if (!values.json) console.log(`${bench.name}: ${bench.summary}`)
    const result = await bench.run()
    print(result, values.json)
    missed += result.bars.filter((bar) => !bar.met).length
  }
  return missed === 0 ? 0 : 1
}

process.exitCode = await main()
