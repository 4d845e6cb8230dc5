/** The link of one application: whoever has the letter sees what is kept, and takes it back, without an account. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { formatId, type Id, type OrganizationId, parseId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { RelationsDeps } from '../deps.ts'
import { secretOf } from '../newsletter/key.ts'

interface Named {
  readonly organizationId: OrganizationId
  readonly id: Id<'application'>
}

const signOf = (secret: Uint8Array, id: Id<'application'>): string =>
  createHmac('sha256', secret).update(`application ${id}`).digest('base64url')

export const tokenOf = async (
  transaction: Transaction,
  deps: RelationsDeps,
  { organizationId, id }: Named,
): Promise<string> =>
  `${formatId('application', id)}.${signOf(await secretOf(transaction, deps, organizationId), id)}`

/** Undefined: nobody here made this. */
export const readToken = async (
  transaction: Transaction,
  deps: RelationsDeps,
  { organizationId, token }: { readonly organizationId: OrganizationId; readonly token: string },
): Promise<Id<'application'> | undefined> => {
  const [wire = '', sign = ''] = token.split('.')
  const id = parseId('application', wire)
  if (id === undefined) return undefined
  const right = Buffer.from(signOf(await secretOf(transaction, deps, organizationId), id))
  const given = Buffer.from(sign)
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
}
