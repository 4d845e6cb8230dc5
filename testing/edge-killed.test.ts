/** The real journal on the real disk, killed a hundred times while it writes: what it said is durable is there, once. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openJournal } from '../edge/journal/journal.ts'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { expect, it } from 'vitest'
import { chanceFrom } from './simulation/random.ts'

const ENTRY = fileURLToPath(new URL('./edge-process.ts', import.meta.url))
const KILLS = 100
const AT_ONCE = 4

/** Lets it write a while after its first words, kills it, and gives back what it had promised by then. */
const lifeOf = (folder: string, life: number, afterLines: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, folder, String(life)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A hundred starts of the same few files.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'loge-compile-cache') },
    })
    let said = ''
    let trouble = ''
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.split('\n').length > afterLines) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      // A line without its end may have been cut by the kill.
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1))
      else reject(new Error(trouble))
    })
  })

/** One folder, killed again and again; then opened for good. Gives back how many events were promised. */
const killRepeatedly = async (folder: string, kills: number, seed: number): Promise<number> => {
  const chance = chanceFrom(seed)
  const promised = new Map<number, string>()
  for (let life = 1; life <= kills; life += 1) {
    for (const line of await lifeOf(folder, life, chance.integer(1, 30))) {
      const [sequence = '', name = ''] = line.split(' ')
      expect(promised.has(Number(sequence)), `number ${sequence} is used once`).toBe(false)
      promised.set(Number(sequence), name)
    }
  }
  const found = new Map<number, string>()
  const { journal, recovered } = await openJournal(await realDisk(folder), realWorld, undefined, (event) => {
    expect(found.has(event.sequence)).toBe(false)
    found.set(event.sequence, String(event.payload['name']))
  })
  await journal.close()
  for (const [sequence, name] of promised) expect(found.get(sequence)).toBe(name)
  expect(new Set(found.values()).size).toBe(found.size)
  expect(recovered.lastSequence).toBe(found.size)
  return promised.size
}

it(`keeps every acknowledged event, once and under its number, through ${KILLS} kills`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-killed-'))
  try {
    const folders = Array.from({ length: AT_ONCE }, (_, index) => join(folder, String(index)))
    const counts = await Promise.all(
      folders.map((one, index) => killRepeatedly(one, KILLS / AT_ONCE, index + 1)),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(KILLS)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 240_000)
