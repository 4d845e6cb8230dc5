import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { holdDataDir } from './data-dir.ts'

const folders: string[] = []
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'loge-data-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true })
})

describe('the data directory', () => {
  it('is made, held and given back', async () => {
    const dataDir = join(await folder(), 'with a space')
    const release = holdDataDir(dataDir)
    expect(existsSync(join(dataDir, 'loge.pid'))).toBe(true)
    release()
    expect(existsSync(join(dataDir, 'loge.pid'))).toBe(false)
  })

  it('is refused while another living process holds it, with the process and what to do', async () => {
    const dataDir = await folder()
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    try {
      await writeFile(join(dataDir, 'loge.pid'), String(other.pid))
      expect(() => holdDataDir(dataDir)).toThrow(new RegExp(`process ${other.pid}.*LOGE_DATA_DIR`))
    } finally {
      other.kill()
    }
  })

  it('is taken over from a process that died without giving it back', async () => {
    const dataDir = await folder()
    await writeFile(join(dataDir, 'loge.pid'), '999999999')
    holdDataDir(dataDir)()
  })

  it('is refused when it is a file or cannot be written', async () => {
    const path = join(await folder(), 'file')
    await writeFile(path, '')
    expect(() => holdDataDir(join(path, 'below'))).toThrow(/cannot be written/)
  })
})
