/** Keeps the language of the page with whoever is signed in: asked by every page, so apart from what only signing in needs. */
import { api } from '@loge/http/client'
import type { accountsRoutes } from '../../wire.ts'

export const keepLanguage = (language: 'en' | 'fr') =>
  api.call<(typeof accountsRoutes)['keepLanguage']>('PUT', '/me/language', { body: { language } })
