/**
 * The register of processing of one organization, as data: who answers for it, which data it holds about whom, why,
 * on which basis, how long, for whom. Where code acts on a value the union is closed; where the organization speaks,
 * ids are its own and every sentence is said in English and in French.
 */
import type { ActivityId, Category } from '@loge/kernel'
import type { LegalBasis, Role, Sentence } from './basis.ts'
import type { Claimed, Named, Period } from './named.ts'
import type { RetentionRule } from './retention.ts'

/** Kinds of people whose treatment differs in code. */
export const PERSON_KINDS = [
  'resident',
  'visitor',
  'manager',
  'agency',
  'staff',
  'customer',
  'prospect',
  'candidate',
  'contact',
  'partner',
  'subscriber',
  'web_visitor',
  'event_visitor',
  'officer',
] as const
export type PersonKind = (typeof PERSON_KINDS)[number]

/** Where data may go: the Union, the Economic Area, or anywhere under a listed safeguard. Our own country is always allowed. */
export const TRANSFER_POLICIES = ['eu_only', 'eea', 'safeguards'] as const
export type TransferPolicy = (typeof TRANSFER_POLICIES)[number]

/** GDPR art. 45, 46(2)(c), 46(2)(d), 47. */
export const SAFEGUARDS = ['adequacy', 'standard_clauses', 'authority_clauses', 'binding_rules'] as const
export type SafeguardKind = (typeof SAFEGUARDS)[number]

/** How far somebody who asks without being signed in is identified. `always` needs a justification. */
export const IDENTITY_MODES = ['never', 'on_doubt', 'information', 'always'] as const
export type IdentityMode = (typeof IDENTITY_MODES)[number]

export const CHANNEL_KINDS = ['web_form', 'in_app', 'email', 'post', 'phone'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export const PAUSE_MODES = ['resume', 'restart'] as const
export type PauseMode = (typeof PAUSE_MODES)[number]

/** Where a consent is taken back, as easily as it was given. */
export const WITHDRAWAL_PATHS = [
  'my_data',
  'public_form',
  'unsubscribe_link',
  'cookie_choices',
  'support_session',
] as const
export type WithdrawalPath = (typeof WITHDRAWAL_PATHS)[number]

/** GDPR art. 4(2). */
export const OPERATIONS = [
  'collection',
  'recording',
  'organisation',
  'structuring',
  'storage',
  'adaptation',
  'alteration',
  'retrieval',
  'consultation',
  'use',
  'disclosure',
  'dissemination',
  'making_available',
  'alignment',
  'combination',
  'restriction',
  'erasure',
  'destruction',
] as const
export type Operation = (typeof OPERATIONS)[number]

/** Told by the person, seen by us, given by somebody else (GDPR art. 14), or found in public. */
export const SOURCE_KINDS = ['person', 'observed', 'third_party', 'public'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** A team of ours, somebody who works on our instruction, somebody who decides for themselves, an authority, everybody. */
export const RECIPIENT_ROLES = ['team', 'processor', 'controller', 'authority', 'public'] as const
export type RecipientRole = (typeof RECIPIENT_ROLES)[number]

/** What a kind of recipient does, where that decides what it may get: it sells, it counts, or it may buy the whole. */
export const RECIPIENT_WORKS = ['marketing', 'statistics', 'acquisition'] as const
export type RecipientWork = (typeof RECIPIENT_WORKS)[number]

/** How a recipient hears of a correction, an erasure or a restriction (GDPR art. 19). */
export const NOTIFY_METHODS = ['none', 'email', 'webhook', 'post'] as const
export type NotifyMethod = (typeof NOTIFY_METHODS)[number]

export const TRACKER_KINDS = ['necessary', 'preference', 'audience', 'advertising'] as const
export type TrackerKind = (typeof TRACKER_KINDS)[number]
export const TRACKER_STORES = ['cookie', 'local_storage', 'session_storage', 'indexed_db'] as const
export type TrackerStore = (typeof TRACKER_STORES)[number]

export const FIELD_TYPES = [
  'text',
  'long_text',
  'email',
  'phone',
  'address',
  'date',
  'number',
  'choice',
  'file',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface Authority {
  readonly id: string
  /** Where it is not that of the organization. */
  readonly country?: string
  readonly name: string
  readonly address: string
  readonly web: string
}

export interface Jurisdiction extends Claimed {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly authority: Authority
  /** Of people who live elsewhere; a country left out has the one that is known to begin with. */
  readonly authorities?: readonly {
    readonly country: string
    readonly name: string
    readonly address: string
    readonly web: string
  }[]
  /** Whom directives for after their death are offered to, by where they live; left out: in France. */
  readonly postMortem?: readonly string[]
  readonly law: Sentence
}

export interface Controller extends Claimed {
  readonly name: string
  /** What it is in law: a company of such a kind, an association, a merchant under their own name. */
  readonly legalForm?: string
  /** Where it is entered, and under which number. */
  readonly registration?: string
  /** Its registered office. */
  readonly address: string
  readonly email: string
  readonly phone: string
  readonly web: string
  /** Null where the organization need not and did not appoint one. */
  readonly dpo: { readonly name: string; readonly email: string; readonly address: string } | null
}

export interface Safeguard extends Claimed {
  readonly kind: SafeguardKind
  readonly sentence: Sentence
}

/** Where data lie or are worked on. */
export interface Location extends Named {
  readonly label: Sentence
  readonly country: string
}

export interface Transfers extends Claimed {
  readonly policy: TransferPolicy
  /** Where data lie, when that is stricter than where they may go. */
  readonly storage?: TransferPolicy
  /** Under `safeguards`, only these are accepted. */
  readonly safeguards: readonly Safeguard[]
  readonly locations: readonly Location[]
}

/** A published way in. Every channel is accepted; these are the ones the organization tells of. */
export interface Channel extends Claimed {
  readonly kind: ChannelKind
  readonly address: string
  readonly for: readonly ('questions' | 'rights')[]
}

/** The law's month always runs; `days` is a shorter promise, and the earlier of the two is the due date. */
export interface RequestClock extends Claimed {
  readonly days: number | null
  readonly pause: PauseMode
  /** What work costs for a request that asks too much, and never more than the cap; in cents. */
  readonly fee?: { readonly hourly: number; readonly cap: number; readonly currency: 'EUR' | 'CHF' }
}

export interface Identity extends Claimed {
  readonly mode: IdentityMode
  readonly justification: Sentence | null
}

export interface Audience extends Named {
  readonly is: PersonKind
  readonly label: Sentence
}

/** What the code has a column for, where an organization names it in its own words. */
export const KNOWN_FIELDS = ['family_name', 'given_name', 'email', 'phone'] as const
export type KnownField = (typeof KNOWN_FIELDS)[number]

/** Something an organization asks for; unless it says which of the known it is, it has no column of its own in the code. */
export interface AskedField extends Named {
  readonly is?: KnownField
  readonly label: Sentence
  readonly askedOf: readonly string[]
  readonly mandatory: boolean
  readonly type: FieldType
  readonly options?: readonly { readonly id: string; readonly label: Sentence }[]
  /** Of a mandatory one: what follows from leaving it empty, told beside it. */
  readonly consequence?: Sentence
  /** Of a number of a register: exactly so many digits. */
  readonly digits?: number
}

export interface RegisterCategory extends Named {
  readonly label: Sentence
  /** What the columns of the database are declared as; empty when only `fields` hold it. */
  readonly covers: readonly Category[]
  /** GDPR art. 9: opinions, health, biometrics… Only with consent. */
  readonly special?: true
  /** Given to nobody at all, whatever an activity that holds it says of its recipients. */
  readonly neverShared?: true
  readonly fields?: readonly AskedField[]
}

export interface Purpose extends Named {
  readonly sentence: Sentence
  readonly basis: LegalBasis
  /** With `consent`: where it is taken back. */
  readonly withdrawal?: WithdrawalPath
  /** With `legal_obligation`: the provision. */
  readonly law?: string
  /** With `legitimate_interests`: whose, and which. */
  readonly interest?: Sentence
  /** With `legitimate_interests`: why that interest outweighs those of the person, as it was weighed. Marketing needs it. */
  readonly balancing?: Sentence
  /** Sent to people to sell something: an objection ends it at once, without a reason (GDPR art. 21(2)). */
  readonly marketing?: true
  /** A case of support may be opened for it. */
  readonly support?: true
  /** Id of a retention rule. */
  readonly retention: string
}

export interface Activity extends Named {
  readonly label: Sentence
  readonly role: Role
  /** With `joint`: who answers people for what (GDPR art. 26). */
  readonly arrangement?: Sentence
  /** What the code does as part of it. */
  readonly runs: readonly ActivityId[]
  readonly purposes: readonly Purpose[]
  readonly audiences: readonly string[]
  readonly categories: readonly string[]
  readonly recipientKinds: readonly string[]
  readonly operations: readonly Operation[]
  readonly sources: readonly string[]
  /** Of `security`, what protects people in it; left out: all of it. */
  readonly measures?: readonly string[]
  /** A machine alone decides something that matters to the person. */
  readonly art22: boolean
  /** Where this activity is stricter or freer than the register. */
  readonly transferPolicy?: TransferPolicy
}

export interface RecipientKind extends Named {
  readonly label: Sentence
  readonly role: RecipientRole
  /** The categories it may get, where that is less than all of the activity. */
  readonly only?: readonly string[]
  readonly work?: RecipientWork
}

export interface SubProcessor {
  readonly name: string
  readonly country: string
}

export interface SignedDocument {
  readonly name: string
  /** SHA-256, 64 figures. */
  readonly sha256: string
}

/** What a contract with somebody who works for us has to name (GDPR art. 28(3)); `deletion` is at its end. */
export type ContractClause = 'instructions' | 'sub_processors' | 'audit' | 'deletion'

/** What was signed. Without it, past its end, or without its clauses, nothing goes to the recipient. */
export interface Contract {
  readonly document: SignedDocument
  /** `2027-01-31`, the last day it binds; left out: until somebody ends it. */
  readonly until?: string
  /** Since when everybody there is bound to secrecy. */
  readonly confidentialityOn?: string
  readonly clauses: readonly ContractClause[]
}

export interface Recipient extends Named {
  readonly kind: string
  readonly name: string
  readonly country: string
  /** `2026-01-31`; null as long as nothing is signed, and then nothing is sent. */
  readonly contractOn: string | null
  readonly contract?: Contract
  readonly safeguard?: SafeguardKind
  /** The clauses or rules that were signed, by their digest: without them a safeguard is a word. */
  readonly document?: SignedDocument
  readonly notify: NotifyMethod
  /** Their mailbox for that, or the https address of their machine. Left out: a human tells them. */
  readonly notifyAt?: string
  readonly subProcessors: readonly SubProcessor[]
}

/** How a datum reaches whoever keeps it; the code knows which, and the register which of its sources that is. */
export const SOURCE_WAYS = [
  'self',
  'staff',
  'oral',
  'household',
  'agency',
  'paperForm',
  'import',
  'public',
  'mail',
  'ownForm',
  'siteForm',
  'newsletter',
  'application',
  'service',
] as const
export type SourceWay = (typeof SOURCE_WAYS)[number]

export interface RegisterSource extends Named {
  readonly kind: SourceKind
  readonly by?: readonly SourceWay[]
  readonly label: Sentence
}

export interface Tracker extends Named {
  readonly name: string
  readonly provider: string
  readonly kind: TrackerKind
  readonly store: TrackerStore
  /** Null: until the browser closes. */
  readonly lifetime: Period | null
  /** The organization's own name for a site or an application. */
  readonly surface: string
  readonly purpose: Sentence
  /** Audience measurement that meets every condition of the exemption, so that it needs no consent before. */
  readonly exempt?: true
}

/** How the visitor of one surface chooses. */
export interface Surface extends Named {
  readonly label: Sentence
  /** What is said about refusing: how, and what then no longer works. */
  readonly refusing: Sentence
}

export interface GlossaryTerm extends Named {
  readonly term: Sentence
  readonly definition: Sentence
}

export interface SecurityMeasure extends Named {
  readonly sentence: Sentence
  /** The automated check that shows it, or where the evidence lies. */
  readonly evidence: string
}

export interface Register {
  readonly jurisdiction: Jurisdiction
  readonly controller: Controller
  readonly transfers: Transfers
  readonly identity: Identity
  readonly channels: readonly Channel[]
  readonly clock: RequestClock
  readonly audiences: readonly Audience[]
  readonly categories: readonly RegisterCategory[]
  readonly sources: readonly RegisterSource[]
  readonly activities: readonly Activity[]
  readonly retention: readonly RetentionRule[]
  /** Id of the rule that no other outlasts, unless a law holds the data. */
  readonly ceiling?: string
  readonly recipientKinds: readonly RecipientKind[]
  readonly recipients: readonly Recipient[]
  readonly surfaces: readonly Surface[]
  readonly trackers: readonly Tracker[]
  readonly glossary: readonly GlossaryTerm[]
  readonly security: readonly SecurityMeasure[]
}
