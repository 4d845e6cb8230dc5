/** The little of the tar format (POSIX ustar) that a backup needs, so that any tar program lists and unpacks one. */
const BLOCK = 512

export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

/** Two empty blocks end an archive: what does not end so was cut short. */
export const TAR_END = Buffer.alloc(2 * BLOCK)
export const TAR_BLOCK = BLOCK

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

const sumOf = (header: Uint8Array): number => {
  let sum = 0
  // Its own eight bytes count as spaces.
  for (const [at, byte] of header.entries()) sum += at >= 148 && at < 156 ? 32 : byte
  return sum
}

export const tarHeader = (name: string, size: number, atMs: number): Buffer => {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new RangeError(`the name ${name} is too long for an archive`)
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(Math.floor(atMs / 1000), 12), 136)
  header.write('0', 156)
  header.write('ustar\x0000', 257, 'latin1')
  header.write(octal(sumOf(header), 7), 148)
  header.write(' ', 155)
  return header
}

export interface TarEntry {
  readonly name: string
  readonly size: number
}

/** `undefined` for the empty block of the end; throws for anything that is no header. */
export const readTarHeader = (header: Buffer): TarEntry | undefined => {
  if (header.every((byte) => byte === 0)) return undefined
  const text = (from: number, length: number): string =>
    header.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  const size = Number.parseInt(text(124, 12), 8)
  if (Number.parseInt(text(148, 8), 8) !== sumOf(header) || !Number.isSafeInteger(size))
    throw new RangeError('not a header of an archive')
  return { name: text(0, 100), size }
}
