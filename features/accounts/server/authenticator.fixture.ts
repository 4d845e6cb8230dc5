/** A passkey in software, for tests: makes and signs what a browser and its authenticator would (WebAuthn level 3). */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>

const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}

/** RFC 8949, as much of it as an attestation needs. */
const encode = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, inner]) => [encode(key), encode(inner)]),
  ])
}

const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest()
const base64 = (content: Uint8Array): string => Buffer.from(content).toString('base64url')

const coseKey = (publicKey: KeyObject): Buffer => {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const part = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
  return encode(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, part(x)],
      [-3, part(y)],
    ]),
  )
}

const PRESENT_AND_VERIFIED = 0x05
const WITH_CREDENTIAL = 0x40

export interface Ceremony {
  readonly options: Readonly<Record<string, unknown>>
  readonly origin: string
}

export const createAuthenticator = (origin: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const rpIdHash = sha256(new URL(origin).hostname)
  let counter = 0
  let userHandle = ''

  const authenticatorData = (flags: number, attached: Uint8Array = new Uint8Array()): Buffer => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, attached])
  }

  const clientData = (type: string, { options, origin: from }: Ceremony): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin: from, crossOrigin: false }))

  const credential = {
    id: base64(credentialId),
    rawId: base64(credentialId),
    type: 'public-key',
    clientExtensionResults: {},
  }

  return {
    register: (ceremony: Ceremony) => {
      const user = ceremony.options['user'] as { readonly id: string }
      userHandle = user.id
      const length = Buffer.from([0, credentialId.length])
      const attached = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(publicKey)])
      const attestation = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(PRESENT_AND_VERIFIED | WITH_CREDENTIAL, attached)],
      ])
      const response = {
        clientDataJSON: base64(clientData('webauthn.create', ceremony)),
        attestationObject: base64(encode(attestation)),
        transports: ['internal'],
      }
      return { ...credential, response }
    },
    assert: (ceremony: Ceremony) => {
      const data = authenticatorData(PRESENT_AND_VERIFIED)
      const client = clientData('webauthn.get', ceremony)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = {
        clientDataJSON: base64(client),
        authenticatorData: base64(data),
        signature: base64(signature),
        userHandle,
      }
      return { ...credential, response }
    },
    /** As if the passkey had been copied and the copy used less. */
    rewind: () => {
      counter = 0
    },
  }
}
