/** The shapes and routes of rights changes: several edits that are previewed, made and undone together. */
import { defineRoute, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { scheduleInput, weeklyWindow } from '@loge/features/schedules/wire'
import { z } from 'zod'
import { grantInput, profileInput, reason } from './rights-wire.ts'

const MOST_EDITS = 1_000

/** Of a grant given or taken back, or a person; left out: that of the change. */
const ownReason = { reason: reason.optional() }

export const rightsEdit = z.discriminatedUnion('kind', [
  /** `id` is `null` for a new one. */
  z.object({ kind: z.literal('keepProfile'), id: wireId('accessProfile').nullable(), ...profileInput.shape }),
  z.object({
    kind: z.literal('removeProfile'),
    id: wireId('accessProfile'),
    /** Revokes its grants in the same change. Else it is refused while somebody has it. */
    revokeGrants: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('grant'), ...grantInput.omit({ siteId: true }).shape, ...ownReason }),
  z.object({ kind: z.literal('revoke'), id: wireId('accessGrant'), ...ownReason }),
  z.object({
    kind: z.literal('keepSchedule'),
    id: wireId('schedule').nullable(),
    /** Which id a new one gets, so that a profile of the same change can name it. */
    newId: wireId('schedule').optional(),
    ...scheduleInput.shape,
  }),
  z.object({ kind: z.literal('suspend'), personId: wireId('person'), ...ownReason }),
  z.object({ kind: z.literal('restore'), personId: wireId('person') }),
])

const edits = z.array(rightsEdit).min(1).max(MOST_EDITS)

const hours = z.object({
  kind: z.enum(['never', 'always', 'weekly']),
  /** The schedules that say so; what they say is in `schedules` of the answer. */
  scheduleIds: z.array(wireId('schedule')),
  /** `null`: it has begun. */
  from: wireInstant.nullable(),
  /** `null`: open-ended. */
  until: wireInstant.nullable(),
})

/** Those of a count to whom it happens later, and from when at the earliest; `null`: nobody. */
const later = z.object({ people: z.number().int(), from: wireInstant }).nullable()

const rightsChange = z.object({
  entranceId: wireId('entrance'),
  people: z.number().int(),
  later,
  /** The first fifty, or the fifty after `namesAfter`; none to who may not read people. */
  personIds: z.array(wireId('person')),
  /** `null`: no right at all. */
  before: hours.nullable(),
  after: hours.nullable(),
})

const shownSchedule = z.object({ name: z.string(), weekly: z.array(weeklyWindow) })

const SNAPSHOT = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18}(?:,\d{1,18})*)?)$/

/** `from:until:under way`, each within the two before it and in order, as the database accepts it. */
const isSnapshot = (text: string): boolean => {
  const [, from, until, underWay] = SNAPSHOT.exec(text) ?? []
  if (from === undefined || until === undefined || underWay === undefined) return false
  const between = underWay === '' ? [] : underWay.split(',')
  const all = [from, ...between, until].map(BigInt)
  return all[0] !== 0n && all.every((one, position) => position === 0 || one >= (all[position - 1] ?? 0n))
}

/** A moment of the database, as it writes it. */
const moment = z.string().max(20_000).refine(isSnapshot)

export const rightsPreview = z.object({
  /** The moment it was read at, to be sent back as it is. */
  basedOn: moment,
  gains: z.array(rightsChange),
  losses: z.array(rightsChange),
  totals: z.object({
    peopleGaining: z.number().int(),
    peopleLosing: z.number().int(),
    gainingLater: later,
    losingLater: later,
  }),
  /** Every entrance of a gain or loss, and when its door will know. */
  doors: z.array(
    z.object({
      entranceId: wireId('entrance'),
      told: z.enum(['now', 'when_it_answers']),
      aloneSince: wireInstant.nullable(),
    }),
  ),
  /** Every schedule that gains and losses name. */
  schedules: z.array(
    z.object({
      id: wireId('schedule'),
      before: shownSchedule.nullable(),
      after: shownSchedule.nullable(),
    }),
  ),
  /** What is correct and surely not meant, or what saving would be refused for. */
  warnings: z.array(
    z.object({
      /** Position of the edit. */
      edit: z.number().int(),
      code: z.enum(['never_opens', 'never_closes', 'no_holidays_known', 'profile_in_use']),
      scheduleId: wireId('schedule').nullable(),
    }),
  ),
})

const changeParams = z.object({ id: wireId('accessChange') })

/** `name`: of a person with an account. */
const by = z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() })

const changeView = z.object({
  id: wireId('accessChange'),
  siteId: wireId('site'),
  version: z.number().int(),
  madeAt: wireInstant,
  madeBy: by,
  reason: z.string(),
  undoUntil: wireInstant,
  undoneAt: wireInstant.nullable(),
  undoneBy: by.nullable(),
  /** How many things it touched; the first of them in `touched`. */
  edits: z.number().int(),
  touched: z.array(
    z.object({
      kind: z.enum(['keepProfile', 'removeProfile', 'grant', 'revoke', 'keepSchedule', 'suspend', 'restore']),
      /** It was not there before. */
      isNew: z.boolean(),
      accessProfileId: wireId('accessProfile').nullable(),
      accessGrantId: wireId('accessGrant').nullable(),
      scheduleId: wireId('schedule').nullable(),
      /** `null` also to who may not read people. */
      personId: wireId('person').nullable(),
    }),
  ),
})

const CHANGES = {
  tag: 'Access',
  permission: 'access.manage',
  problems: [
    'access_profile_unknown',
    'edited_twice',
    'rights_already_so',
    'access_grant_revoked',
    'building_unknown',
    'home_unknown',
    'role_unfit',
    'entrance_unknown',
    'holiday_calendar_unknown',
    'period_invalid',
    'person_unknown',
    'schedule_invalid',
    'schedule_unknown',
  ],
} as const

export const changeRoutes = {
  previewChange: defineRoute({
    ...CHANGES,
    method: 'POST',
    rateLimit: 'read',
    path: '/access-changes/preview',
    repeat: 'runsAgain',
    summary: 'Who would gain and who would lose what by a change of rights; nothing is changed',
    body: z.object({
      siteId: wireId('site'),
      edits,
      /** The people named of each change go on after this one. */
      namesAfter: wireId('person').optional(),
    }),
    answer: rightsPreview,
  }),
  applyChange: defineRoute({
    ...CHANGES,
    method: 'POST',
    rateLimit: 'write',
    path: '/access-changes',
    summary: 'Make all edits of a change, or none, unless what they are about was changed since the preview',
    body: z.object({ siteId: wireId('site'), basedOn: moment, edits, reason }),
    answer: z.object({
      id: wireId('accessChange'),
      undoUntil: wireInstant,
      version: z.number().int(),
    }),
    status: 201,
    problems: [...CHANGES.problems, 'access_profile_in_use', 'rights_changed_meanwhile', 'schedule_retired'],
  }),
  listChanges: defineRoute({
    tag: 'Access',
    permission: 'access.read',
    rateLimit: 'read',
    method: 'GET',
    path: '/access-changes',
    summary: 'Who changed which rights together, when and why, the latest first',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional() }),
    answer: pageOf(changeView),
  }),
  undoChange: defineRoute({
    tag: 'Access',
    permission: 'access.manage',
    method: 'POST',
    rateLimit: 'write',
    path: '/access-changes/{id}/undo',
    summary: 'Put everything back as it was before a change, if nothing it touched changed since',
    params: changeParams,
    answer: z.object({ id: wireId('accessChange'), version: z.number().int() }),
    problems: ['access_change_overtaken', 'access_change_undone', 'undo_too_late'],
  }),
} as const

export type RightsEdit = z.output<typeof rightsEdit>
export type ChangeView = z.output<typeof changeView>
export type RightsPreview = z.output<typeof rightsPreview>
