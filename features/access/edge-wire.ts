/** The routes of edges: which there are and how they are, and how one joins. */
import { humanText, defineRoute, pageOf, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const edgeView = z.object({
  id: wireId('edge'),
  siteId: wireId('site'),
  name: z.string(),
  /** Rises with each change of its service; `If-Match` of whoever takes it out of service. */
  revision: z.number().int(),
  state: z.enum(['connected', 'alone', 'never_connected', 'revoked']),
  /** Since when it is in this state. */
  since: wireInstant,
  heardAt: wireInstant.nullable(),
  snapshotVersion: z.number().int().nullable(),
  /** Events it had still to deliver when it was last heard. */
  backlog: z.number().int().nullable(),
  journalProblem: z.string().nullable(),
  clockTrusted: z.boolean().nullable(),
  software: z.string().nullable(),
  /**
   * Of a revoked edge: when it said itself that it opens no door by its old rights any more. `null`: nobody knows whether
   * it heard; until the lease of the rights ends it may open for whom it knew.
   */
  withdrawnAt: wireInstant.nullable(),
})

const publicKey = z.string().min(40).max(200)

export const edgeRoutes = {
  listEdges: defineRoute({
    method: 'GET',
    path: '/edges',
    summary:
      'The edges of the sites you may see: connected or on their own, since when, and what they have still to tell.',
    tag: 'edges',
    permission: 'equipment.read',
    rateLimit: 'read',
    answer: pageOf(edgeView),
  }),
  issueEnrolment: defineRoute({
    method: 'POST',
    path: '/edges/enrolments',
    repeat: 'refused',
    summary: 'A one-time code by which a new edge joins a site. Shown once.',
    tag: 'edges',
    permission: 'edges.enrol',
    rateLimit: 'write',
    status: 201,
    body: z.object({ siteId: wireId('site'), name: humanText(1, 200) }),
    answer: z.object({ code: z.string(), expiresAt: wireInstant }),
    problems: ['not_found'],
  }),
  enrolEdge: defineRoute({
    method: 'POST',
    path: '/edges/enrol',
    summary: 'An edge presents its code and its own key, and proves that it holds that key.',
    tag: 'edges',
    permission: 'public',
    rateLimit: 'device',
    status: 201,
    body: z.object({ code: z.string().max(200), publicKey, signature: z.string().max(200) }),
    answer: z.object({
      organizationId: wireId('organization'),
      siteId: wireId('site'),
      edgeId: wireId('edge'),
      /** The key every snapshot and every greeting of this server is signed with. */
      serverKey: publicKey,
    }),
    problems: ['enrolment_code_invalid', 'enrolment_proof_invalid'],
  }),
  revokeEdge: defineRoute({
    method: 'DELETE',
    path: '/edges/{id}',
    summary:
      'Takes an edge out of service: it opens no door any more, but the way out, and is not listened to. Its past stays; a new enrolment code takes it back.',
    tag: 'edges',
    permission: 'edges.enrol',
    rateLimit: 'write',
    status: 204,
    params: z.object({ id: wireId('edge') }),
    ifMatch: true,
    problems: ['confirmation_required', 'not_found', 'precondition_failed'],
  }),
}
