/** Whether data stay where the register says they may go, and nobody gets them without a contract. */
import type { Bounds } from './bounds.ts'
import { contractGap } from './contracts.ts'
import { type Fault, faultAt } from './fault.ts'
import type { Recipient, Register, SafeguardKind, SignedDocument, TransferPolicy } from './register.ts'

/** A decision of adequacy is public; whatever else keeps data safe abroad was signed. */
const NEED_A_DOCUMENT: ReadonlySet<string> = new Set([
  'standard_clauses',
  'authority_clauses',
  'binding_rules',
])

interface Judged {
  readonly country: string
  readonly safeguard?: SafeguardKind
  readonly document?: SignedDocument
}

/** What is wrong with data of one policy being in one place. */
const judgePlace = (
  { country, safeguard, document }: Judged,
  policy: TransferPolicy,
  register: Register,
  bounds: Bounds,
):
  | 'country_not_allowed'
  | 'country_without_safeguard'
  | 'safeguard_not_listed'
  | 'safeguard_not_true'
  | 'safeguard_without_document'
  | undefined => {
  if (country === register.jurisdiction.country) return undefined
  if ((policy === 'eu_only' ? bounds.union : bounds.area).includes(country)) return undefined
  if (policy !== 'safeguards') return 'country_not_allowed'
  if (safeguard === undefined) return 'country_without_safeguard'
  if (!register.transfers.safeguards.some(({ kind }) => kind === safeguard)) return 'safeguard_not_listed'
  if (safeguard === 'adequacy' && !bounds.adequate.some((one) => one.country === country))
    return 'safeguard_not_true'
  if (NEED_A_DOCUMENT.has(safeguard) && document === undefined) return 'safeguard_without_document'
  return undefined
}

/** Of every activity that lists the kind; the register's own where none does. */
const policiesOf = ({ activities, transfers }: Register, kind: string): readonly TransferPolicy[] => {
  const own = activities
    .filter(({ recipientKinds }) => recipientKinds.includes(kind))
    .map(({ transferPolicy }) => transferPolicy ?? transfers.policy)
  return own.length === 0 ? [transfers.policy] : [...new Set(own)]
}

const judgeRecipient = (register: Register, recipient: Recipient, at: string, bounds: Bounds) => {
  const { kind, country, safeguard, document, subProcessors } = recipient
  const under = {
    ...(safeguard === undefined ? {} : { safeguard }),
    ...(document === undefined ? {} : { document }),
  }
  const places = [
    { at: `${at}/country`, country },
    ...subProcessors.map((one, index) => ({
      at: `${at}/subProcessors/${index}/country`,
      country: one.country,
    })),
  ]
  const faults: Fault[] = []
  const gap = contractGap(register, recipient)
  if (gap === 'contract_missing') faults.push(faultAt(`${at}/contractOn`, 'recipient_without_contract'))
  else if (gap !== undefined) faults.push(faultAt(`${at}/contract`, gap))
  for (const policy of policiesOf(register, kind))
    for (const place of places) {
      const code = judgePlace({ country: place.country, ...under }, policy, register, bounds)
      if (code !== undefined) faults.push(faultAt(place.at, code))
    }
  return faults
}

/** Whether data of an activity may go to a recipient at all: asked again before every transfer, not only on publishing. */
export const mayReceive = (
  register: Register,
  {
    activity,
    recipient,
    category,
  }: { readonly activity: string; readonly recipient: string; readonly category?: string },
  bounds: Bounds,
): boolean => {
  const from = register.activities.find(({ id }) => id === activity)
  const to = register.recipients.find(({ id }) => id === recipient)
  const kind = register.recipientKinds.find(({ id }) => id === to?.kind)
  if (from === undefined || to === undefined || kind === undefined) return false
  if (!from.recipientKinds.includes(kind.id)) return false
  if (category !== undefined && !from.categories.includes(category)) return false
  if (category !== undefined && kind.only !== undefined && !kind.only.includes(category)) return false
  return judgeRecipient({ ...register, activities: [from] }, to, '', bounds).length === 0
}

/** Where an installation keeps data or works on them, as whoever runs the machine says it. */
export interface Place {
  readonly id: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

/** Whether the register lets its data be there: the strictest of its activities decides. */
export const mayLieIn = (register: Register, country: string, bounds: Bounds): boolean => {
  const { activities, transfers } = register
  const policies = activities.map(({ transferPolicy }) => transferPolicy ?? transfers.policy)
  return [transfers.storage ?? transfers.policy, ...policies].every(
    (policy) => judgePlace({ country }, policy, register, bounds) === undefined,
  )
}

export const judgePlaces = (register: Register, bounds: Bounds): readonly Fault[] => [
  ...register.recipients.flatMap((recipient, index) =>
    judgeRecipient(register, recipient, `/recipients/${index}`, bounds),
  ),
  ...register.transfers.locations.flatMap(({ country }, index) => {
    const { transfers } = register
    const code = judgePlace({ country }, transfers.storage ?? transfers.policy, register, bounds)
    return code === undefined ? [] : [faultAt(`/transfers/locations/${index}/country`, code)]
  }),
  ...register.trackers.flatMap(({ kind, exempt }, index) =>
    exempt === true && kind !== 'audience'
      ? [faultAt(`/trackers/${index}/exempt`, 'tracker_not_exempt')]
      : [],
  ),
]
