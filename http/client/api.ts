/** The client of this page: same origin, in the language of the page. */
import { createClient } from './client.ts'

export const api = createClient({ language: () => document.documentElement.lang })
