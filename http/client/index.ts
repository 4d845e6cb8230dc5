/** The door of the browser's client. */
export { api } from './api.ts'
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
