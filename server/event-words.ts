/** What an event and a reason are called in a file, in the words of the log on screen. */
import { texts as edges } from '@loge/features/access/texts/edge-facts'
import { texts as access } from '@loge/features/access/texts/facts'
import { texts as accounts } from '@loge/features/accounts/texts/facts'
import { texts as equipment } from '@loge/features/equipment/texts/facts'
import { texts as events } from '@loge/features/events/texts/facts'
import { texts as looks } from '@loge/features/events/texts/look'
import { texts as commands } from '@loge/features/equipment/texts'
import { texts as imports } from '@loge/features/imports/texts/facts'
import { texts as notices } from '@loge/features/notices/texts/facts'
import { texts as people } from '@loge/features/people/texts/facts'
import { texts as places } from '@loge/features/places/texts/facts'
import { texts as privacy } from '@loge/features/privacy/texts/facts'
import { texts as relations } from '@loge/features/relations/texts/facts'
import { texts as reports } from '@loge/features/reports/texts/facts'
import { texts as schedules } from '@loge/features/schedules/texts/facts'
import { texts as service } from '@loge/features/service/texts/facts'
import type { WordsOf } from '@loge/features/events/server'
import { leaves, type Tree } from './problem-texts.ts'

const ALL: readonly { readonly en: Tree; readonly fr: Tree }[] = [
  events,
  looks,
  commands,
  places,
  people,
  accounts,
  notices,
  schedules,
  reports,
  equipment,
  access,
  edges,
  imports,
  privacy,
  relations,
  service,
]

const wordsIn = (language: 'en' | 'fr'): ReadonlyMap<string, string> =>
  new Map(ALL.flatMap((texts) => leaves(texts[language])))

const WORDS = { en: wordsIn('en'), fr: wordsIn('fr') }

/** `event.door.opened`, `refusal.outside_hours`. */
export const wordsOf: WordsOf = (language) => (key) => WORDS[language].get(key)
