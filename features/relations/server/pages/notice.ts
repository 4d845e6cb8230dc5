/** What stands beside a form: who answers for it, what for and on which basis, how long, for whom; of the register in force. */
import { type PersonKind, type Purpose, type Register, usesOf } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { documentWords } from '@loge/features/privacy/core'
import { type Html, html, linkTo, PATHS, type Place } from '@loge/features/privacy/server'
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

export const noticeAt = (
  { register, name }: Pick<Place, 'register' | 'name'>,
  asked: AskedPage,
  form: FormOf,
): Html => {
  const { language } = asked
  const words = formWords(language).notice
  const { colon } = documentWords[language]
  const run = new Set(purposesOf(register, form).map(({ id }) => id))
  const uses = usesOf(register).filter(({ purpose }) => run.has(purpose))
  return html`<aside class="soft dense" aria-labelledby="notice-title"><h2 id="notice-title">${words.title}</h2>
<p>${name === '' ? words.unnamed : words.who(name)}</p>
<ul>${uses.map(
    ({ sentence, kept, recipients }) =>
      html`<li>${sentence[language]}<br>${kept[language]} ${words.seenBy}${colon}${recipients.length === 0 ? words.own : recipients.map((one) => one[language]).join(', ')}.</li>`,
  )}</ul><p>${words.rights}</p>
<p><a href="${linkTo(asked, PATHS.privacy_policy)}">${words.policy}</a> · <a href="${linkTo(asked, PATHS.request)}">${words.request}</a></p>
<p class="hint">${words.version(hashOf(register).slice(0, 12))}</p></aside>`
}

/** What was on the screen, sent along: agreeing to words nobody saw is no information. */
export const noticeField = ({ register }: Pick<Place, 'register'>): Html =>
  html`<input type="hidden" name="notice" value="${hashOf(register)}">`
