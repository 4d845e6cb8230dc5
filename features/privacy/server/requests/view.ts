/** Cases as the network tells them. */
import { accountNames } from '@loge/features/accounts/server'
import { dayAt } from '@loge/features/reports/core'
import { asId, formatCivilDay, type Instant, type PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  addMonths,
  type CaseAct,
  ENDED,
  excessIn,
  feeIn,
  isWaiting,
  missingNow,
  RIGHTS,
} from '../../core/index.ts'
import { readDeed, type StoredDeed } from '../deeds/tables.ts'
import { noticesOf, viewNotice } from '../telling/routes.ts'
import type { CaseNow } from './case-at.ts'
import { feeTermsOf } from './excess.ts'
import { viewFiles } from './files.ts'
import { readCase } from './open-case.ts'
import type { RequestSettings } from './settings.ts'
import type { StoredEntry, StoredLetter, Story } from './store.ts'

const NOT_LEFT: ReadonlySet<string> = new Set(['to_post', 'failed', 'given_up'])

export const viewLine = (
  { request, clock, story, standing }: CaseNow,
  { zone }: RequestSettings,
  now: Instant,
) => ({
  id: request.id,
  reference: request.reference,
  right: request.right,
  article: RIGHTS[request.right],
  channel: request.channel,
  receivedAt: request.received_at,
  requesterName: request.requester_name,
  personId: request.person_id,
  identity: request.identity,
  state: request.state,
  isWaiting: isWaiting(standing.entries) && !ENDED.has(request.state),
  missing: ENDED.has(request.state) ? [] : [...missingNow(standing.entries)],
  clock: {
    dueOn: formatCivilDay(clock.dueOn),
    dueAt: clock.dueAt,
    state: clock.state,
    daysLeft: clock.dueOn - dayAt(zone, request.ended_at ?? now),
    by: clock.why.by,
    pausedDays: clock.why.pausedDays,
    pausedSince: clock.why.pausedSince,
    movedToWorkingDay: clock.why.movedToWorkingDay,
  },
  endedAt: request.ended_at,
  lettersHeld: story.letters.filter(({ state }) => NOT_LEFT.has(state)).length,
  version: request.version,
})

export const viewLetter = (letter: StoredLetter) => ({
  id: letter.id,
  kind: letter.kind,
  way: letter.way,
  sentTo: letter.sent_to,
  language: letter.language,
  subject: letter.subject,
  body: letter.body,
  writtenAt: letter.written_at,
  state: letter.state,
  failure: letter.code,
  sentAt: letter.sent_at,
})

const wordsOf = (act: CaseAct): string | null => {
  switch (act.kind) {
    case 'asked':
      return act.doubt === '' ? act.words : `${act.words} (${act.doubt})`
    case 'extended':
      return act.reasons
    case 'partly_refused':
    case 'refused':
    case 'fee_announced':
      return act.reason
    case 'excess_found':
      return act.earlier.length === 0 ? act.reason : `${act.reason} (${act.earlier.join(', ')})`
    case 'granted':
    case 'person_wrote':
      return act.words
    case 'classified':
      return act.right
    case 'identity_proven':
      return [act.proof, act.questions ?? ''].filter((part) => part !== '').join(': ')
    case 'received':
    case 'matched':
    case 'withdrawn':
    case 'fee_accepted':
    case 'fee_declined':
      return null
  }
}

const accountOf = ({ recorded_by: by }: StoredEntry): string | undefined =>
  by.kind === 'account' ? by.id : undefined

const namesIn = async (transaction: Transaction, { request, story }: CaseNow) => {
  const ids = story.entries.map(accountOf).filter((id) => id !== undefined)
  return accountNames(
    transaction,
    request.organization_id,
    ids.map((id) => asId('account', id)),
  )
}

const viewEntries = ({ entries }: Story, names: Awaited<ReturnType<typeof namesIn>>) =>
  entries.map((entry) => {
    const account = accountOf(entry)
    const { act, recorded_by: by } = entry
    return {
      id: entry.id,
      at: entry.at,
      by: { kind: by.kind, id: 'id' in by ? by.id : null },
      byName: account === undefined ? null : (names.get(asId('account', account)) ?? null),
      kind: act.kind,
      words: wordsOf(act),
      article: 'article' in act ? act.article : null,
      letterId: entry.letter_id,
    }
  })

const nameOf = async (transaction: Transaction, personId: string | null): Promise<string | null> => {
  if (personId === null) return null
  const { rows } = await sql<{ name: string }>`
    select given_name || ' ' || family_name as name from person where id = ${personId}`.execute(transaction)
  return rows[0]?.name ?? null
}

const extendableTo = ({ standing, clock, request }: CaseNow, { clock: settings, zone }: RequestSettings) =>
  ENDED.has(request.state) ||
  clock.state === 'late' ||
  standing.entries.some(({ act }) => act.kind === 'extended')
    ? null
    : formatCivilDay(addMonths(dayAt(zone, request.received_at), settings.months + settings.extensionMonths))

const viewFee = ({ standing: { entries } }: CaseNow, { register }: RequestSettings) => {
  const charged = feeIn(entries)
  return {
    excess: excessIn(entries)?.act.criterion ?? null,
    amountDue: charged?.state === 'accepted' ? charged.fee.cents : 0,
    fee:
      charged === undefined
        ? null
        : { cents: charged.fee.cents, state: charged.state, currency: charged.fee.terms.currency },
    feeTerms: feeTermsOf(register),
  }
}

const viewDeed = (deed: StoredDeed) => ({
  kind: deed.kind,
  details: Object.fromEntries(
    Object.entries(deed.details).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : [...value],
    ]),
  ),
  changes: deed.changes === null ? null : [...deed.changes],
  state: deed.state,
  found: [...deed.found],
  contentHash: deed.content_hash,
  contentBytes: deed.content_bytes === null ? null : Number(deed.content_bytes),
  doneAt: deed.done_at,
  doneBy: { kind: deed.done_by.kind, id: 'id' in deed.done_by ? deed.done_by.id : null },
  checkedAt: deed.checked_at,
})

export const viewCase = async (transaction: Transaction, id: PrivacyRequestId, now: Instant) => {
  const { settings, earlier, ...found } = await readCase(transaction, id, now)
  const { request, story, standing } = found
  const { recorded_by: by } = request
  const deed = await readDeed(transaction, id)
  return {
    ...viewLine(found, settings, now),
    postedOn: request.posted_on,
    recordedAt: request.recorded_at,
    recordedBy: { kind: by.kind, id: 'id' in by ? by.id : null },
    language: request.language,
    requesterEmail: request.requester_email,
    requesterAddress: request.requester_address,
    requesterTelephone: request.requester_telephone,
    words: request.words,
    erasureId: request.erasure_id,
    deed: deed === undefined ? null : viewDeed(deed),
    notices: (await noticesOf(transaction, id)).map(viewNotice),
    personName: await nameOf(transaction, request.person_id),
    identityMode: standing.mode,
    extendableTo: extendableTo(found, settings),
    earlier: [...earlier],
    ...viewFee(found, settings),
    entries: viewEntries(story, await namesIn(transaction, found)),
    letters: story.letters.map(viewLetter),
    files: await viewFiles(transaction, id),
  }
}
