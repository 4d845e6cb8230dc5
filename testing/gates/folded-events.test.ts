/** No event of any type says whom it is about, by any of its keys, to who may not read people. */
import { foldedPayload, type FactDefinition } from '@loge/features/events/core'
import { describe, expect, it } from 'vitest'
import { everyFact } from '../../server/facts.ts'

/** By which list of the house each leads to a person. A new key with an id is added here, or to those that lead to nobody. */
const LEADS: Readonly<Record<string, string>> = {
  subjectRef: 'the snapshot of an edge; the same for each passage of one person',
  credentialId: 'GET /credentials',
  accessGrantId: 'GET /access-grants',
  accessChangeId: 'GET /access-changes/{id}',
  accessCampaignId: 'GET /access-campaigns/{id}/items',
  aboutEventId: 'the event it is about',
  tenancyId: 'GET /tenancies',
  moveId: 'GET /moves',
  relationId: 'GET /relations',
  unitId: 'who lives there: GET /tenancies',
  accountId: 'GET /accounts',
  giverId: 'GET /accounts',
  linkId: 'the account it signs in',
  sessionId: 'the account that is signed in',
  passkeyId: 'the account that holds it',
  delegationId: 'the accounts it concerns',
  apiKeyId: 'the account that made it',
  importId: 'the account that made it',
  rolloutId: 'GET /rollouts: who started it',
  undoneRolloutId: 'GET /rollouts: who started it',
  lookId: 'GET /looks',
  glassKeyId: 'GET /glass-keys',
  glassBreakId: 'GET /glass-breaks',
  reportId: 'the accounts it goes to: GET /reports',
  runId: 'the accounts it went to: GET /reports/{id}/runs',
  privacyRequestId: 'GET /privacy/requests/{id}',
  erasureId: 'GET /erasures/{id}: whom it is of while it lasts',
  retentionRunId: 'the account that asked for it: GET /retention/runs',
  legalHoldId: 'whose rows it keeps: GET /retention/holds',
  contactMessageId: 'who wrote it: GET /relations/messages/{id}',
  applicationId: 'who applied: GET /applications/{id}',
  talentId: 'who agreed to be called back: GET /talents',
  subscriptionId: 'whose it is: GET /relations/subscriptions',
  newsletterListId: 'who is subscribed: GET /relations/subscriptions',
  newsletterId: 'GET /relations/newsletters',
  relationFileId: 'whose it is: GET /prospects/{id} and GET /customers/{id}',
  tradeShowId: 'who was met there: GET /show-contacts',
  provenanceId: 'whose data it is about: GET /relations/to-tell',
  releaseId: 'whom it is about: GET /privacy/releases',
  breachId: 'whom it concerns: GET /privacy/breaches/{id}',
  supportAccessId: 'whose data were looked at: GET /privacy/support',
  noticeId: 'the account it was written to: GET /notices',
}

const facts: readonly FactDefinition[] = everyFact.flatMap((feature) => Object.values(feature))

describe('a folded event', () => {
  it.each(facts.map((fact) => [fact.type, fact] as const))(
    '%s keeps no key that leads to somebody',
    (_type, fact) => {
      const whole = Object.fromEntries(Object.keys(fact.payload).map((key) => [key, 'x']))
      const told = Object.keys(foldedPayload(whole, fact))
      expect(told.filter((key) => LEADS[key] !== undefined)).toEqual([])
      // What seems to be an id is told because it leads to nobody, or folded because it leads to somebody: never by chance.
      const folded = Object.keys(whole).filter((key) => !told.includes(key))
      expect(folded.filter((key) => LEADS[key] === undefined)).toEqual([])
    },
  )

  it('of a fact that comes one day keeps none of its ids either', () => {
    const fact: FactDefinition = {
      type: 'parcel.left',
      version: 1,
      retention: 'movement',
      payload: { parcelId: 'the parcel', holderRef: 'whose', size: 'how large' },
    }
    expect(foldedPayload({ parcelId: 'p', holderRef: 'h', size: 'small' }, fact)).toEqual({ size: 'small' })
    expect(foldedPayload({ anything: 1 }, undefined)).toEqual({})
  })
})
