/** What a recipient signed before anything goes to it, and whether it binds on a day (GDPR art. 28(3) and 32). */
import { parseCivilDay } from '@loge/kernel'
import type { Bounds } from './bounds.ts'
import type { Contract, ContractClause, Recipient, Register } from './register.ts'

/** Whoever works for us or decides with us has signed something before; an authority relies on a provision instead. */
const NEED_A_CONTRACT: ReadonlySet<string> = new Set(['processor', 'controller'])

/** What whoever works on our instruction is bound to, each named in the contract. */
export const CONTRACT_CLAUSES = [
  'instructions',
  'sub_processors',
  'audit',
  'deletion',
] as const satisfies readonly ContractClause[]

export const CONTRACT_GAPS = [
  'contract_missing',
  'contract_without_document',
  'contract_without_confidentiality',
  'contract_without_clauses',
  'contract_over',
] as const
export type ContractGap = (typeof CONTRACT_GAPS)[number]

const gapIn = (contract: Contract | undefined, isProcessor: boolean): ContractGap | undefined => {
  if (contract === undefined) return 'contract_without_document'
  if (!isProcessor) return undefined
  if (contract.confidentialityOn === undefined) return 'contract_without_confidentiality'
  return CONTRACT_CLAUSES.every((clause) => contract.clauses.includes(clause))
    ? undefined
    : 'contract_without_clauses'
}

export const needsContract = ({ recipientKinds }: Register, { kind }: Recipient): boolean =>
  NEED_A_CONTRACT.has(recipientKinds.find(({ id }) => id === kind)?.role ?? '')

/** Undefined: it binds. `today` is `2026-11-22`; left out, what was signed is judged and not the day. */
export const contractGap = (
  register: Register,
  recipient: Recipient,
  today?: string,
): ContractGap | undefined => {
  if (!needsContract(register, recipient)) return undefined
  const { contractOn, contract } = recipient
  if (contractOn === null || (today !== undefined && contractOn > today)) return 'contract_missing'
  const isProcessor = register.recipientKinds.some(
    ({ id, role }) => id === recipient.kind && role === 'processor',
  )
  const gap = gapIn(contract, isProcessor)
  if (gap !== undefined || today === undefined) return gap
  const { until, confidentialityOn } = contract ?? {}
  if (until !== undefined && until < today) return 'contract_over'
  return isProcessor && confidentialityOn !== undefined && confidentialityOn > today
    ? 'contract_without_confidentiality'
    : undefined
}

/** How long before the end of a contract somebody is told. */
const TOLD_DAYS_BEFORE = 60

/** Whole days until the last day it binds; undefined: nobody wrote down an end. */
const daysLeft = ({ contract }: Recipient, today: string): number | undefined => {
  const end = contract?.until === undefined ? undefined : parseCivilDay(contract.until)
  const day = parseCivilDay(today)
  return end === undefined || day === undefined ? undefined : end - day
}

/** `adequacy_over`: no decision in force says any more that the country protects data as well. */
export type ContractState = 'binds' | 'ending' | 'adequacy_over' | ContractGap

/** Whether what is sent there rests on a decision of adequacy that is not in force. */
const lostAdequacy = (
  { jurisdiction }: Register,
  { safeguard, country }: Recipient,
  { area, adequate }: Bounds,
): boolean =>
  safeguard === 'adequacy' &&
  country !== jurisdiction.country &&
  !area.includes(country) &&
  !adequate.some((one) => one.country === country)

export const contractState = (
  register: Register,
  recipient: Recipient,
  today: string,
  bounds: Bounds,
): ContractState => {
  const gap = contractGap(register, recipient, today)
  if (gap !== undefined) return gap
  if (lostAdequacy(register, recipient, bounds)) return 'adequacy_over'
  const left = daysLeft(recipient, today)
  return left !== undefined && left <= TOLD_DAYS_BEFORE ? 'ending' : 'binds'
}
