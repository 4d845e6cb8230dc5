/** What is done to a file: the change, and the fact in codes, in one transaction. */
import { object } from '@loge/features/privacy/server'
import { Problem, requireVersion } from '@loge/http'
import { type Id, type Instant } from '@loge/kernel'
import {
  actOnFile,
  type EndReason,
  type FileKind,
  type FileRefusal,
  isOfShow,
  type LoggedContact,
  reviewDay,
} from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { joinCompany } from './companies.ts'
import type { Work } from './open-file.ts'
import { agree, type Agreed, disagree, followUp } from './shows.ts'
import {
  changeFile,
  dropFile,
  type Filing,
  insertFile,
  requireFile,
  requireNone,
  type StoredFile,
  tellMoved,
} from './store.ts'

export type ActToDo =
  | ({ readonly kind: 'contact'; readonly at: Instant } & Pick<LoggedContact, 'channel' | 'direction'>)
  | { readonly kind: 'activate' | 'deactivate' | 'object' | 'convert' }
  | { readonly kind: 'change'; readonly work: Work }
  | { readonly kind: 'join'; readonly company: string | null; readonly on: string }
  | { readonly kind: 'end'; readonly why: EndReason }
  | ({ readonly kind: 'agree' } & Agreed)
  | { readonly kind: 'write'; readonly subject: string; readonly words: string }

const SAID: Readonly<Record<FileRefusal, string>> = {
  file_ended: 'This file is closed.',
  contact_in_future: 'A contact is logged once it has taken place.',
  file_not_prospect: 'Only the file of a prospect is active or not, or becomes that of a customer.',
}

const COLUMNS = {
  title: 'title',
  areaOfInterest: 'area_of_interest',
  workEmail: 'work_email',
  workPhone: 'work_phone',
  workAddress: 'work_address',
} as const

const changed = (work: Work) =>
  Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([key, column]) => {
      const value = work[key as keyof Work]
      return value === undefined ? [] : [[column, value]]
    }),
  )

/** What we send keeps nobody: only what they did themselves counts. */
const contacted = (file: StoredFile, { at, channel, direction }: Extract<ActToDo, { kind: 'contact' }>) => {
  const contacts = [...file.contacts, { at: new Date(at).toISOString(), channel, direction }]
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, 500)
  if (direction === 'outbound' || at < file.last_contact_at) return { contacts }
  return {
    contacts,
    last_contact_at: at,
    is_active: true,
    active_why: 'contact' as const,
    active_on: at,
    inactive_at: null,
    review_by: null,
  }
}

/** The rule of customers is theirs from now on; what is known of the time before keeps its dates. */
const convert = async (filing: Filing, file: StoredFile): Promise<void> => {
  const customers: Filing = { ...filing, kind: 'customer' }
  await requireNone(customers, file.person_id)
  await dropFile(filing, file.id)
  await insertFile(customers, { ...file, is_active: true })
}

const changesOf = (file: StoredFile, act: ActToDo, now: Instant) => {
  if (act.kind === 'contact') return contacted(file, act)
  if (act.kind === 'change') return changed(act.work)
  if (act.kind === 'end') return { ended_at: now, ended_why: act.why }
  if (act.kind === 'activate')
    return {
      is_active: true,
      active_why: 'review' as const,
      active_on: now,
      inactive_at: null,
      review_by: null,
    }
  if (act.kind === 'deactivate')
    return {
      is_active: false,
      active_why: 'staff' as const,
      active_on: now,
      inactive_at: now,
      review_by: reviewDay(now) as Instant,
    }
  return {}
}

export interface FileToAct {
  readonly id: Id<'relationFile'>
  readonly ifMatch: string | undefined
  readonly act: ActToDo
  /** Whether whoever acts may keep files of customers too. */
  readonly mayConvert: boolean
}

export const actOn = (
  { database, world, origin, seal }: RelationsDeps,
  desk: Desk,
  kind: FileKind,
  { id, ifMatch, act, mayConvert }: FileToAct,
) =>
  database.transaction(desk.organizationId, async (transaction) => {
    const { organizationId, actor } = desk
    const filing: Filing = { transaction, world, organizationId, actor, kind }
    const file = await requireFile(filing, id)
    requireVersion(ifMatch, file.version)
    const now = world.now()
    const at = act.kind === 'contact' ? act.at : undefined
    const decided = actOnFile({ kind, hasEnded: file.ended_at !== null }, { act: act.kind, at, now })
    if (!decided.ok) throw new Problem(409, decided.refusal, SAID[decided.refusal])
    if (act.kind === 'convert' && !mayConvert)
      throw new Problem(403, 'permission_denied', 'Files of customers are kept by others.')
    await tellMoved(filing, file, act.kind)
    if (act.kind === 'convert') {
      await convert(filing, file)
      return { id, version: 1 }
    }
    const personId = file.person_id
    if (act.kind === 'object') {
      await object(transaction, world, { organizationId, personId, actor }, 'marketing')
      if (isOfShow(kind)) await disagree({ ...filing, kind }, personId)
    }
    if (isOfShow(kind) && act.kind === 'agree')
      await agree({ ...filing, kind }, { seal }, { id, personId }, act)
    if (isOfShow(kind) && act.kind === 'write') await followUp({ ...filing, kind }, { origin, id, ...act })
    if (act.kind === 'join') await joinCompany(filing, personId, act)
    return { id, version: await changeFile(filing, file, changesOf(file, act, now)) }
  })
