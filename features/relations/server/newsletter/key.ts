/**
 * The organization's key for its newsletter: digests of addresses that nobody else can make, and links that hold for ever
 * without being stored.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { asId, formatId, type Id, type OrganizationId, parseId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { RelationsDeps } from '../deps.ts'
import { newsletterTablesOf } from './tables.ts'

const KEY_BYTES = 32

export interface Key {
  /** Of an address, however it is written. */
  readonly digestOf: (email: string) => Uint8Array
  /** What a link says of one subscription, for one use. */
  readonly tokenOf: (use: Use, id: Id<'subscription'>) => string
  /** Undefined: nobody here made this. */
  readonly readToken: (use: Use, token: string) => Id<'subscription'> | undefined
}
export type Use = 'confirm' | 'end'

/** What only this organization can sign with. */
export const secretOf = async (
  transaction: Transaction,
  { world, seal, open }: RelationsDeps,
  organizationId: OrganizationId,
): Promise<Uint8Array> => {
  const sealed = seal(world.bytes(KEY_BYTES))
  await newsletterTablesOf(transaction)
    .insertInto('newsletter_key')
    .values({ organization_id: organizationId, sealed })
    .onConflict((conflict) => conflict.column('organization_id').doNothing())
    .execute()
  const row = await newsletterTablesOf(transaction)
    .selectFrom('newsletter_key')
    .select('sealed')
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return open(row.sealed)
}

export const readKey = async (
  transaction: Transaction,
  deps: RelationsDeps,
  organizationId: OrganizationId,
): Promise<Key> => {
  const key = await secretOf(transaction, deps, organizationId)
  const mac = (text: string) => createHmac('sha256', key).update(text).digest()
  const signOf = (use: Use, id: Id<'subscription'>) => mac(`${use} ${id}`).toString('base64url')
  return {
    digestOf: (email) => mac(`address ${email.trim().normalize('NFC').toLowerCase()}`),
    tokenOf: (use, id) => `${formatId('subscription', id)}.${signOf(use, id)}`,
    readToken: (use, token) => {
      const [wire = '', sign = ''] = token.split('.')
      const id = parseId('subscription', wire)
      if (id === undefined) return undefined
      const [given, right] = [Buffer.from(sign), Buffer.from(signOf(use, asId('subscription', id)))]
      return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
    },
  }
}
