/** Who this edge is: its own Ed25519 key, made here and never sent, and whom it obeys: the server's key, pinned once. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { Disk } from '@loge/kernel'
import { z } from 'zod'
import type { EdgeIdentity } from './uplink/uplink.ts'

const KEY_FILE = 'edge.key'
const ENROLMENT_FILE = 'edge.enrolment'

const enrolmentShape = z.object({
  organizationId: z.string(),
  siteId: z.string(),
  edgeId: z.string(),
  /** SubjectPublicKeyInfo, DER, base64url. */
  serverKey: z.string(),
})
export type Enrolment = z.output<typeof enrolmentShape>

export const ownKey = async (disk: Disk): Promise<KeyObject> => {
  const kept = await disk.read(KEY_FILE)
  if (kept !== undefined) return createPrivateKey({ key: Buffer.from(kept), format: 'der', type: 'pkcs8' })
  const { privateKey } = generateKeyPairSync('ed25519')
  await disk.replace(KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'der' }))
  return privateKey
}

/** SubjectPublicKeyInfo, DER, base64url. */
export const publicKeyOf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64url')

export const signWith = (key: KeyObject, text: string): string =>
  sign(null, Buffer.from(text), key).toString('base64url')

export const verifyWith = (publicKey: string) => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })
  return (text: string, signature: string): boolean =>
    verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}

export const readEnrolment = async (disk: Disk): Promise<Enrolment | undefined> => {
  const kept = await disk.read(ENROLMENT_FILE)
  if (kept === undefined) return undefined
  return enrolmentShape.parse(JSON.parse(Buffer.from(kept).toString('utf8')))
}

export const keepEnrolment = (disk: Disk, enrolment: Enrolment): Promise<void> =>
  disk.replace(ENROLMENT_FILE, Buffer.from(JSON.stringify(enrolmentShape.parse(enrolment))))

export const identityOf = (enrolment: Enrolment, key: KeyObject): EdgeIdentity => ({
  organizationId: enrolment.organizationId,
  edgeId: enrolment.edgeId,
  sign: (text) => signWith(key, text),
  verifyServer: verifyWith(enrolment.serverKey),
})
