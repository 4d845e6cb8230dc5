/** `npm run simulate -- --seed N --days D`: one residence from a seed, judged; the same seed fails the same way. */
import { parseArgs } from 'node:util'
import { tellRuledStory } from './simulation/ruled-story.ts'
import { simulate } from './simulation/simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

const USAGE = `npm run simulate -- --seed N --days D [--seeds COUNT]
  Two buildings and their server in one process: lost, doubled and delayed messages, crashes, torn writes, wrong clocks.
  Then a house whose doors have rules (zones, airlocks, two people, the first who opens, a lift): every decision compared.
  Prints what happened and what an independent oracle says of it; ends with 1 when anything was wrong.`

const run = async (): Promise<boolean> => {
  let good = true
  const first = Number(values.seed)
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    const report = await simulate({ seed, days: Number(values.days) })
    const { presentations, opened, commands, crashes, logged, outcomes, wrong, trace } = report
    const ends = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
    process.stdout.write(
      `seed ${seed}: ${presentations} badges, ${opened} unlocks, ${commands} commands (${ends.join(', ')}), ` +
        `${crashes} crashes, ${logged} events in the log: ${wrong.length === 0 ? 'nothing wrong' : `${wrong.length} wrong`}\n`,
    )
    const ruled = await tellRuledStory(seed)
    const stood = Object.entries(ruled.seen).map(([what, count]) => `${count} ${what}`)
    process.stdout.write(
      `  doors with rules: ${ruled.decisions} decisions (${stood.join(', ')}): ${ruled.wrong.length === 0 ? 'nothing wrong' : `${ruled.wrong.length} wrong`}\n`,
    )
    if (wrong.length + ruled.wrong.length === 0) continue
    good = false
    for (const one of [{ wrong, trace }, ruled])
      if (one.wrong.length > 0)
        process.stdout.write(
          `${[...one.wrong.slice(0, 20), 'trace:', ...one.trace.slice(-60)].map((line) => `  ${line}`).join('\n')}\n`,
        )
    process.stdout.write(`again: npm run simulate -- --seed ${seed} --days ${values.days}\n`)
  }
  return good
}

if (values.help) process.stdout.write(`${USAGE}\n`)
else process.exitCode = (await run()) ? 0 : 1
