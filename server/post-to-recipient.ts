/** The way to a recipient's own address: once, without following where it points, and for no longer than it is worth. */
import type { PostToRecipient } from '@loge/features/privacy/server'
import { SECOND_MS } from '@loge/kernel'

const PATIENCE_MS = 20 * SECOND_MS
const MOST_READ = 10_000

export const postToRecipient: PostToRecipient = async ({ url, headers, body }) => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: answer.status, body: (await answer.text()).slice(0, MOST_READ) }
  } catch {
    return undefined
  }
}
