/** Seals the parts of a backup with a passphrase: scrypt makes the key, AES-256-GCM seals, and the name of a part is bound to it. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'

const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const

export interface PartSeal {
  readonly salt: string
  seal(name: string, content: Uint8Array): Buffer
  /** Throws when the part was changed, or sealed with another passphrase. */
  open(name: string, sealed: Uint8Array): Buffer
  /** Proves the manifest. */
  prove(text: string): string
  isProof(text: string, proof: string): boolean
}

const keyFrom = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 64, COST, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })

/** A new one without a salt; the one of a backup with its salt. */
export const createSeal = async (passphrase: string, salt?: string): Promise<PartSeal> => {
  const salted = salt === undefined ? randomBytes(SALT_BYTES) : Buffer.from(salt, 'base64url')
  const keys = await keyFrom(passphrase, salted)
  const key = keys.subarray(0, 32)
  const proving = keys.subarray(32)
  const prove = (text: string): string => createHmac('sha256', proving).update(text).digest('base64url')
  return {
    salt: salted.toString('base64url'),
    seal: (name, content) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
    },
    open: (name, sealed) => {
      const end = sealed.length - TAG_BYTES
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
    },
    prove,
    isProof: (text, proof) => {
      const [ours, theirs] = [Buffer.from(prove(text)), Buffer.from(proof)]
      return ours.length === theirs.length && timingSafeEqual(ours, theirs)
    },
  }
}
