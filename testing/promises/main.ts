/** `npm run promises`: how many of the promises of the founding documents are kept, each by a named test that passes. */
import { parseArgs } from 'node:util'
import { countPromises, judgePromises, type Count, type Judged, type State } from './judge.ts'
import { readReport, runClaims } from './run-claims.ts'
import { filesThatClaim, readWritten } from './written.ts'

const USAGE = `npm run promises -- [--results REPORT] [--list STATE] [--json]
  Runs the tests that name a promise in their title ([S1-59]), or reads REPORT (vitest --reporter=json).
  Prints for each founding document: promises, kept, partly, not yet, not software. --list kept|partly|notYet|notSoftware
  prints the promises in that state. Ends with 1 when a claim fails or the written lists contradict the tests.`

const COLUMNS = ['promises', 'kept', 'partly', 'notYet', 'notSoftware'] as const
const HEADINGS = ['promises', 'kept', 'partly', 'not yet', 'not software']

const line = (first: string, rest: readonly (string | number)[]): string =>
  `${first.padEnd(10)}${rest.map((cell) => String(cell).padStart(14)).join('')}\n`

const row = (name: string, count: Count): string =>
  line(
    name,
    COLUMNS.map((column) => count[column]),
  )

const STATES: readonly string[] = ['kept', 'partly', 'notYet', 'notSoftware'] satisfies readonly State[]

const described = ({ promise, why, claims }: Judged): string =>
  `${promise.id.padEnd(8)}${promise.kind.padEnd(8)}${promise.says}${why === undefined ? '' : `\n${' '.repeat(16)}${why}`}` +
  `${claims.map((title) => `\n${' '.repeat(16)}${title}`).join('')}\n`

const { values } = parseArgs({
  options: {
    results: { type: 'string' },
    list: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const run = async (): Promise<boolean> => {
  const results =
    values.results === undefined ? await runClaims(await filesThatClaim()) : await readReport(values.results)
  const { judged, faults } = judgePromises(await readWritten(), results)
  const counts = countPromises(judged)
  if (values.json) process.stdout.write(`${JSON.stringify(counts)}\n`)
  else {
    const { list } = values
    if (list !== undefined)
      process.stdout.write(
        `${judged
          .filter(({ state }) => state === list)
          .map(described)
          .join('')}\n`,
      )
    process.stdout.write(line('document', HEADINGS))
    for (const [name, count] of Object.entries(counts.documents)) process.stdout.write(row(name, count))
    process.stdout.write(row('total', counts.total))
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  return faults.length === 0
}

if (values.help || (values.list !== undefined && !STATES.includes(values.list)))
  process.stdout.write(`${USAGE}\n`)
else process.exitCode = (await run()) ? 0 : 1
