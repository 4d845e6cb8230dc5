/** Follows the frames of an MQTT stream, so that an oversized packet is refused before anybody collects its bytes. */

/** Fixed header: one byte of type, then the remaining length in at most four bytes of seven bits (MQTT 3.1.1 §2.2.3). */
const LENGTH_BYTES_MAX = 4

/** Takes the stream chunk by chunk; false once a packet announces more than `limit` bytes or a malformed length. */
export const createFrameMeter = (limit: number): ((chunk: Uint8Array) => boolean) => {
  let bodyLeft = 0
  /** Bytes of the length read so far; -1 while the type byte is awaited. */
  let lengthBytes = -1
  let length = 0

  const takeHeaderByte = (byte: number): boolean => {
    if (lengthBytes < 0) {
      lengthBytes = 0
      length = 0
      return true
    }
    length += (byte & 0x7f) * 128 ** lengthBytes
    lengthBytes += 1
    if (length > limit) return false
    if ((byte & 0x80) !== 0) return lengthBytes < LENGTH_BYTES_MAX
    bodyLeft = length
    lengthBytes = -1
    return true
  }

  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const skipped = Math.min(bodyLeft, chunk.length - at)
        bodyLeft -= skipped
        at += skipped
        continue
      }
      if (!takeHeaderByte(chunk[at] ?? 0)) return false
      at += 1
    }
    return true
  }
}
