/** The privacy policy: the register in force, said to people. Nothing here is typed by anybody. */
import {
  type Activity,
  type AskedField,
  type Purpose,
  type Recipient,
  type Register,
  SOURCE_KINDS,
} from '@loge/features/law/core'
import {
  type Block,
  type Language,
  list,
  type Rendering,
  section,
  type Section,
  table,
  text,
} from './content.ts'
import { channelLines } from './channels.ts'
import { type DocumentWords, documentWords } from './words.ts'

interface Saying {
  readonly register: Register
  readonly language: Language
  readonly words: DocumentWords
}

/** Addresses on one line each, without what is not known. */
export const linesOf = (...lines: readonly (string | undefined)[]): readonly string[] =>
  lines.filter((line) => line !== undefined && line.trim() !== '') as readonly string[]

const who = ({ register, words }: Saying): readonly Section[] => {
  const { controller } = register
  const { dpo } = controller
  return section('who', words.privacy.who, [
    text(words.privacy.whoText),
    list(
      linesOf(
        controller.name,
        controller.legalForm,
        controller.registration,
        controller.address,
        controller.email,
        controller.phone,
        controller.web,
      ),
    ),
    ...(dpo === null
      ? []
      : [text(`${words.privacy.dpo}${words.colon}${linesOf(dpo.name, dpo.email, dpo.address).join(', ')}`)]),
  ])
}

export const labelsOf = (
  named: readonly { readonly id: string; readonly label: { readonly en: string; readonly fr: string } }[],
  ids: readonly string[],
  language: Language,
): string => ids.flatMap((id) => named.find((one) => one.id === id)?.label[language] ?? []).join(', ')

/** The basis, and what it rests on. */
export const basisOf = (purpose: Purpose, language: Language): string =>
  linesOf(
    documentWords[language].basis[purpose.basis],
    purpose.law,
    purpose.interest?.[language],
    purpose.balancing?.[language],
  ).join(' · ')

/** What follows from leaving a mandatory field empty: as the register says of it, or that the request cannot be met. */
export const consequenceOf = ({ consequence }: Pick<AskedField, 'consequence'>, language: Language): string =>
  consequence?.[language] ?? documentWords[language].privacy.consequence

/** Each use, in the order of the register: one line for each purpose. */
const usesOf = <Line>(
  { register }: Saying,
  line: (activity: Activity, purpose: Purpose) => Line,
): readonly Line[] =>
  register.activities.flatMap((activity) => activity.purposes.map((purpose) => line(activity, purpose)))

const why = (saying: Saying): readonly Section[] => {
  const { register, language, words } = saying
  return section('why', words.privacy.why, [
    text(words.privacy.whyText),
    table(
      words.privacy.whyHead,
      usesOf(saying, (activity, purpose) => [
        activity.label[language],
        labelsOf(register.categories, activity.categories, language),
        purpose.sentence[language],
        basisOf(purpose, language),
      ]),
    ),
  ])
}

const kept = (saying: Saying): readonly Section[] => {
  const { register, language, words } = saying
  return section('kept', words.privacy.kept, [
    text(words.privacy.keptText),
    table(
      words.privacy.keptHead,
      usesOf(saying, (activity, purpose) => {
        const rule = register.retention.find(({ id }) => id === purpose.retention)
        return [activity.label[language], rule?.sentence[language] ?? '']
      }),
    ),
  ])
}

/** The register itself, line by line, under what kind of source the data of a line come from. */
const bySource = (saying: Saying): readonly Block[] => {
  const { register, language, words } = saying
  return SOURCE_KINDS.flatMap((kind): readonly Block[] => {
    const own = register.sources.filter((source) => source.kind === kind).map(({ id }) => id)
    const lines = usesOf(saying, (activity, purpose) => {
      const from = activity.sources.filter((id) => own.includes(id))
      if (from.length === 0) return []
      const recipient = labelsOf(register.recipientKinds, activity.recipientKinds, language)
      return [
        [
          words.privacy.sourceKind[kind],
          labelsOf(register.sources, from, language),
          activity.label[language],
          purpose.sentence[language],
          labelsOf(register.categories, activity.categories, language),
          basisOf(purpose, language),
          labelsOf(register.audiences, activity.audiences, language),
          recipient === '' ? words.privacy.nobody : recipient,
          register.retention.find(({ id }) => id === purpose.retention)?.sentence[language] ?? '',
        ],
      ]
    }).flat()
    return lines.length === 0
      ? []
      : [text(words.privacy.sourceKind[kind]), table(words.privacy.registerHead, lines)]
  })
}

/** What a form insists on, field by field; and what follows from leaving it empty. */
const mandatory = ({ register, language, words }: Saying): readonly Section[] => {
  const { privacy } = words
  const fields = register.categories.flatMap((category) => category.fields ?? [])
  return section('mandatory', privacy.mandatory, [
    text(privacy.mandatoryText),
    table(
      privacy.mandatoryHead,
      fields.map((field) => [
        field.label[language],
        labelsOf(register.audiences, field.askedOf, language),
        field.mandatory ? privacy.isMandatory : privacy.isOptional,
        field.mandatory ? consequenceOf(field, language) : '',
      ]),
    ),
  ])
}

const recipientLine = ({ register, language, words }: Saying, one: Recipient): readonly string[] => [
  one.name,
  labelsOf(register.recipientKinds, [one.kind], language),
  one.country,
  one.contractOn ?? '',
  one.safeguard === undefined ? '' : words.safeguard[one.safeguard],
]

const recipients = (saying: Saying): readonly Section[] => {
  const { register, language, words } = saying
  const below = register.recipients.flatMap(({ subProcessors }) => subProcessors)
  return section('recipients', words.privacy.recipients, [
    text(words.privacy.recipientsText),
    list(register.recipientKinds.map(({ label }) => label[language])),
    table(
      words.privacy.recipientsHead,
      register.recipients.map((one) => recipientLine(saying, one)),
    ),
    ...(below.length === 0 ? [] : [text(words.privacy.subs)]),
    list(below.map(({ name, country }) => `${name} (${country})`)),
  ])
}

const transfers = ({ register, language, words }: Saying): readonly Section[] => {
  const { policy, storage, safeguards, locations } = register.transfers
  const said = { eu_only: words.policy.in_eu, eea: words.policy.in_eea, safeguards: words.policy.safeguards }
  return section('transfers', words.privacy.transfers, [
    ...(storage === undefined ? [] : [text(words.storage[storage])]),
    text(said[policy]),
    list(policy === 'safeguards' ? safeguards.map(({ sentence }) => sentence[language]) : []),
    table(
      words.privacy.locationsHead,
      locations.map(({ label, country }) => [label[language], country]),
    ),
  ])
}

const rights = ({ register, language, words }: Saying): readonly Section[] => {
  const { authority, law } = register.jurisdiction
  const { days } = register.clock
  return [
    ...section('rights', words.privacy.rights, [
      text(words.privacy.rightsText),
      ...(days === null ? [] : [text(words.privacy.promised(days))]),
      list(words.privacy.rightsList),
      list(channelLines(register, language)),
      text(words.privacy.transmission),
    ]),
    ...section('authority', words.privacy.authority, [
      text(words.privacy.authorityText),
      list(linesOf(authority.name, authority.address, authority.web)),
      text(`${words.privacy.law}${words.colon}${law[language]}`),
    ]),
  ]
}

const machines = ({ register, language, words }: Saying): readonly Section[] => {
  const alone = register.activities.filter(({ art22 }) => art22)
  return section('machines', words.privacy.machines, [
    alone.length === 0 ? text(words.privacy.noMachines) : list(alone.map(({ label }) => label[language])),
  ])
}

export const renderPolicy = (register: Register, language: Language): Rendering => {
  const words = documentWords[language]
  const saying: Saying = { register, language, words }
  const { privacy } = words
  return {
    title: privacy.title,
    lead: privacy.lead,
    sections: [
      ...who(saying),
      ...section('about', privacy.audiences, [list(register.audiences.map(({ label }) => label[language]))]),
      ...why(saying),
      ...kept(saying),
      ...mandatory(saying),
      ...section('sources', privacy.sources, bySource(saying)),
      ...recipients(saying),
      ...transfers(saying),
      ...machines(saying),
      ...rights(saying),
      ...section('security', privacy.security, [
        list(register.security.map(({ sentence }) => sentence[language])),
      ]),
      ...section('cookies', privacy.cookies, [text(privacy.cookiesText)]),
      ...section('changes', privacy.changes, [text(privacy.changesText)]),
      ...section('glossary', privacy.glossary, [
        list(
          register.glossary.map(
            ({ term, definition }) => `${term[language]}${words.colon}${definition[language]}`,
          ),
        ),
      ]),
    ],
  }
}
