/** Keys the digests of credentials: from the disk at start, from the server at each welcome, never in a snapshot. */
import { createHmac } from 'node:crypto'
import type { Disk } from '@loge/kernel'

const SITE_KEY_FILE = 'site.key'

export class SiteKey {
  readonly #disk: Disk
  #key: Buffer | undefined
  #isOnDisk: boolean

  private constructor(disk: Disk, key: Buffer | undefined) {
    this.#disk = disk
    this.#key = key
    this.#isOnDisk = key !== undefined
  }

  static async open(disk: Disk): Promise<SiteKey> {
    const kept = await disk.read(SITE_KEY_FILE)
    return new SiteKey(disk, kept?.length === 32 ? Buffer.from(kept) : undefined)
  }

  async keep(hex: string): Promise<void> {
    const key = Buffer.from(hex, 'hex')
    if (this.#isOnDisk && this.#key?.equals(key)) return
    this.#key = key
    this.#isOnDisk = false
    try {
      await this.#disk.replace(SITE_KEY_FILE, key)
      this.#isOnDisk = true
    } catch {
      // The journal raises the alarm about the disk; until a restart the key counts, and each welcome brings it again.
    }
  }

  digest(input: string): string | undefined {
    return this.#key === undefined ? undefined : createHmac('sha256', this.#key).update(input).digest('hex')
  }
}
