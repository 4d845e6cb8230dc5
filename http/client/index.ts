/** The door of the browser's client. */
export type { Question } from './ahead.ts'
export { allPages } from './all-pages.ts'
export { api, askAhead, streamFrom } from './api.ts'
export {
  type Answered,
  ApiProblem,
  addressOf,
  type Client,
  type ClientOptions,
  createClient,
  type Input,
  newIdempotencyKey,
} from './client.ts'
