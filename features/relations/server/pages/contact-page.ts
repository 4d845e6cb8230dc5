/** The public contact form: whole without a script, a cookie or an account. */
import {
  createNetworkLimit,
  type Html,
  html,
  linkTo,
  NOTHING,
  organizationPage,
  PATHS,
  type Place,
  type Written,
} from '@loge/features/privacy/server'
import { documentWords } from '@loge/features/privacy/core'
import { hashOf } from '@loge/features/law/server'
import { type AskedPage, type Page, Problem, type SentPage } from '@loge/http'
import type { Purpose, Register } from '@loge/features/law/core'
import {
  fillForm,
  type FilledForm,
  formOf,
  type FormInput,
  specialIn,
  type Subject,
  SUBJECTS,
} from '../../core/index.ts'
import { receiveMessage } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { applyWords } from './apply-words.ts'
import { inputField, TRAP, trap } from './inputs.ts'
import { type FormOf, noticeAt, noticeField, purposesOf } from './notice.ts'
import { formWords } from './words.ts'

const FORM: FormOf = { runs: ['contact_requests'], kinds: ['contact'] }
/** Whose fields are asked. */
const KINDS = ['contact', 'prospect'] as const

/** Selling is a choice of its own and never what a message is for. */
export const purposesToChoose = (register: Register): readonly Purpose[] =>
  purposesOf(register, FORM).filter(({ marketing }) => marketing !== true)

const mayProspect = (register: Register): boolean =>
  purposesOf(register, FORM).some(({ marketing }) => marketing === true)

export const contactInputs = (register: Register, language: 'en' | 'fr'): readonly FormInput[] => {
  const words = formWords(language).contact
  const purposes = purposesToChoose(register)
  return [
    ...formOf(register, KINDS),
    {
      id: 'subject',
      label: { en: words.subject, fr: words.subject },
      mandatory: true,
      type: 'choice',
      options: SUBJECTS.map((id) => ({ id, label: { en: words.subjects[id], fr: words.subjects[id] } })),
    },
    ...(purposes.length < 2
      ? []
      : [
          {
            id: 'purpose',
            label: { en: words.purpose, fr: words.purpose },
            mandatory: true,
            type: 'choice' as const,
            options: purposes.map(({ id, sentence }) => ({ id, label: sentence })),
          },
        ]),
    { id: 'words', label: { en: words.words, fr: words.words }, mandatory: true, type: 'long_text' },
  ]
}

interface Shown {
  readonly filled?: FilledForm
  readonly said?: string
  readonly asksSure?: boolean
}

const form = (place: Place, asked: AskedPage, { filled, said, asksSure }: Shown): Html => {
  const { register } = place
  const { language } = asked
  const words = formWords(language)
  const { contact } = words
  return html`<form class="ask" method="post" action="${linkTo(asked, PATHS.contact)}" accept-charset="utf-8">
${said === undefined ? NOTHING : html`<p class="notice" role="alert">${said}</p>`}<p class="hint">${words.required}</p>
${contactInputs(register, language).map((input) => inputField(input, filled, language))}
<p class="hint">${contact.wordsHint}</p><p class="hint" data-warning>${documentWords[language].privacy.transmission}</p>${asksSure ? html`<label class="opt"><input type="checkbox" name="sure" value="yes"><span><b>${applyWords(language).sure}</b></span></label>` : NOTHING}
${mayProspect(register) ? html`<label class="opt"><input type="checkbox" name="prospect" value="yes"><span><b>${contact.prospect}</b><span class="note">${contact.prospectHint}</span></span></label>` : NOTHING}
${trap(language)}${noticeField(place)}<button class="btn btn-main btn-wide no-print">${contact.send}</button>
<p class="hint">${contact.rightsHint} <a href="${linkTo(asked, PATHS.request)}">${words.notice.request}</a></p></form>`
}

const page = (place: Place, asked: AskedPage, shown: Shown & { readonly status?: number }): Written => {
  const { title, lead } = formWords(asked.language).contact
  return {
    status: shown.status ?? 200,
    title,
    body: html`<h1>${title}</h1><p class="lead">${lead}</p><p><a href="${linkTo(asked, PATHS.apply)}">${applyWords(asked.language).title}</a></p><div class="two">${noticeAt(place, asked, FORM)}${form(place, asked, shown)}</div>`,
  }
}

const thanks = (asked: AskedPage): Written => {
  const { sentTitle, sent, another } = formWords(asked.language).contact
  return {
    status: 200,
    title: sentTitle,
    body: html`<h1>${sentTitle}</h1><p class="lead" role="status">${sent}</p><p><a href="${linkTo(asked, PATHS.contact)}">${another}</a></p>`,
  }
}

/** What the law protects most, where whoever writes did not say that they mean to write it. */
const unsureKinds = ({ language, fields }: SentPage, { values }: FilledForm): readonly string[] => {
  if (fields['sure'] === 'yes') return []
  const { kinds } = applyWords(language)
  return [...new Set(specialIn(values['words'] ?? '').map(({ kind }) => kinds[kind]))]
}

const isTooMany = (error: unknown): boolean => error instanceof Problem && error.status === 429

export const contactPage = (deps: RelationsDeps): Page => {
  const limit = createNetworkLimit(deps.world)
  const receive = async (place: Place, sent: SentPage) => {
    const { language, fields } = sent
    const words = formWords(language)
    const inputs = contactInputs(place.register, language)
    const filled = fillForm(inputs, fields)
    const again = (said: string, status = 422) => page(place, sent, { filled, said, status })
    if (Object.keys(filled.faults).length > 0) return again(words.corrections)
    if (fields['notice'] !== hashOf(place.register)) return again(words.noticeChanged, 409)
    const unsure = unsureKinds(sent, filled)
    if (unsure.length > 0)
      return page(place, sent, { filled, said: words.contact.special(unsure), asksSure: true, status: 422 })
    const done = { redirect: linkTo(sent, PATHS.contact, { sent: 'yes' }) as `/${string}` }
    // A machine is told what everybody is told.
    if ((fields[TRAP] ?? '') !== '') return done
    try {
      limit(sent.address)
      const [only] = purposesToChoose(place.register)
      await receiveMessage(deps, place, {
        inputs,
        filled,
        language,
        subject: filled.values['subject'] as Subject,
        purpose: filled.values['purpose'] ?? only?.id ?? 'contact_requests',
        mayProspect: mayProspect(place.register) && fields['prospect'] === 'yes',
        words: filled.values['words'] ?? '',
      })
    } catch (error) {
      if (isTooMany(error)) return again(words.tooMany, 429)
      throw error
    }
    return done
  }
  return organizationPage(deps, PATHS.contact, {
    write: async (place, asked) => (asked.query['sent'] === 'yes' ? thanks(asked) : page(place, asked, {})),
    receive,
  })
}
