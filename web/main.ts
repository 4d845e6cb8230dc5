/**
 * Starts the browser app. This file is small and arrives first: while the app, the largest of all, is still on its
 * way, it asks for the texts, for the page of this address and for what that page will ask the server.
 */
import '@loge/ui/styles.css'
import { loadDoorsPage, loadTodayPage, residenceQuestions } from '@loge/features/access/screens'
import { loadSetUpPage, loadSignInPage } from '@loge/features/accounts/screens'
import { loadEventsPage } from '@loge/features/events/screens'
import { askAhead } from '@loge/http/client'
import { askForTexts } from './shell/coming-texts.ts'
import { chosenLanguage } from './shell/preferences.ts'

const BEFORE_SIGNING_IN = { '/sign-in': loadSignInPage, '/set-up': loadSetUpPage }
const CONSOLE = { '/': loadTodayPage, '/doors': loadDoorsPage, '/events': loadEventsPage }

const pageAt = (path: string): (() => Promise<unknown>) | undefined =>
  new Map<string, () => Promise<unknown>>(Object.entries({ ...BEFORE_SIGNING_IN, ...CONSOLE })).get(path)

const language = chosenLanguage()
const texts = askForTexts(language)
// The app shares code with this file, so this file must have ended before the app can begin: no `await` here.
void import('./app.tsx').then(({ draw }) => draw(language, texts))
const { pathname } = location
// Whoever opens the page says so when it cannot be had.
pageAt(pathname)?.().catch(() => undefined)
if (!(pathname in BEFORE_SIGNING_IN))
  askAhead([{ path: '/me' }, { path: '/sites' }, ...residenceQuestions(Date.now())])
