/** Takes the parts of a workbook that are needed out of its zip, and stops while inflating when they grow too large. */
import { Unzip, UnzipInflate } from 'fflate'
import { LIMITS } from '../../core/index.ts'
import { nextTurn } from './breathe.ts'
import { fileUnreadable, inflatesTooMuch } from './problems.ts'

const PIECE = 16 * 1024
const MOST_ENTRIES = 2_000

export type Parts = ReadonlyMap<string, Uint8Array>

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Every entry whose name is wanted, inflated; others are passed over unread. */
export const inflateParts = async (bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Parts> => {
  const pieces = new Map<string, Uint8Array[]>()
  let inflated = 0
  let entries = 0
  let failure: Error | undefined
  const unzip = new Unzip((file) => {
    entries += 1
    if (entries > MOST_ENTRIES) failure ??= inflatesTooMuch()
    if (failure !== undefined || !wanted(file.name)) return
    const own: Uint8Array[] = []
    pieces.set(file.name, own)
    file.ondata = (error, piece) => {
      if (error) failure ??= fileUnreadable()
      inflated += piece?.length ?? 0
      if (inflated > LIMITS.inflatedBytes) failure ??= inflatesTooMuch()
      if (failure === undefined) own.push(piece)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let start = 0; start < bytes.length; start += PIECE) {
    try {
      unzip.push(bytes.subarray(start, start + PIECE), start + PIECE >= bytes.length)
    } catch {
      failure ??= fileUnreadable()
    }
    if (failure !== undefined) throw failure
    await nextTurn()
  }
  return new Map([...pieces].map(([name, own]) => [name, joined(own)]))
}
