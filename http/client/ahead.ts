/**
 * Answers asked for before the app has arrived. The first call for the same address takes the one on its way; any
 * doubt about it (a refusal, a lost line, too long ago) and the call asks anew.
 */

export interface Question {
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
}

export interface Ahead {
  ask(address: string, headers: Headers): void
  readonly fetch: typeof globalThis.fetch
}

const FRESH_MS = 10_000

interface Coming {
  readonly answer: Promise<Response | undefined>
  readonly askedAt: number
}

export const createAhead = (
  fetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request),
  now: () => number = () => performance.now(),
): Ahead => {
  const coming = new Map<string, Coming>()
  const take = (address: unknown, method: string | undefined): Coming['answer'] | undefined => {
    if (typeof address !== 'string' || method !== 'GET') return undefined
    const found = coming.get(address)
    coming.delete(address)
    return found !== undefined && now() - found.askedAt < FRESH_MS ? found.answer : undefined
  }
  return {
    ask: (address, headers) => {
      const answer = fetch(address, { headers, credentials: 'same-origin' }).catch(() => undefined)
      coming.set(address, { answer, askedAt: now() })
    },
    fetch: async (address, init) => {
      const answer = await take(address, init?.method)
      return answer?.ok === true ? answer : fetch(address, init)
    },
  }
}
