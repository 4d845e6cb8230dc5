/** The installation's own keys: made at the first start, kept in the data directory, readable by its owner alone. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface InstallationKeys {
  /** Seals a secret for storage (AES-256-GCM, random nonce in front). */
  readonly seal: (secret: Uint8Array) => Uint8Array
  /** Opens what `seal` made; throws when it was changed or sealed elsewhere. */
  readonly open: (sealed: Uint8Array) => Uint8Array
  /** Ed25519 signature by this installation, which edges pin at enrolment. */
  readonly sign: (content: Uint8Array) => Uint8Array
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

const readOrMake = async (path: string, make: () => Uint8Array): Promise<Uint8Array> => {
  if (!existsSync(path)) {
    await writeFile(path, make(), { mode: 0o600, flag: 'wx' })
    await chmod(path, 0o600)
  }
  return readFile(path)
}

const newSigningKey = (): Uint8Array =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })

const keysFrom = (sealing: Uint8Array, signing: KeyObject): InstallationKeys => ({
  seal: (secret) => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
    const body = Buffer.concat([cipher.update(secret), cipher.final()])
    return Buffer.concat([nonce, body, cipher.getAuthTag()])
  },
  open: (sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE_BYTES))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
      decipher.final(),
    ])
  },
  sign: (content) => sign(null, content, signing),
  publicKey: createPublicKey(signing).export({ type: 'spki', format: 'der' }),
})

const folderIn = (dataDir: string): string => join(dataDir, 'keys')

/** The first start makes them before anything is kept. */
export const hasKeys = (dataDir: string): boolean => existsSync(folderIn(dataDir))

const FILES = { sealing: 'sealing.key', signing: 'signing.key' } as const

/** The keys as they lie on the disk, to be kept elsewhere too. */
export interface KeyFiles {
  readonly sealing: Uint8Array
  readonly signing: Uint8Array
}

export const readKeyFiles = async (dataDir: string): Promise<KeyFiles> => ({
  sealing: await readFile(join(folderIn(dataDir), FILES.sealing)),
  signing: await readFile(join(folderIn(dataDir), FILES.signing)),
})

/** Puts keys where there are none. */
export const writeKeyFiles = async (dataDir: string, keys: KeyFiles): Promise<void> => {
  await mkdir(folderIn(dataDir), { recursive: true, mode: 0o700 })
  for (const name of ['sealing', 'signing'] as const)
    await writeFile(join(folderIn(dataDir), FILES[name]), keys[name], { mode: 0o600, flag: 'wx' })
}

/** Reads the keys of this installation, making them the first time. */
export const loadKeys = async (dataDir: string): Promise<InstallationKeys> => {
  const folder = folderIn(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const sealing = await readOrMake(join(folder, FILES.sealing), () => randomBytes(32))
  const signing = await readOrMake(join(folder, FILES.signing), newSigningKey)
  if (sealing.length !== 32)
    throw new Error(
      `${join(folder, 'sealing.key')} does not hold 32 bytes. Restore it from a backup: without it no stored secret can be read.`,
    )
  return keysFrom(sealing, createPrivateKey({ key: Buffer.from(signing), format: 'der', type: 'pkcs8' }))
}
