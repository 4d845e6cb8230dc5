/** What stands beside a form: who answers for it, what for and on which basis, how long, for whom; of the register in force. */
import {
  keptUntil,
  type PersonKind,
  type Purpose,
  type Register,
  rulesFor,
  type Trigger,
  triggerWords,
  usesOf,
} from '@loge/features/law/core'
import { calendarOf, hashOf, sayDayIn } from '@loge/features/law/server'
import { documentWords } from '@loge/features/privacy/core'
import { beside, type Html, html, linkTo, PATHS, type Place } from '@loge/features/privacy/server'
import type { AskedPage } from '@loge/http'
import type { ActivityId } from '@loge/kernel'
import { formWords } from './words.ts'

export interface FormOf {
  readonly runs: readonly ActivityId[]
  readonly kinds: readonly PersonKind[]
}

const isTold = ({ sources }: Register, id: string): boolean =>
  sources.some((source) => source.id === id && source.kind === 'person')

/** An organization may describe a form as an activity of its own, without saying that our code runs it: by whom it is about. */
export const purposesOf = (register: Register, { runs, kinds }: FormOf): readonly Purpose[] => {
  const audiences = register.audiences.filter(({ is }) => kinds.includes(is)).map(({ id }) => id)
  const own = register.activities.filter(
    (activity) =>
      activity.runs.length === 0 &&
      audiences.some((id) => activity.audiences.includes(id)) &&
      activity.sources.some((id) => isTold(register, id)),
  )
  const run = register.activities.filter((activity) => activity.runs.some((id) => runs.includes(id)))
  return (own.length > 0 ? own : run).flatMap(({ purposes }) => purposes)
}

/** What begins with the press that sends a form. */
const BEGUN: readonly Trigger[] = [
  'recorded',
  'collected',
  'last_contact_from_person',
  'application_received',
]

/** The day on which what is sent now is erased, by the very rules the erasure follows; undefined: something has to end first. */
export const erasedOn = (
  { register, now, timeZone }: Pick<Place, 'register' | 'now' | 'timeZone'>,
  { runs }: FormOf,
): number | undefined => {
  const happened = Object.fromEntries(BEGUN.map((trigger) => [trigger, now]))
  const kept = keptUntil(rulesFor(register, runs), happened, calendarOf(timeZone))
  return kept === undefined || kept.until === 'open' ? undefined : kept.until
}

export const noticeAt = (
  place: Pick<Place, 'register' | 'name' | 'now' | 'timeZone'>,
  asked: AskedPage,
  form: FormOf,
): Html => {
  const { register, name, timeZone } = place
  const { language } = asked
  const words = formWords(language).notice
  const { colon } = documentWords[language]
  const run = new Set(purposesOf(register, form).map(({ id }) => id))
  const rules = rulesFor(register, form.runs)
  const end = erasedOn(place, form)
  const uses = usesOf(register).filter(({ purpose }) => run.has(purpose))
  return html`<aside class="soft dense" aria-labelledby="notice-title"><h2 id="notice-title">${words.title}</h2>
<p>${name === '' ? words.unnamed : words.who(name)}</p>
<ul>${uses.map(
    ({ sentence, kept, recipients, categories }) =>
      html`<li>${sentence[language]}<br>${words.data}${colon}${categories.map((one) => one[language]).join(', ')}.<br>${kept[language]} ${words.seenBy}${colon}${recipients.length === 0 ? words.own : recipients.map((one) => one[language]).join(', ')}.</li>`,
  )}</ul>
<p>${words.period}${colon}${rules.map(({ sentence, trigger }) => `${sentence[language]} (${triggerWords[trigger][language]})`).join(' ')} <b>${end === undefined ? words.noDay : words.day(sayDayIn(language, end, timeZone))}</b></p><p>${words.rights}</p>
<p>${beside(linkTo(asked, PATHS.privacy_policy), words.policy, language)} · ${beside(linkTo(asked, PATHS.request), words.request, language)}</p>
<p class="hint">${words.version(hashOf(register).slice(0, 12))}</p></aside>`
}

/** What was on the screen, sent along: agreeing to words nobody saw is no information. */
export const noticeField = ({ register }: Pick<Place, 'register'>): Html =>
  html`<input type="hidden" name="notice" value="${hashOf(register)}">`
