/** Whether data may be given to a recipient, asked before a byte leaves; and what the log says of it. */
import { defineFacts } from '@loge/features/events/core'
import {
  type Bounds,
  CONTRACT_GAPS,
  contractGap,
  mayReceive,
  type Recipient,
  type Register,
} from '@loge/features/law/core'

export const disclosureFacts = defineFacts({
  disclosed: {
    type: 'privacy.disclosed',
    version: 1,
    retention: 'audit',
    payload: {
      recipient: 'its id in the register',
      activity: 'the activity of the register',
      categories: 'ids of the categories of the register',
      people: 'of how many people',
    },
  },
  useRefused: {
    type: 'privacy.use_refused',
    version: 1,
    retention: 'audit',
    payload: {
      permission: 'under which the data were asked for',
      job: 'what runs by itself and would have used them',
      activity: 'the activity of the code that would have used them',
      category: 'the category of the code the register does not name there',
      operation: 'what would have been done, where the register lists it nowhere for that activity',
    },
  },
})

export const contractFacts = defineFacts({
  due: {
    type: 'privacy.contract_due',
    version: 1,
    retention: 'audit',
    payload: {
      recipient: 'its id in the register',
      code: 'ending, contract_over, adequacy_over, or what is missing of the contract',
    },
  },
  stopped: {
    type: 'privacy.transfer_stopped',
    version: 1,
    retention: 'audit',
    payload: { recipient: 'its id in the register', code: 'what is missing of the contract' },
  },
})

/** Under which law an authority asks: ours, or that of the Union. */
export const PROCEDURES = ['national', 'union'] as const
export type Procedure = (typeof PROCEDURES)[number]

export interface WantedDisclosure {
  /** Ids of the register. */
  readonly recipient: string
  readonly activity: string
  readonly categories: readonly string[]
  /** The provision an authority relies on. */
  readonly provision?: string | undefined
}

export const DISCLOSURE_REFUSALS = [
  'recipient_unknown',
  'recipient_not_of_activity',
  'category_not_for_recipient',
  'category_never_shared',
  ...CONTRACT_GAPS,
  'provision_missing',
  'transfer_not_allowed',
] as const
export type DisclosureRefusal = (typeof DISCLOSURE_REFUSALS)[number]

interface Day {
  readonly bounds: Bounds
  /** `2026-11-22`. */
  readonly today: string
}

/** Undefined: nothing stands against it. The register that is asked is the one in force at that moment. */
export const refuseDisclosure = (
  register: Register,
  { recipient: id, activity: from, categories, provision = '' }: WantedDisclosure,
  { bounds, today }: Day,
): DisclosureRefusal | undefined => {
  const recipient = register.recipients.find((one) => one.id === id)
  const kind = register.recipientKinds.find((one) => one.id === recipient?.kind)
  const activity = register.activities.find((one) => one.id === from)
  if (recipient === undefined || kind === undefined) return 'recipient_unknown'
  if (activity?.recipientKinds.includes(kind.id) !== true) return 'recipient_not_of_activity'
  // What everybody may see is spread; what one recipient gets is handed over.
  if (!activity.operations.includes(kind.role === 'public' ? 'dissemination' : 'disclosure'))
    return 'recipient_not_of_activity'
  const allowed = new Set(activity.categories.filter((one) => kind.only?.includes(one) ?? true))
  if (categories.length === 0 || categories.some((one) => !allowed.has(one)))
    return 'category_not_for_recipient'
  if (register.categories.some((one) => one.neverShared === true && categories.includes(one.id)))
    return 'category_never_shared'
  const gap = contractGap(register, recipient, today)
  if (gap !== undefined) return gap
  if (kind.role === 'authority' && provision.trim() === '') return 'provision_missing'
  return mayReceive(register, { activity: from, recipient: id }, bounds) ? undefined : 'transfer_not_allowed'
}

/** What a person may have said no to, so that nothing of this activity goes to a recipient of this kind. */
export const objectionsAgainst = (
  { activities, recipientKinds }: Register,
  { activity: from, kind }: { readonly activity: string; readonly kind: string },
): { readonly any: readonly string[]; readonly all: readonly string[] } => {
  const purposes = activities.find(({ id }) => id === from)?.purposes ?? []
  const sells = recipientKinds.some(({ id, work }) => id === kind && work === 'marketing')
  const selling = purposes.filter(({ marketing }) => marketing === true)
  return {
    any: sells ? ['marketing', ...selling.map(({ id }) => `use:${id}`)] : [],
    all: purposes.map(({ id }) => `use:${id}`),
  }
}

export const recipientOf = ({ recipients }: Register, id: string): Recipient => {
  const recipient = recipients.find((one) => one.id === id)
  if (recipient === undefined) throw new Error(`no recipient ${id} in this register`)
  return recipient
}
