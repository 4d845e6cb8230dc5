/** Registers that come along: each file beside this feature is one, by its name. No code knows which there are. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Register } from '../core/index.ts'
import { registerShape } from '../register-wire.ts'

const folder = join(import.meta.dirname, '../presets')

export const presetNames = async (): Promise<readonly string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()

/** `undefined` when there is none of that name. */
export const readPreset = async (name: string): Promise<Register | undefined> =>
  (await presetNames()).includes(name)
    ? registerShape.parse(JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')))
    : undefined
