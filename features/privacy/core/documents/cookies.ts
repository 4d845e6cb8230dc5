/** The cookie policy, and which of the trackers a visitor chooses about. */
import type { Period, Register, Tracker, TrackerKind } from '@loge/features/law/core'
import { isExempt } from '../audience/audience.ts'
import { type Language, list, type Rendering, section, table, text } from './content.ts'
import { documentWords } from './words.ts'

/** Written only after a choice; what is necessary, or exempt by every condition of the law, is not asked about. */
export const asksFirst = (tracker: Tracker): boolean => tracker.kind !== 'necessary' && !isExempt(tracker)

/** What may be said no to at any time, asked about first or not. */
export const offeredOf = ({ trackers }: Pick<Register, 'trackers'>): readonly TrackerKind[] => [
  ...new Set(trackers.filter(({ kind }) => kind !== 'necessary').map(({ kind }) => kind)),
]

/** What there is to choose about: each kind once, in the order of the register. */
export const choicesOf = ({ trackers }: Pick<Register, 'trackers'>): readonly TrackerKind[] => [
  ...new Set(trackers.filter(asksFirst).map(({ kind }) => kind)),
]

/** How long a choice is kept, refusal or not: CNIL, recommendation of 17 September 2020. */
export const CHOICE_KEPT: Period = { unit: 'month', count: 6 }

const BROWSERS = [
  'Firefox: https://support.mozilla.org/kb/enhanced-tracking-protection-firefox-desktop',
  'Chrome: https://support.google.com/chrome/answer/95647',
  'Safari: https://support.apple.com/guide/safari/sfri11471/mac',
  'Edge: https://support.microsoft.com/microsoft-edge',
]

const INDEPENDENT = ['https://www.cnil.fr/fr/cookies-et-autres-traceurs', 'https://www.youronlinechoices.com']

/** On a secure line the browser binds these to the site, by a name of their own. */
const BOUND_TO_SITE: ReadonlySet<string> = new Set(['loge', 'loge-signed-in'])
const namesOf = ({ name }: Tracker): string => (BOUND_TO_SITE.has(name) ? `${name}, __Host-${name}` : name)

const lifetimeOf = ({ lifetime }: Tracker, language: Language): string => {
  const words = documentWords[language]
  if (lifetime === null) return words.untilClosed
  const say = { day: words.days, month: words.months, year: words.years }[lifetime.unit]
  return say(lifetime.count)
}

export const renderCookies = ({ trackers, surfaces }: Register, language: Language): Rendering => {
  const words = documentWords[language]
  const { cookies } = words
  return {
    title: cookies.title,
    lead: cookies.lead,
    sections: [
      ...section('what', cookies.what, [text(cookies.whatText)]),
      ...section('listed', cookies.listed, [
        table(
          cookies.head,
          trackers.map((one) => [
            namesOf(one),
            one.provider,
            words.tracker[one.kind],
            one.purpose[language],
            lifetimeOf(one, language),
            words.store[one.store],
          ]),
        ),
      ]),
      ...section('refusing', cookies.refusing, [
        text(cookies.refusingText),
        list(surfaces.map(({ refusing }) => refusing[language])),
      ]),
      ...section('browsers', cookies.browsers, [text(cookies.browsersText), list(BROWSERS)]),
      ...section('independent', cookies.independent, [list(INDEPENDENT)]),
      ...section('privacy', cookies.privacy, [text(cookies.privacyText)]),
    ],
  }
}
