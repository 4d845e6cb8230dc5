/**
 * A disk that loses what was not synced, tears the last write and fails on demand, all from one seed. What is durable
 * outlives the process that wrote it; a dead process gets no answers any more.
 */
import type { AppendFile, Disk } from '@loge/kernel'

interface FileContent {
  /** Survives a crash. */
  durable: Uint8Array
  /** Written, not synced: a crash keeps a prefix of it. */
  written: Uint8Array
}

export interface DiskFaults {
  /** Runs before every operation: waits, or throws what the disk answers. */
  readonly before: (operation: string) => Promise<void>
  /** How much of `bytes` unsynced bytes a loss of power leaves, and whether the last of them is garbled. */
  readonly torn: (bytes: number) => { readonly kept: number; readonly garbled: boolean }
}

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

export const diskError = (code: 'ENOSPC' | 'EIO'): Error => Object.assign(new Error(code), { code })

export const NO_FAULTS: DiskFaults = {
  before: async () => undefined,
  torn: () => ({ kept: 0, garbled: false }),
}

export class SimulatedDisk {
  readonly files = new Map<string, FileContent>()
  /** A mutation the oracle must notice: sync that only says it did. */
  skipSync = false

  /** The disk as one process sees it; `faults` belong to that process. */
  mount(faults: DiskFaults = NO_FAULTS): Disk {
    const files = this.files
    return {
      list: async () => {
        await faults.before('list')
        return [...files.keys()]
      },
      read: async (name) => {
        await faults.before('read')
        const file = files.get(name)
        return file === undefined ? undefined : joined(file.durable, file.written)
      },
      readPart: async (name, from, length) => {
        await faults.before('read')
        const file = files.get(name)
        return file === undefined
          ? new Uint8Array()
          : joined(file.durable, file.written).slice(from, from + length)
      },
      append: (name) => this.#append(name, faults),
      replace: async (name, content) => {
        await faults.before('replace')
        files.set(name, { durable: Uint8Array.from(content), written: new Uint8Array() })
      },
      rename: async (from, to) => {
        await faults.before('rename')
        const file = files.get(from)
        if (file === undefined) throw diskError('EIO')
        files.delete(from)
        files.set(to, file)
      },
      truncate: async (name, length) => {
        await faults.before('truncate')
        const file = files.get(name)
        if (file === undefined) throw diskError('EIO')
        files.set(name, {
          durable: joined(file.durable, file.written).slice(0, length),
          written: new Uint8Array(),
        })
      },
      remove: async (name) => {
        await faults.before('remove')
        files.delete(name)
      },
    }
  }

  async #append(name: string, faults: DiskFaults): Promise<AppendFile> {
    await faults.before('append')
    const file = this.files.get(name) ?? { durable: new Uint8Array(), written: new Uint8Array() }
    this.files.set(name, file)
    return {
      get size() {
        return file.durable.length + file.written.length
      },
      write: async (content) => {
        await faults.before('write')
        file.written = joined(file.written, content)
      },
      sync: async () => {
        await faults.before('sync')
        if (this.skipSync) return
        file.durable = joined(file.durable, file.written)
        file.written = new Uint8Array()
      },
      close: async () => {
        await faults.before('close')
      },
    }
  }

  /** Power is gone: of what was not synced a torn prefix may remain. */
  losePower(faults: DiskFaults = NO_FAULTS): void {
    for (const file of this.files.values()) {
      const { kept, garbled } = faults.torn(file.written.length)
      const rest = file.written.slice(0, kept)
      if (garbled && rest.length > 0) rest[rest.length - 1] = (rest.at(-1) ?? 0) ^ 0x5a
      file.durable = joined(file.durable, rest)
      file.written = new Uint8Array()
    }
  }
}
