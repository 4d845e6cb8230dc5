/** Starts the browser app: the shell's texts and the page's code arrive together, then the shell is drawn. */
import '@loge/ui/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router, queryClient } from './routes.tsx'
import { LanguageProvider, askForTexts } from './shell/language.tsx'
import { chosenLanguage } from './shell/preferences.ts'

const language = chosenLanguage()
const { first, rest } = askForTexts(language)
const [firstTexts] = await Promise.all([first, router.load()])

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <LanguageProvider language={language} first={firstTexts} rest={rest}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
