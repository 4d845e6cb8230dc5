/** Starts the browser app: texts and page code arrive together, then the first page is drawn once. */
import '@loge/ui/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router, queryClient } from './routes.tsx'
import { LanguageProvider, loadMessages } from './shell/language.tsx'
import { chosenLanguage } from './shell/preferences.ts'

const language = chosenLanguage()
const [messages] = await Promise.all([loadMessages(language), router.load()])

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <LanguageProvider first={{ language, messages }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
