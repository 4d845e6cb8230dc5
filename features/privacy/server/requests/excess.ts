/** A request that asks too much, as it is kept: what was asked before, what the work costs, and where the answer goes. */
import type { Register } from '@loge/features/law/core'
import { Problem } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  type CaseAct,
  type CaseEntry,
  excessIn,
  type ExcessCriterion,
  feeFor,
  type FeeCosts,
  type FeeTerms,
  USUAL_FEE,
} from '../../core/index.ts'
import type { ActToDo } from './act-on-case.ts'
import type { StoredRequest } from './store.ts'

export type ExcessToDo =
  | { readonly kind: 'excess_found'; readonly criterion: ExcessCriterion; readonly reason: string }
  | ({ readonly kind: 'fee_announced' } & FeeCosts)

export const isExcessToDo = (act: ActToDo): act is ExcessToDo =>
  act.kind === 'excess_found' || act.kind === 'fee_announced'

export const feeTermsOf = ({ clock }: Pick<Register, 'clock'>): FeeTerms => clock.fee ?? USUAL_FEE

/** By the person they were matched to, or the address they wrote from; the newest first. */
export const earlierOf = async (
  transaction: Transaction,
  { id, person_id, requester_email: email, received_at }: StoredRequest,
): Promise<readonly string[]> => {
  const { rows } = await sql<{ reference: string }>`
    select reference from privacy_request
    where id <> ${id} and received_at <= ${new Date(received_at)}
      and (person_id = ${person_id} or lower(requester_email) = lower(${email}))
    order by received_at desc, id desc limit 200`.execute(transaction)
  return rows.map(({ reference }) => reference)
}

export const withCosts = (
  act: ExcessToDo,
  {
    register,
    entries,
    earlier,
  }: {
    readonly register: Register
    readonly entries: readonly CaseEntry[]
    readonly earlier: readonly string[]
  },
): CaseAct => {
  if (act.kind === 'excess_found') return { ...act, earlier }
  const found = excessIn(entries)?.act
  if (found === undefined)
    throw new Problem(409, 'request_excess_first', 'First say by which criterion it asks too much.')
  const { criterion, reason } = found
  const terms = feeTermsOf(register)
  return { ...act, criterion, reason, earlier: found.earlier.length, terms, cents: feeFor(act, terms) }
}

/** Of whom it was not known; what was known stays. */
export const contactOf = (
  act: ActToDo,
  { requester_email, requester_address }: StoredRequest,
): Partial<Pick<StoredRequest, 'requester_email' | 'requester_address'>> =>
  act.kind !== 'person_wrote'
    ? {}
    : {
        ...(act.email === undefined || requester_email !== null
          ? {}
          : { requester_email: act.email.toLowerCase() }),
        ...(act.address === undefined || requester_address !== null
          ? {}
          : { requester_address: act.address }),
      }
