/** The client of this page: same origin, in the language of the page. */
import { createAhead, type Question } from './ahead.ts'
import { addressOf, createClient, headersOf } from './client.ts'

const ahead = createAhead()
const language = () => document.documentElement.lang

export const api = createClient({ language, fetch: ahead.fetch })

/** Asks now what `api` will be asked to read in a moment. */
export const askAhead = (questions: readonly Question[]): void => {
  for (const { path, query = {} } of questions)
    ahead.ask(addressOf('', path, { query }), headersOf('GET', {}, language()))
}
