/** Identifiers: a UUIDv7 (RFC 9562 §5.7) inside, `<prefix>_<32 hex>` on the wire. A DoorId is not a HomeId. */

declare const kind: unique symbol
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

/** Every kind of thing that has an id, with its prefix on the wire. A new kind is one line here. */
export const ID_PREFIX = {
  organization: 'org',
  site: 'sit',
  building: 'bld',
  floor: 'flo',
  unit: 'uni',
  person: 'per',
  tenancy: 'ten',
  move: 'mov',
  relation: 'rel',
  account: 'acc',
  session: 'ses',
  role: 'rol',
  roleAssignment: 'ras',
  delegation: 'dlg',
  apiKey: 'key',
  passkey: 'psk',
  signInLink: 'lnk',
  signInChallenge: 'chl',
  schedule: 'sch',
  holidayCalendar: 'hol',
  device: 'dev',
  component: 'cmp',
  deviceConfig: 'dcf',
  command: 'cmd',
  rollout: 'rlo',
  disposal: 'dsp',
  replacement: 'rpl',
  edge: 'edg',
  entrance: 'ent',
  zone: 'zon',
  emergency: 'emg',
  glassKey: 'glk',
  glassBreak: 'glb',
  accessProfile: 'apr',
  accessGrant: 'agr',
  accessChange: 'ach',
  accessCampaign: 'acp',
  campaignDecision: 'cpd',
  credential: 'crd',
  placement: 'plc',
  /** One decision of a door, named by the edge that made it. */
  decision: 'dcs',
  enrolment: 'enr',
  event: 'evt',
  look: 'loo',
  savedView: 'viw',
  notice: 'ntc',
  report: 'rpt',
  reportRun: 'rpn',
  alert: 'alr',
  import: 'imp',
  erasure: 'era',
  consent: 'cns',
  directive: 'dir',
  cookieChoice: 'cck',
  disclosure: 'dcl',
  retentionRun: 'rrn',
  legalHold: 'hld',
  supportAccess: 'sup',
  supportData: 'spd',
  privacyRequest: 'prq',
  privacyRequestEvent: 'pre',
  privacyLetter: 'prl',
  requestFile: 'prf',
  provenance: 'prv',
  contactMessage: 'cmg',
  askedValue: 'asv',
  outLetter: 'olt',
  newsletterList: 'nll',
  subscription: 'sbs',
  newsletter: 'nwl',
  relationFile: 'rlf',
  tradeShow: 'tsh',
  company: 'cpy',
  affiliation: 'afl',
  recipientNotice: 'rnt',
  breach: 'brc',
  breachLetter: 'brl',
  release: 'rls',
  releaseLetter: 'rll',
  jobOpening: 'job',
  application: 'apl',
  applicationDocument: 'apd',
  applicationDetail: 'apt',
  applicationView: 'apv',
  talent: 'tln',
  interruption: 'irp',
} as const

export type IdKind = keyof typeof ID_PREFIX
export type OrganizationId = Id<'organization'>
export type SiteId = Id<'site'>
export type BuildingId = Id<'building'>
export type FloorId = Id<'floor'>
export type UnitId = Id<'unit'>
export type PersonId = Id<'person'>
export type TenancyId = Id<'tenancy'>
export type MoveId = Id<'move'>
export type RelationId = Id<'relation'>
export type AccountId = Id<'account'>
export type DeviceId = Id<'device'>
export type CommandId = Id<'command'>
export type DisposalId = Id<'disposal'>
export type RolloutId = Id<'rollout'>
export type ReplacementId = Id<'replacement'>
export type EdgeId = Id<'edge'>
export type EntranceId = Id<'entrance'>
export type ZoneId = Id<'zone'>
export type EmergencyId = Id<'emergency'>
export type GlassKeyId = Id<'glassKey'>
export type GlassBreakId = Id<'glassBreak'>
export type ScheduleId = Id<'schedule'>
export type HolidayCalendarId = Id<'holidayCalendar'>
export type AccessProfileId = Id<'accessProfile'>
export type AccessGrantId = Id<'accessGrant'>
export type AccessChangeId = Id<'accessChange'>
export type AccessCampaignId = Id<'accessCampaign'>
export type CampaignDecisionId = Id<'campaignDecision'>
export type CredentialId = Id<'credential'>
export type EventId = Id<'event'>
export type LookId = Id<'look'>
export type SavedViewId = Id<'savedView'>
export type ReportId = Id<'report'>
export type ErasureId = Id<'erasure'>
export type ConsentId = Id<'consent'>
export type DirectiveId = Id<'directive'>
export type DisclosureId = Id<'disclosure'>
export type RetentionRunId = Id<'retentionRun'>
export type LegalHoldId = Id<'legalHold'>
export type SupportAccessId = Id<'supportAccess'>
export type PrivacyRequestId = Id<'privacyRequest'>
export type PrivacyLetterId = Id<'privacyLetter'>
export type BreachId = Id<'breach'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Claims that a UUID read from our own database or made by our own `World` is of this kind. */
export const asId = <Kind extends IdKind>(_kind: Kind, uuid: string): Id<Kind> => uuid as Id<Kind>

export const isIdKind = (text: string): text is IdKind => Object.hasOwn(ID_PREFIX, text)

export const isUuid = (text: string): boolean => UUID.test(text)

/** `per_018f…`: the form an id has outside the database. */
export const formatId = <Kind extends IdKind>(kind: Kind, id: Id<Kind>): string =>
  `${ID_PREFIX[kind]}_${id.replaceAll('-', '')}`

/** Reads the wire form; `undefined` when the text is not an id of this kind. */
export const parseId = <Kind extends IdKind>(kind: Kind, text: string): Id<Kind> | undefined => {
  const prefix = `${ID_PREFIX[kind]}_`
  const hex = text.slice(prefix.length)
  if (!text.startsWith(prefix) || !/^[0-9a-f]{32}$/.test(hex)) return undefined
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A UUIDv7 from a time in milliseconds and ten random bytes (RFC 9562 §5.7). */
export const uuidFrom = (atMs: number, random: Uint8Array): string => {
  if (random.length < 10) throw new RangeError('a UUIDv7 needs ten random bytes')
  const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0').slice(-12)
  let hex = ''
  for (let index = 0; index < 10; index += 1) hex += HEX[random[index] ?? 0]
  const variant = ((Number.parseInt(hex[3] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19).padEnd(12, '0')}`
}
