/** The type of all texts, so that a key that does not exist, or an argument left out, does not compile. */
import type { texts as ui } from '../ui/texts.ts'
import type { texts as doors } from '../features/access/screens/doors/texts.ts'
import type { texts as access } from '../features/access/screens/facts/texts.ts'
import type { texts as today } from '../features/access/screens/today/texts.ts'
import type { texts as accounts } from '../features/accounts/screens/sign-in/texts.ts'
import type { texts as events } from '../features/events/screens/log/texts.ts'
import type { texts as web } from './texts.ts'

export type Messages = (typeof ui)['en'] &
  (typeof web)['en'] &
  (typeof events)['en'] &
  (typeof accounts)['en'] &
  (typeof doors)['en'] &
  (typeof today)['en'] &
  (typeof access)['en']

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en-GB' | 'fr-FR'
    Messages: Messages
  }
}
