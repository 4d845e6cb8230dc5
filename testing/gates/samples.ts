/** What a check of the database asks for and its type does not tell; only for the generated rows of gate 7. */

type Sample = (universe: number) => Readonly<Record<string, unknown>>

const always =
  (row: Readonly<Record<string, unknown>>): Sample =>
  () =>
    row

/** 64 figures of a digest, another for each. */
const digest = (universe: number): string => String(universe).padStart(64, '0')

const secondId = (universe: number): string => `0198000${universe}-0000-7000-8000-0000000000ff`

export const SAMPLES: Readonly<Record<string, Sample>> = {
  event: always({
    retention_class: 'movement',
    filed_at: '2026-11-03T10:00:00Z',
    actor_kind: 'account',
    xact_id: undefined,
    position: undefined,
  }),
  event_block: always({ month: '2026-11', after_xact: '1', until_xact: '2' }),
  person: always({ born_on: '1980-05-17', form_received_on: '2026-01-02', country: 'FR' }),
  role: (universe) => ({ code: `role_${universe}` }),
  rollout: always({ undo_of: null, ended_at: null, paused_why: null }),
  // Over, so that every period of it counts.
  application_file: always({ state: 'rejected' }),
  move: always({ on_day: '2026-11-20' }),
  relation: always({ source: 'person', starts_on: '2026-01-01', ends_on: '2026-12-01' }),
  api_key: always({ site_id: null }),
  role_assignment: always({ site_id: null }),
  delegation: always({ site_id: null }),
  notice: always({ template: 'report', ended_at: null, code: null }),
  report: always({ next_on: '2026-11-20', weekday: null, month_day: null }),
  report_run: always({ run_on: '2026-11-20' }),
  access_grant: always({ residents_of_building_id: null, residents_of_unit_id: null, role_id: null }),
  credential_secret: (universe) => ({ digest: digest(universe), look_alike: digest(universe) }),
  access_campaign_decision: always({ access_change_id: null, until: null }),
  access_campaign_item: always({ left_as: null }),
  command: always({ entrance_id: null, outcome: null, ended_at: null }),
  rollout_item: always({ ended_at: null }),
  // In force after everybody here is gone, so that what an erasure asks is the register everybody starts with.
  register_version: (universe) => ({
    number: universe,
    hash: digest(universe),
    published_at: '2026-01-01T00:00:00Z',
    effective_at: '2999-01-01T00:00:00Z',
  }),
  consent: (universe) => ({ shown_hash: digest(universe) }),
  document_version: (universe) => ({
    number: universe,
    hash: digest(universe),
    register_hash: digest(universe),
    published_at: '2026-01-01T00:00:00Z',
    effective_at: '2999-01-01T00:00:00Z',
  }),
  cookie_choice: (universe) => ({ shown_hash: digest(universe) }),
  measure_check: always({ measure: 'kept_apart', outcome: 'holds', found: 0 }),
  contract_task: always({
    code: 'ending',
    until: '2026-12-31',
    last_at: '2026-11-21T10:00:00Z',
    first_at: '2026-11-20T10:00:00Z',
  }),
  disclosure: (universe) => ({ content_hash: digest(universe) }),
  breach: (universe) => ({ version: 1, reference: `2026-0${universe}`, closed_at: null }),
  breach_entry: always({ number: 1 }),
  release_case: (universe) => ({
    kind: 'requisition',
    purpose: null,
    state: 'given',
    content_hash: digest(universe),
  }),
  release_person: always({ state: 'not_told', told_at: null, label: '0001', code: null }),
  request_file: always({ destroyed_at: null }),
  breach_person: always({ state: 'not_told', sent_at: null, code: null }),
  retention_run: always({ state: 'done', contacts_until: '0', as_of: '2026-11-20T02:00:00Z' }),
  support_data: always({ came_from: 'client', came_on: '2026-11-20', over_at: '2026-12-20T10:00:00Z' }),
  support_access: always({
    device_kind: 'gateway',
    about_from: '2026-11-19T08:00:00Z',
    about_until: '2026-11-20T08:00:00Z',
    asked_at: '2026-11-20T08:00:00Z',
    agreed_at: null,
    ends_at: '2026-11-20T10:00:00Z',
    ended_at: null,
    ended_by: null,
    reviewed_at: null,
    finding: null,
  }),
  // One that holds would keep what an erasure is to take.
  legal_hold: always({ ends_on: '2026-11-20' }),
  site: always({ time_zone: 'Europe/Paris' }),
  event_drawer_over: always({ month: '2026-01' }),
  privacy_request: (universe) => ({
    notice_hash: digest(universe),
    reference: `2026-00${universe}`,
    right: 'access',
    channel: 'phone',
    posted_on: null,
    state: 'received',
    ended_at: null,
    erasure_id: null,
  }),
  privacy_letter: always({ state: 'waiting', sent_at: null, code: null }),
  privacy_request_event: always({ letter_id: null }),
  objection: always({ objected_to: 'marketing' }),
  recipient_notice: (universe) => ({
    content_hash: digest(universe),
    state: 'sent',
    code: null,
    replied_at: null,
    reply: null,
  }),
  request_deed: (universe) => ({ content_hash: digest(universe) }),
  subscription: always({ ended_at: null, ended_by: null }),
  subscription_request: always({ state: 'waiting', code: null }),
  newsletter_copy: always({ state: 'waiting', code: null }),
  provenance: always({
    notice_hash: digest(1),
    collected_on: '2026-01-02',
    kind: 'third_party',
    notice_due_on: '2026-02-02',
    told_at: null,
  }),
  contact_message: always({ state: 'new', closed_at: null }),
  out_letter: always({ state: 'waiting', sent_at: null, code: null }),
  replacement: (universe) => ({ replaced_by: secondId(universe) }),
}

/** A second row of a table, where one row alone can stand in no relation to another. */
export const SECOND: Readonly<Record<string, Sample>> = {
  device: (universe) => ({ id: secondId(universe), external_id: `second-${universe}` }),
}
