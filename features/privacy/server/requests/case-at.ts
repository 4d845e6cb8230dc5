/** A case as it stands now: its story, its clock and what may be done with it. */
import type { Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type CaseStanding, clockEventsOf, type RequestClock, requestClock } from '../../core/index.ts'
import { readSettings, type RequestSettings } from './settings.ts'
import { entriesOf, storiesOf, type StoredRequest, type Story } from './store.ts'

export interface CaseNow {
  readonly request: StoredRequest
  readonly story: Story
  readonly clock: RequestClock
  readonly standing: CaseStanding
}

export const caseNow = (
  { register, zone, clock: settings }: RequestSettings,
  request: StoredRequest,
  story: Story,
  now: Instant,
): CaseNow => {
  const entries = entriesOf(story)
  const clock = requestClock({
    receivedAt: request.received_at,
    zone,
    settings,
    events: clockEventsOf(entries),
    now,
  })
  const { right, person_id: personId, identity } = request
  return {
    request,
    story,
    clock,
    standing: { entries, right, personId, identity, mode: register.identity.mode, clock },
  }
}

export const casesNow = async (
  transaction: Transaction,
  requests: readonly StoredRequest[],
  now: Instant,
): Promise<readonly CaseNow[]> => {
  const [first] = requests
  if (first === undefined) return []
  const settings = await readSettings(transaction, first.organization_id, now)
  const storyOf = await storiesOf(
    transaction,
    requests.map(({ id }) => id),
  )
  return requests.map((request) => caseNow(settings, request, storyOf(request.id), now))
}
