/** The record of processing that an authority asks for (GDPR art. 30), taken from a register. */
import type { LegalBasis, Role, Sentence } from './basis.ts'
import { measuresOf } from './measures.ts'
import type { Activity, Controller, RecipientRole, Register, SafeguardKind } from './register.ts'

/** What one decides on oneself or with others (art. 30(1)), and what one does on instruction (art. 30(2)). */
export const ARTICLES = ['30_1', '30_2'] as const
export type Article = (typeof ARTICLES)[number]

export interface RecordedPurpose {
  readonly id: string
  readonly sentence: Sentence
  readonly basis: LegalBasis
  readonly kept: Sentence
}

export interface RecordedRecipient {
  readonly id: string
  readonly label: Sentence
  readonly role: RecipientRole
  readonly names: readonly string[]
}

/** Somebody in another country who may get the data: a recipient, or one of its own. */
export interface RecordedTransfer {
  readonly name: string
  readonly country: string
  readonly safeguard: SafeguardKind | null
}

export interface RecordLine {
  readonly id: string
  readonly label: Sentence
  readonly role: Role
  readonly purposes: readonly RecordedPurpose[]
  readonly audiences: readonly Sentence[]
  readonly categories: readonly Sentence[]
  readonly sources: readonly Sentence[]
  readonly recipients: readonly RecordedRecipient[]
  readonly transfers: readonly RecordedTransfer[]
  readonly measures: readonly Sentence[]
  readonly art22: boolean
}

export interface ProcessingRecord {
  readonly article: Article
  readonly controller: Controller
  readonly lines: readonly RecordLine[]
  readonly security: readonly Sentence[]
}

const labelsOf = (
  named: readonly { readonly id: string; readonly label: Sentence }[],
  ids: readonly string[],
): readonly Sentence[] => ids.flatMap((id) => named.filter((one) => one.id === id).map(({ label }) => label))

const transfersOf = (register: Register, kinds: readonly string[]): readonly RecordedTransfer[] =>
  register.recipients
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ name, country, safeguard = null, subProcessors }) => [
      { name, country, safeguard },
      ...subProcessors.map((one) => ({ ...one, safeguard })),
    ])
    .filter(({ country }) => country !== register.jurisdiction.country)

const lineOf = (register: Register, activity: Activity): RecordLine => {
  const { id, label, role, art22, recipientKinds } = activity
  const { retention, recipients } = register
  return {
    id,
    label,
    role,
    art22,
    purposes: activity.purposes.flatMap((purpose) =>
      retention
        .filter((rule) => rule.id === purpose.retention)
        .map((rule) => ({
          id: purpose.id,
          sentence: purpose.sentence,
          basis: purpose.basis,
          kept: rule.sentence,
        })),
    ),
    audiences: labelsOf(register.audiences, activity.audiences),
    categories: labelsOf(register.categories, activity.categories),
    sources: labelsOf(register.sources, activity.sources),
    recipients: register.recipientKinds
      .filter((kind) => recipientKinds.includes(kind.id))
      .map((kind) => ({
        id: kind.id,
        label: kind.label,
        role: kind.role,
        names: recipients.filter((one) => one.kind === kind.id).map(({ name }) => name),
      })),
    transfers: transfersOf(register, recipientKinds),
    measures: measuresOf(register, activity).map(({ sentence }) => sentence),
  }
}

export const recordOf = (register: Register, article: Article): ProcessingRecord => ({
  article,
  controller: register.controller,
  lines: register.activities
    .filter(({ role }) => (role === 'processor') === (article === '30_2'))
    .map((activity) => lineOf(register, activity)),
  security: register.security.map(({ sentence }) => sentence),
})
