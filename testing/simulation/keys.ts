/** Ed25519 keys from a seed, so that a simulation signs the same bytes each time. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { Chance } from './random.ts'

/** PKCS#8 around 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SigningKey {
  readonly publicKey: string
  readonly sign: (text: string) => string
}

const checkWith = (key: KeyObject, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))

/** Reading a key costs more than using it. */
const known = new Map<string, KeyObject>()

const readKey = (publicKey: string): KeyObject => {
  const key =
    known.get(publicKey) ??
    createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
  known.set(publicKey, key)
  return key
}

export const verifyText = (publicKey: string, text: string, signature: string): boolean =>
  checkWith(readKey(publicKey), text, signature)

export const keyFrom = (chance: Chance): SigningKey => {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, chance.bytes(32)]),
    format: 'der',
    type: 'pkcs8',
  })
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}
