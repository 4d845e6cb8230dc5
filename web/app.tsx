/** Draws the browser app once its texts and its page are there and one is known to be signed in. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Messages } from './messages.ts'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'
import { LanguageProvider } from './shell/language.tsx'
import type { Language } from './shell/preferences.ts'

/** The app waits for no style and no other script, so on a fast line it may be here before the page is. */
const parsed = async (): Promise<void> => {
  if (document.readyState !== 'loading') return
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
}

/** The first frame waits for no style sheet; the app does. One that does not come leaves it plain, not away. */
const styled = async (): Promise<void> => {
  const coming = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
    .filter(({ sheet }) => sheet === null)
    .map((link) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      for (const end of ['load', 'error']) link.addEventListener(end, () => resolve(), { once: true })
      return promise
    })
  await Promise.all(coming)
}

export const draw = async (language: Language, texts: Promise<Messages>): Promise<void> => {
  const [messages] = await Promise.all([texts, router.load()])
  await parsed()
  await styled()
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no #root')
  const root = createRoot(place)
  // In small steps: a slow device answers a touch between them.
  startTransition(() =>
    root.render(
      <StrictMode>
        <LanguageProvider language={language} messages={messages}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </LanguageProvider>
      </StrictMode>,
    ),
  )
}
