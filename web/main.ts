/**
 * Starts the browser app. This file is small and arrives first: while the app, the largest of all, is still on its
 * way, it asks for the texts, for the page of this address and for what that page will ask the server.
 */
import '@loge/ui/styles.css'
import {
  loadAccessPage,
  loadDoorsPage,
  loadEmergencyPage,
  loadRestOfToday,
  loadTodayPage,
  residenceQuestions,
} from '@loge/features/access/screens'
import { loadSetUpPage, loadSignInPage, mayBeSignedIn } from '@loge/features/accounts/screens'
import { loadEventsPage } from '@loge/features/events/screens'
import { loadResidentsPage } from '@loge/features/people/screens'
import { askAhead } from '@loge/http/client'
import { askForTexts } from './shell/coming-texts.ts'
import { loadConsole, loadSettings } from './shell/pages.ts'
import { chosenLanguage } from './shell/preferences.ts'

const BEFORE_SIGNING_IN = { '/sign-in': loadSignInPage, '/set-up': loadSetUpPage }
const CONSOLE = {
  '/': loadTodayPage,
  '/doors': loadDoorsPage,
  '/access': loadAccessPage,
  '/events': loadEventsPage,
  '/residents': loadResidentsPage,
  '/emergency': loadEmergencyPage,
  '/settings': loadSettings,
}

const pageAt = (path: string): (() => Promise<unknown>) | undefined =>
  new Map<string, () => Promise<unknown>>(Object.entries({ ...BEFORE_SIGNING_IN, ...CONSOLE })).get(path)

const { pathname } = location
const isOfConsole = !(pathname in BEFORE_SIGNING_IN) && mayBeSignedIn()
// A browser has few lines to one server, so the order is: answers and words, which are small, then code.
if (isOfConsole) askAhead([{ path: '/me' }, { path: '/sites' }, ...residenceQuestions(Date.now())])
const language = chosenLanguage()
const texts = askForTexts(language)
// Whoever opens the page says so when it cannot be had.
const page = pageAt(isOfConsole || pathname in BEFORE_SIGNING_IN ? pathname : '/sign-in')?.()
page?.catch(() => undefined)
if (isOfConsole) loadConsole().catch(() => undefined)
// Below the first sentence: not before it is there.
if (isOfConsole && pathname === '/') page?.then(loadRestOfToday).catch(() => undefined)
// The app shares code with this file, so this file must have ended before the app can begin: no `await` here.
void import('./app.tsx').then(({ draw }) => draw(language, texts))
