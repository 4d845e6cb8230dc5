/**
 * Secrets we hand out: the organization's id and 256 random bits in one text, so the scope is known before the first
 * query. Only a digest is stored; at this length a plain hash cannot be reversed by guessing.
 */
import { createHash } from 'node:crypto'
import { asId, type OrganizationId, type Randomness } from '@loge/kernel'

const RANDOM_BYTES = 32
const SHAPE = /^[A-Za-z0-9_-]{64}$/

export const API_KEY_PREFIX = 'loge_'

export interface Token {
  readonly text: string
  readonly hash: Buffer
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

export const makeToken = (random: Randomness, organizationId: OrganizationId, prefix = ''): Token => {
  const content = Buffer.concat([bytesOf(organizationId), random.bytes(RANDOM_BYTES)])
  const text = prefix + content.toString('base64url')
  return { text, hash: hashOf(text) }
}

export interface ReadToken {
  readonly organizationId: OrganizationId
  readonly hash: Buffer
}

/** `undefined` for anything that cannot be one of ours. */
export const readToken = (text: string, prefix = ''): ReadToken | undefined => {
  const content = text.slice(prefix.length)
  if (!text.startsWith(prefix) || !SHAPE.test(content)) return undefined
  const organizationId = asId('organization', uuidOf(Buffer.from(content, 'base64url').subarray(0, 16)))
  return { organizationId, hash: hashOf(text) }
}

/** The handle a passkey keeps: 32 bytes that say organization and account, and nothing about a person. */
export const makeUserHandle = (organizationId: string, accountId: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.concat([bytesOf(organizationId), bytesOf(accountId)]))

export const readUserHandle = (text: string): { organizationId: string; accountId: string } | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32) return undefined
  return { organizationId: uuidOf(bytes.subarray(0, 16)), accountId: uuidOf(bytes.subarray(16)) }
}
