/** How long to wait before the next attempt: longer each time, never all edges at once. */

const FIRST_MS = 500
const LONGEST_MS = 60_000

/** `random` is one byte; the wait lies between half and the whole of the step. */
export const backOffMs = (attempts: number, random: Uint8Array): number => {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10))
  return Math.round(step * (0.5 + (random[0] ?? 0) / 510))
}
