/** Makes the use cases of several edits one act, at one instant. */
import type { Instant, World } from '@loge/kernel'

/** The same world with its clock stopped. */
export const at = (world: World, now: Instant): World => ({
  now: () => now,
  monotonicMs: () => world.monotonicMs(),
  bytes: (length) => world.bytes(length),
  after: (ms, work) => world.after(ms, work),
  sleep: (ms) => world.sleep(ms),
})
