/** Lines for whoever keeps the log of a process. A full disk, or a reader that left, costs lines and nothing else. */
import type { Writable } from 'node:stream'

/** An error that nobody hears would end the process, and with it the doors. */
export const linesTo = (stream: Writable): ((line: string) => void) => {
  stream.on('error', () => undefined)
  return (line) => {
    stream.write(`${line}\n`)
  }
}
