/** Joining a site once: the code of the manager, and the proof that this edge holds the key it names. */
import { enrolmentProofText } from '@loge/features/access/core'
import { parseId, type Disk } from '@loge/kernel'
import { z } from 'zod'
import { forgetWithdrawn, isWithdrawn } from './withdrawal.ts'
import { keepEnrolment, ownKey, publicKeyOf, readEnrolment, signWith, type Enrolment } from './identity.ts'

const answerShape = z.object({
  organizationId: z.string(),
  siteId: z.string(),
  edgeId: z.string(),
  serverKey: z.string(),
})

export class EnrolmentRefused extends Error {
  readonly code: string

  constructor(code: string, detail: string) {
    super(detail)
    this.name = 'EnrolmentRefused'
    this.code = code
  }
}

const idOf = (kind: 'organization' | 'site' | 'edge', text: string): string => {
  const id = parseId(kind, text)
  if (id === undefined)
    throw new EnrolmentRefused(
      'server_not_understood',
      'The server answered something else than an enrolment.',
    )
  return id
}

const ask = async (serverUrl: string, body: unknown): Promise<Enrolment> => {
  const response = await fetch(new URL('/api/v1/edges/enrol', serverUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  const answer: unknown = await response.json()
  if (!response.ok) {
    const problem = z.object({ code: z.string(), detail: z.string().optional() }).safeParse(answer).data
    throw new EnrolmentRefused(
      problem?.code ?? 'server_not_understood',
      problem?.detail ?? `The server answered ${response.status}.`,
    )
  }
  const { organizationId, siteId, edgeId, serverKey } = answerShape.parse(answer)
  return {
    organizationId: idOf('organization', organizationId),
    siteId: idOf('site', siteId),
    edgeId: idOf('edge', edgeId),
    serverKey,
  }
}

/**
 * Enrols once; afterwards the code is not needed and not looked at, unless the edge was taken out of service: then a new
 * one takes it back, with its journal. The same code with the same key may be sent again.
 */
export const enrol = async (disk: Disk, serverUrl: string, code: string | undefined): Promise<Enrolment> => {
  const kept = await readEnrolment(disk)
  if (kept !== undefined && (!(await isWithdrawn(disk)) || code === undefined)) return kept
  if (code === undefined || code === '') {
    throw new EnrolmentRefused(
      'enrolment_code_missing',
      'This edge belongs to no site yet. Make its code in the console under Settings, Edges, then start it with the command shown there: npx loge edge --server URL --code CODE.',
    )
  }
  const key = await ownKey(disk)
  const publicKey = publicKeyOf(key)
  const enrolment = await ask(serverUrl, {
    code,
    publicKey,
    signature: signWith(key, enrolmentProofText(code, publicKey)),
  })
  await keepEnrolment(disk, enrolment)
  await forgetWithdrawn(disk)
  return enrolment
}
