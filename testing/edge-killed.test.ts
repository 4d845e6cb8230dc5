/** The real journal on the real disk, killed a hundred times while it writes: what it said is durable is there, once. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openJournal } from '@loge/edge'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { expect, it } from 'vitest'
import { chanceFrom } from './simulation/random.ts'

const ENTRY = fileURLToPath(new URL('./edge-process.ts', import.meta.url))
const KILLS = 100

/** Lets it write a while after its first words, kills it, and gives back what it had promised by then. */
const lifeOf = (folder: string, life: number, afterLines: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, folder, String(life)], {
      stdio: ['ignore', 'pipe', 'pipe'],
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

it(`keeps every acknowledged event, once and under its number, through ${KILLS} kills`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-killed-'))
  const chance = chanceFrom(1)
  const promised = new Map<number, string>()
  try {
    for (let life = 1; life <= KILLS; life += 1) {
      for (const line of await lifeOf(folder, life, chance.integer(1, 60))) {
        const [sequence = '', name = ''] = line.split(' ')
        expect(promised.has(Number(sequence)), `number ${sequence} is used once`).toBe(false)
        promised.set(Number(sequence), name)
      }
    }
    const found = new Map<number, string>()
    const { journal, recovered } = await openJournal(
      await realDisk(folder),
      realWorld,
      undefined,
      (event) => {
        expect(found.has(event.sequence)).toBe(false)
        found.set(event.sequence, String(event.payload['name']))
      },
    )
    await journal.close()
    for (const [sequence, name] of promised) expect(found.get(sequence)).toBe(name)
    expect(new Set(found.values()).size).toBe(found.size)
    expect(recovered.lastSequence).toBe(found.size)
    expect(promised.size).toBeGreaterThan(KILLS)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
