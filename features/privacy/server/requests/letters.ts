/** Puts a letter about a case together, in the language of whoever asked, with authority and remedies from the register. */
import { sayDayIn } from '@loge/features/law/server'
import { formatCivilDay, type Instant, type CivilDay } from '@loge/kernel'
import { dayAt } from '@loge/features/reports/core'
import type { Register } from '@loge/features/law/core'
import { fill, type Letter } from '@loge/features/notices/server'
import {
  type CaseAct,
  type Corrections,
  type DeedKind,
  renderDocument,
  type Right,
  RIGHTS,
  toPlain,
} from '../../core/index.ts'
import { texts } from './letter-texts.ts'
import type { RequestSettings } from './settings.ts'
import type { LetterKind } from './tables.ts'

type Language = 'en' | 'fr'
type Key = keyof (typeof texts)['en']

export interface LetterAbout {
  readonly reference: string
  readonly name: string
  readonly language: Language
  readonly right: Right
  readonly receivedAt: Instant
  readonly dueOn: CivilDay
  /** What is done with the decision, and told with it. */
  readonly deed?: DeedKind | 'nothing' | undefined
  /** Of a correction: each field as it is from now on. */
  readonly corrected?: Corrections | undefined
}

/** `the 9th of April` as people write it, without a clock: a day is a day in the zone of the organization. */
export const sayDay = (day: CivilDay, language: Language): string =>
  sayDayIn(language, Date.parse(`${formatCivilDay(day)}T00:00:00Z`))

const FRENCH: Readonly<Record<string, string>> = {
  GDPR: 'RGPD,',
  Act: 'loi n°',
  of: 'du',
  January: 'janvier',
}

/** The provisions are kept in one language; a reader of the other finds them under their own name. */
const articleOf = (right: Right, language: Language): string =>
  language === 'en'
    ? RIGHTS[right]
    : RIGHTS[right].replaceAll(/GDPR|Act|of|January/g, (word) => FRENCH[word] ?? word)

/** To whom to complain and before which court; none of it is typed by anybody. */
export const remediesOf = ({ jurisdiction }: Register, language: Language): readonly string[] => {
  const words = texts[language]
  const { name, address, web } = jurisdiction.authority
  if ([name, address, web].some((part) => part.trim() === '')) return []
  return [
    fill(words['remedies.authority'], { name, address, web }),
    words[
      (jurisdiction.authority.country ?? jurisdiction.country) === 'FR'
        ? 'remedies.court.FR'
        : 'remedies.court'
    ],
  ]
}

const TEMPLATES: Readonly<Partial<Record<CaseAct['kind'], readonly [LetterKind, string]>>> = {
  received: ['acknowledgement', 'acknowledgement'],
  asked: ['question', 'question'],
  extended: ['extension', 'extension'],
  granted: ['answer', 'answer'],
  partly_refused: ['answer', 'partly'],
  refused: ['refusal', 'refusal'],
  withdrawn: ['withdrawal', 'withdrawal'],
  fee_announced: ['fee', 'fee'],
}

/** What somebody asked to be corrected is told back to them as it was understood. */
const changesIn = (corrected: Corrections, language: Language): string => {
  const words = texts[language]
  const lines = Object.entries(corrected).map(
    ([field, value]) => `– ${words[`field.${field}` as Key]}: ${value ?? words['field.nothing']}`,
  )
  return [words['letter.privacy.changes'], ...lines].join('\n')
}

type WhatWasDone = Pick<LetterAbout, 'deed' | 'corrected'>

const withDeed = (said: string, { deed, corrected }: WhatWasDone, language: Language): string =>
  deed === undefined
    ? said
    : [
        said,
        texts[language][`letter.privacy.${deed}`],
        ...(corrected === undefined ? [] : [changesIn(corrected, language)]),
      ].join('\n\n')

/** In layers: each section in a sentence, and below it the whole, under the version that holds now (GDPR art. 12(1), 13, 14). */
const noticeIn = ({ register, noticeHash }: RequestSettings, language: Language): string => {
  const words = texts[language]
  const notice = renderDocument('privacy_policy', register)[language]
  const short = notice.sections.flatMap(({ title, summary }) =>
    summary === undefined ? [] : [`– ${title}: ${summary}`],
  )
  return [
    fill(words['letter.privacy.notice'], { version: noticeHash.slice(0, NOTICE_LETTERS) }),
    short.join('\n'),
    words['letter.privacy.noticeWhole'],
    toPlain(notice),
  ].join('\n\n')
}

const NOTICE_LETTERS = 12

/** To whom data go in another country, and under what; each document by its name and digest, so that it can be checked. */
const safeguardsIn = ({ register }: RequestSettings, language: Language): string => {
  const words = texts[language]
  const lines = register.recipients
    .filter(({ country, safeguard }) => country !== register.jurisdiction.country && safeguard !== undefined)
    .map(({ name, country, safeguard, document }) => {
      const sentence = register.transfers.safeguards.find(({ kind }) => kind === safeguard)?.sentence[
        language
      ]
      const signed = document === undefined ? '' : `; ${document.name} (SHA-256 ${document.sha256})`
      return `– ${name}, ${country}: ${sentence ?? safeguard}${signed}`
    })
  return lines.length === 0
    ? words['letter.privacy.safeguardsNone']
    : [words['letter.privacy.safeguards'], ...lines].join('\n')
}

/** Rights whose answer is in the letter itself, made from the register. */
const GIVES: Readonly<Partial<Record<Right, (settings: RequestSettings, language: Language) => string>>> = {
  information: noticeIn,
  safeguards: safeguardsIn,
}

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const

/** As it was counted: nobody has to add it up again. */
const feeWords = (
  { criterion, reason, earlier, minutes, postage, terms, cents }: Extract<CaseAct, { kind: 'fee_announced' }>,
  language: Language,
): Readonly<Record<string, string>> => {
  const words = texts[language]
  const money = (amount: number) =>
    new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency: terms.currency }).format(
      amount / 100,
    )
  const hours = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(minutes / 60)
  return {
    criterion: fill(words[`excess.${criterion}`], { count: String(earlier) }),
    reason,
    hours,
    hourly: money(terms.hourly),
    work: money(cents - postage),
    postage: money(postage),
    amount: money(cents),
  }
}

/** What this act says in its own words. */
const ownWords = (act: CaseAct, deed: WhatWasDone, language: Language): Readonly<Record<string, string>> => {
  const words = texts[language]
  switch (act.kind) {
    case 'asked':
      return {
        words: act.about === 'identity' ? `${act.words}\n\n${words['letter.privacy.identity']}` : act.words,
      }
    case 'extended':
      return { words: act.reasons }
    case 'granted':
      return { words: withDeed(act.words, deed, language) }
    case 'partly_refused':
      return { words: withDeed(act.words, deed, language), reason: act.reason, ground: act.article }
    case 'refused':
      return { words: act.words, reason: act.reason, ground: act.article }
    case 'fee_announced':
      return feeWords(act, language)
    case 'received':
    case 'matched':
    case 'classified':
    case 'person_wrote':
    case 'identity_proven':
    case 'withdrawn':
    case 'excess_found':
    case 'fee_accepted':
    case 'fee_declined':
      return {}
  }
}

export interface Composed extends Letter {
  readonly kind: LetterKind
}

/** The letter an act has to be told by; acts of the desk alone have none. */
export const composeLetter = (
  settings: RequestSettings,
  act: CaseAct,
  { reference, name, language, right, receivedAt, dueOn, deed, corrected }: LetterAbout,
): Composed | undefined => {
  const { register, organization, zone } = settings
  const template = TEMPLATES[act.kind]
  if (template === undefined) return undefined
  const [kind, key] = template
  const words = texts[language]
  const remedies = remediesOf(register, language)
  const { name: controller, email, dpo } = register.controller
  const signature = [
    fill(words['letter.privacy.signature'], {
      controller: controller === '' ? organization : controller,
      reference,
    }),
    ...[dpo?.email ?? email]
      .filter((one) => one !== '')
      .map((one) => fill(words['letter.privacy.dpo'], { email: one })),
  ].join('\n')
  const values: Record<string, string> = {
    reference,
    right: words[`right.${right}`],
    article: articleOf(right, language),
    received: sayDay(dayAt(zone, receivedAt), language),
    due: sayDay(dueOn, language),
    remedies: [words['remedies.intro'], ...remedies.map((one) => `– ${one}`)].join('\n'),
    ...ownWords(act, { deed, corrected }, language),
  }
  const more = GIVES[right]
  if (more !== undefined && (act.kind === 'granted' || act.kind === 'partly_refused'))
    values['words'] = `${act.words}\n\n${more(settings, language)}`
  const text = fill(words[`letter.privacy.${key}` as Key], values)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return {
    kind,
    subject: fill(words[`letter.privacy.${key}.subject` as Key], values),
    text: fill(words['letter.privacy.frame'], { name, text, signature }),
  }
}
