/** The client of this page: same origin, in the language of the page. */
import { createAhead, type Question } from './ahead.ts'
import { createEarliest } from './earliest.ts'
import { addressOf, createClient, headersOf } from './client.ts'

const ahead = createAhead()
const language = () => document.documentElement.lang

/** From where a stream misses nothing after any answer of this page. */
export const streamFrom = createEarliest()

export const api = createClient({ language, fetch: ahead.fetch, onStreamFrom: streamFrom.note })

/** Asks now what `api` will be asked to read in a moment. */
export const askAhead = (questions: readonly Question[]): void => {
  for (const { path, query = {} } of questions)
    ahead.ask(addressOf('', path, { query }), headersOf('GET', {}, language()))
}
