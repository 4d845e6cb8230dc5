import { createPublicKey, verify } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadKeys } from './keys.ts'

const folders: string[] = []
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'loge-keys-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true })
})

describe('the keys of an installation', () => {
  it('are the same at the next start and readable by their owner alone', async () => {
    const dataDir = await folder()
    const first = await loadKeys(dataDir)
    const sealed = first.seal(Buffer.from('a door code'))
    const second = await loadKeys(dataDir)
    expect(Buffer.from(second.open(sealed)).toString()).toBe('a door code')
    expect((await stat(join(dataDir, 'keys', 'sealing.key'))).mode & 0o077).toBe(0)
  })

  it('hide what they seal, and refuse it where it was changed or comes from another installation [S1-11 2/3]', async () => {
    const mine = await loadKeys(await folder())
    const other = await loadKeys(await folder())
    const sealed = mine.seal(Buffer.from('a door code'))
    for (const word of ['a door code', 'door', 'code']) expect(Buffer.from(sealed).includes(word)).toBe(false)
    // The same twice looks like nothing twice.
    expect(Buffer.from(mine.seal(Buffer.from('a door code'))).equals(sealed)).toBe(false)
    expect(Buffer.from(mine.open(sealed)).toString()).toBe('a door code')
    expect(() => other.open(sealed)).toThrow()
    sealed[14] = (sealed[14] ?? 0) ^ 1
    expect(() => mine.open(sealed)).toThrow()
  })

  it('sign so that anyone with the public key can check', async () => {
    const keys = await loadKeys(await folder())
    const content = Buffer.from('snapshot 12')
    const publicKey = createPublicKey({ key: Buffer.from(keys.publicKey), format: 'der', type: 'spki' })
    expect(verify(null, content, publicKey, keys.sign(content))).toBe(true)
    expect(verify(null, Buffer.from('snapshot 13'), publicKey, keys.sign(content))).toBe(false)
  })
})
