import { describe, expect, it } from 'vitest'
import type { House } from './story.ts'
import { simulate } from './simulate.ts'

const DAYS = 0.1
const again = (seed: number): string => `npm run simulate -- --seed ${seed} --days ${DAYS}`

/** The wrongs of several seeds with a fault put in on purpose. */
const wrongWith = async (mutate: (house: House) => void): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (let seed = 1; seed <= 12 && wrong.length === 0; seed += 1) {
    wrong.push(...(await simulate({ seed, days: DAYS, mutate })).wrong)
  }
  return wrong
}

describe('a residence in trouble', () => {
  it('keeps every promise in 50 stories', async () => {
    const seen = { crashes: 0, opened: 0, commands: 0, logged: 0 }
    for (let seed = 1; seed <= 50; seed += 1) {
      const report = await simulate({ seed, days: DAYS })
      expect(report.wrong, again(seed)).toEqual([])
      for (const name of ['crashes', 'opened', 'commands', 'logged'] as const) seen[name] += report[name]
    }
    expect(seen.crashes).toBeGreaterThan(200)
    expect(seen.opened).toBeGreaterThan(3_000)
    expect(seen.commands).toBeGreaterThan(2_000)
    expect(seen.logged).toBeGreaterThan(20_000)
  }, 300_000)

  it('tells the same story for the same seed', async () => {
    const [one, other] = [await simulate({ seed: 7, days: DAYS }), await simulate({ seed: 7, days: DAYS })]
    expect(other).toEqual(one)
  })
})

describe('the oracle notices', () => {
  it('a disk that says it synced and did not', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.disk.skipSync = true
    })
    expect(wrong.join('\n')).toMatch(/promised but not in the log|where \d+ belongs|healed, but/)
  })

  it('a command carried out past its deadline', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.deadlinesIgnored = true
    })
    expect(wrong.join('\n')).toMatch(/ms late/)
  })

  it('a door that opens for everybody', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.opensForEverybody = true
    })
    expect(wrong.join('\n')).toMatch(/opened without a right|opened for nobody/)
  })

  it('a door left open by a loss of power', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.neverLocks = true
    })
    expect(wrong.join('\n')).toMatch(/left open/)
  })

  it('a forced door that nobody is told of', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.sensesNothing = true
    })
    expect(wrong.join('\n')).toMatch(/was forced at \d+, and is told so 0 times/)
  })

  it('an event delivered twice under two numbers', async () => {
    const wrong = await wrongWith(({ building }) => {
      building.recordsTwice = true
    })
    expect(wrong.join('\n')).toMatch(/times in the log|ends/)
  })
})
