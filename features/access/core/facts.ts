/** What happens at entrances and to rights. Ids and codes only. */
import { defineFacts } from '@loge/features/events/core'

const GRANT = { accessGrantId: 'the grant', accessProfileId: 'the profile it gives' }
const CREDENTIAL = { credentialId: 'the credential', kind: 'pin, card, qr, mobileKey or licencePlate' }
const CHANGE = { accessChangeId: 'the change', edits: 'how many edits it made' }
const CAMPAIGN = { accessCampaignId: 'the review campaign' }
const GLASS_KEY = { glassKeyId: 'the key behind glass' }
const GLASS = { glassBreakId: 'the one time it was taken' }
const AT_DOOR = {
  decisionId: 'the decision or command this belongs to',
  snapshotVersion: 'version of the snapshot in force',
}

/** Why somebody looks at a name: one of a few words, so that no name gets into the log. */
export const NAME_REASONS = ['danger', 'asked_by_them', 'damage', 'authorities', 'rights'] as const
export type NameReason = (typeof NAME_REASONS)[number]

/** Why everybody counted inside a zone is forgotten. */
export const FORGET_REASONS = ['miscounted', 'after_emergency', 'asked_by_them'] as const
export type ForgetReason = (typeof FORGET_REASONS)[number]

/** Why somebody goes in and out of zones without being counted. */
export const FREE_PASSAGE_REASONS = ['caretaker', 'security', 'works'] as const
export type FreePassageReason = (typeof FREE_PASSAGE_REASONS)[number]

const OUTCOME = 'unlocked when the lock or the leaf said so, sent when nothing here can say it'

export const accessFacts = defineFacts({
  entranceCreated: { type: 'entrance.created', version: 1, retention: 'audit', payload: {} },
  entranceChanged: {
    type: 'entrance.changed',
    version: 1,
    retention: 'audit',
    payload: { fields: 'the names of the settings that changed' },
  },
  entranceRemoved: { type: 'entrance.removed', version: 1, retention: 'audit', payload: {} },
  entranceLockedDown: {
    type: 'entrance.locked_down',
    version: 1,
    retention: 'audit',
    payload: {},
  },
  zoneCreated: {
    type: 'zone.created',
    version: 1,
    retention: 'audit',
    payload: { zoneId: 'the zone' },
  },
  zoneChanged: {
    type: 'zone.changed',
    version: 1,
    retention: 'audit',
    payload: { zoneId: 'the zone', entrances: 'how many entrances it has now' },
  },
  zoneRulesChanged: {
    type: 'zone.rules_changed',
    version: 1,
    retention: 'audit',
    payload: { zoneId: 'the zone', rules: 'the rules that hold there now' },
  },
  houseRulesChanged: {
    type: 'house_rules.changed',
    version: 1,
    retention: 'audit',
    payload: { rules: 'the rules of the house that changed' },
  },
  /** Everybody counted inside was forgotten, for a reason of a few words. */
  zoneForgotten: {
    type: 'zone.forgotten',
    version: 1,
    retention: 'audit',
    payload: { zoneId: 'the zone', reason: 'miscounted, after_emergency or asked_by_them' },
  },
  zoneRemoved: {
    type: 'zone.removed',
    version: 1,
    retention: 'audit',
    payload: { zoneId: 'the zone' },
  },
  emergencyOrdered: {
    type: 'emergency.ordered',
    version: 1,
    retention: 'audit',
    payload: {
      emergencyId: 'the order',
      kind: 'lockdown or evacuation',
      zoneId: 'the zone; null for the whole site',
      drill: 'whether it is an exercise',
      until: 'the instant at which it ends by itself',
    },
  },
  emergencyEnded: {
    type: 'emergency.ended',
    version: 1,
    retention: 'audit',
    payload: { emergencyId: 'the order', kind: 'lockdown or evacuation' },
  },
  /** Somebody is named who may break the glass. */
  glassKeyGiven: {
    type: 'glass_key.given',
    version: 1,
    retention: 'audit',
    payload: { ...GLASS_KEY, until: 'the instant at which it is worth nothing any more' },
  },
  glassKeyWithdrawn: { type: 'glass_key.withdrawn', version: 1, retention: 'audit', payload: GLASS_KEY },
  glassBroken: {
    type: 'glass.broken',
    version: 1,
    retention: 'audit',
    payload: {
      ...GLASS_KEY,
      ...GLASS,
      accessGrantId: 'the grant it gave',
      until: 'the instant at which it ends by itself',
    },
  },
  glassClosed: { type: 'glass.closed', version: 1, retention: 'audit', payload: GLASS },
  glassReviewed: { type: 'glass.reviewed', version: 1, retention: 'audit', payload: GLASS },
  entranceReleased: { type: 'entrance.released', version: 1, retention: 'audit', payload: {} },
  deviceReplaced: {
    type: 'device.replaced',
    version: 1,
    retention: 'audit',
    payload: {
      replacementId: 'the replacement',
      replacedBy: 'the device that took the place',
      entrances: 'how many entrances moved over',
    },
  },
  deviceTakenOut: {
    type: 'device.taken_out',
    version: 1,
    retention: 'audit',
    payload: {
      disposalId: 'the disposal',
      entrances: 'how many entrances lost a part',
      settings: 'how many settings are no longer wanted',
      commandId: 'the order that clears what is kept of it, or null',
    },
  },
  deviceWipedByHand: {
    type: 'device.wiped_by_hand',
    version: 1,
    retention: 'audit',
    payload: { disposalId: 'the disposal' },
  },
  deviceHeardAfterDisposal: {
    type: 'device.heard_after_disposal',
    version: 1,
    retention: 'audit',
    payload: { disposalId: 'the disposal that somebody had said was done' },
  },
  deviceReplacementUndone: {
    type: 'device.replacement_undone',
    version: 1,
    retention: 'audit',
    payload: { replacementId: 'the replacement' },
  },
  profileCreated: {
    type: 'access_profile.created',
    version: 1,
    retention: 'audit',
    payload: { accessProfileId: 'the profile' },
  },
  profileChanged: {
    type: 'access_profile.changed',
    version: 1,
    retention: 'audit',
    payload: { accessProfileId: 'the profile' },
  },
  profileRemoved: {
    type: 'access_profile.removed',
    version: 1,
    retention: 'audit',
    payload: { accessProfileId: 'the profile' },
  },
  profileRestored: {
    type: 'access_profile.restored',
    version: 1,
    retention: 'audit',
    payload: { accessProfileId: 'the profile' },
  },
  campaignOpened: {
    type: 'access_campaign.opened',
    version: 1,
    retention: 'audit',
    payload: { ...CAMPAIGN, items: 'how many rights it is about', dueOn: 'the civil day of the site' },
  },
  campaignDecided: {
    type: 'access_campaign.decided',
    version: 1,
    retention: 'audit',
    payload: { ...CAMPAIGN, decision: 'keep, end or revoke', items: 'how many rights at once' },
  },
  campaignDecisionUndone: {
    type: 'access_campaign.decision_undone',
    version: 1,
    retention: 'audit',
    payload: { ...CAMPAIGN, decision: 'keep, end or revoke', items: 'how many rights at once' },
  },
  campaignReviewersNamed: {
    type: 'access_campaign.reviewers_named',
    version: 1,
    retention: 'audit',
    payload: { ...CAMPAIGN, reviewers: 'how many' },
  },
  campaignClosed: {
    type: 'access_campaign.closed',
    version: 1,
    retention: 'audit',
    payload: { ...CAMPAIGN, items: 'how many rights it was about', undecided: 'how many nobody decided' },
  },
  changeApplied: { type: 'access_change.applied', version: 1, retention: 'audit', payload: CHANGE },
  changeUndone: { type: 'access_change.undone', version: 1, retention: 'audit', payload: CHANGE },
  granted: { type: 'access.granted', version: 1, retention: 'audit', payload: GRANT },
  revoked: { type: 'access.revoked', version: 1, retention: 'audit', payload: GRANT },
  freePassageGiven: {
    type: 'access.free_passage_given',
    version: 1,
    retention: 'audit',
    payload: { reason: 'caretaker, security or works', until: 'when it ends by itself; null: never' },
  },
  freePassageEnded: { type: 'access.free_passage_ended', version: 1, retention: 'audit', payload: {} },
  personSuspended: { type: 'access.suspended', version: 1, retention: 'audit', payload: {} },
  personRestored: { type: 'access.restored', version: 1, retention: 'audit', payload: {} },
  /** Names stay folded; who looked at whose, and why, is told to whom it concerns. */
  nameShown: {
    type: 'person.name_shown',
    version: 1,
    retention: 'audit',
    payload: {
      reason: 'danger, asked_by_them, damage, authorities or rights',
      aboutEventId: 'the event whose subject was looked at, if any',
    },
    isPassage: true,
    isLook: true,
  },
  credentialCreated: { type: 'credential.created', version: 1, retention: 'audit', payload: CREDENTIAL },
  credentialSuspended: { type: 'credential.suspended', version: 1, retention: 'audit', payload: CREDENTIAL },
  credentialReactivated: {
    type: 'credential.reactivated',
    version: 1,
    retention: 'audit',
    payload: CREDENTIAL,
  },
  credentialWithdrawn: { type: 'credential.withdrawn', version: 1, retention: 'audit', payload: CREDENTIAL },
  credentialLost: { type: 'credential.reported_lost', version: 1, retention: 'audit', payload: CREDENTIAL },
  openingAsked: {
    type: 'door.opening_asked',
    version: 1,
    retention: 'audit',
    payload: { commandId: 'the command', deadline: 'the instant after which it is not executed' },
    // By one's own right it is a passage like any other.
    isPassage: true,
  },
  codesReleaseAsked: {
    type: 'door.codes_release_asked',
    version: 1,
    retention: 'audit',
    payload: { commandId: 'the command', deadline: 'the instant after which it is not executed' },
  },
  /** Too many wrong codes: none is looked up for a while. Whose they were nobody knows. */
  codesBlocked: {
    type: 'door.codes_blocked',
    version: 1,
    retention: 'audit',
    payload: {
      scope: 'door or site: where no code is taken',
      tries: 'how many wrong codes it took',
      forMs: 'how long it lasts unless somebody ends it',
    },
  },
  codesReleased: {
    type: 'door.codes_released',
    version: 1,
    retention: 'audit',
    payload: { commandId: 'the command', scopes: 'door, site or both: where codes are taken again' },
  },
  doorOpened: {
    type: 'door.opened',
    version: 1,
    retention: 'movement',
    payload: {
      ...AT_DOOR,
      kind: 'what was presented',
      subjectRef: 'opaque reference of who it belongs to',
      credentialId: 'the credential presented',
      accessGrantId: 'the grant that allowed it',
      accessProfileId: 'the profile of the rule that allowed it',
      scheduleId: 'the schedule whose window was open, if any',
      outcome: OUTCOME,
      firstDecisionId: 'the refusal of the first of two, where the door opens for two',
      lookAlike: 'true where a plate was read otherwise and taken for the one it looks like',
    },
  },
  /** Somebody went through although a rule of the door stood against it. */
  doorAgainstRule: {
    type: 'door.against_rule',
    version: 1,
    retention: 'movement',
    payload: {
      ...AT_DOOR,
      rule: 'antiPassback, interlock or twoPeople',
      zoneId: 'the zone whose rule it is, if it is one of a zone',
      why: 'emergency, leads_out, command, recorded_only or clock_untrusted: why it did not keep them out',
      subjectRef: 'opaque reference of who it was, if it is known',
      commandId: 'the command, if any',
    },
  },
  doorRefused: {
    type: 'door.refused',
    version: 1,
    retention: 'movement',
    payload: {
      ...AT_DOOR,
      kind: 'what was presented',
      reason: 'one code of the closed list of refusals',
      subjectRef: 'opaque reference of who it belongs to, if it is known',
      credentialId: 'the credential presented, if it is known',
      accessGrantId: 'the grant that came closest, if any',
      lookAlike: 'true where a plate was read otherwise and taken for the one it looks like',
    },
  },
  doorUnlockedByCommand: {
    type: 'door.unlocked_by_command',
    version: 1,
    retention: 'movement',
    payload: { ...AT_DOOR, commandId: 'the command', outcome: OUTCOME },
  },
  doorUnlockFailed: {
    type: 'door.unlock_failed',
    version: 1,
    retention: 'equipment',
    payload: { ...AT_DOOR, commandId: 'the command, if any', reason: 'a code of the driver' },
  },
  doorUnlockUnknown: {
    type: 'door.unlock_unknown',
    version: 1,
    retention: 'equipment',
    payload: {
      ...AT_DOOR,
      commandId: 'the command, if any',
      reason:
        'not_confirmed when the lock took the order and did not answer; else the edge or its bus failed',
    },
  },
  doorExitPressed: { type: 'door.exit_pressed', version: 1, retention: 'movement', payload: {} },
  doorLeafOpened: { type: 'door.leaf_opened', version: 1, retention: 'movement', payload: {} },
  doorClosed: {
    type: 'door.closed',
    version: 1,
    retention: 'movement',
    payload: { openMs: 'how long it stood open' },
  },
  doorForced: { type: 'door.forced', version: 1, retention: 'movement', payload: {} },
  doorHeldOpen: {
    type: 'door.held_open',
    version: 1,
    retention: 'movement',
    payload: { openMs: 'how long it has stood open so far' },
  },
  /** Somebody looked into an alarm; what they found is one of a few words, so that no name gets in. */
  doorInspected: {
    type: 'door.inspected',
    version: 1,
    retention: 'audit',
    payload: { finding: 'nothing, left_open, damage or somebody' },
  },
  /** After the edge was stopped between an opening and its end. */
  doorLockedAgain: { type: 'door.locked_again', version: 1, retention: 'equipment', payload: {} },
  doorHoldOpenBegan: {
    type: 'door.hold_open_began',
    version: 1,
    retention: 'equipment',
    payload: { scheduleId: 'the hours that say so' },
  },
  doorHoldOpenEnded: {
    type: 'door.hold_open_ended',
    version: 1,
    retention: 'equipment',
    payload: { scheduleId: 'the hours that said so' },
  },
  /** A person answers for it that the fire which held this door open is over; why is kept with the door. */
  fireDeclaredOver: { type: 'fire.declared_over', version: 1, retention: 'audit', payload: {} },
  /** Held unlocked so that people get out. */
  doorReleased: {
    type: 'door.released',
    version: 1,
    retention: 'audit',
    payload: { cause: 'fire or evacuation', emergencyId: 'the order, if it was one' },
  },
  doorReleaseEnded: {
    type: 'door.release_ended',
    version: 1,
    retention: 'audit',
    payload: { cause: 'fire or evacuation', emergencyId: 'the order, if it was one' },
  },
})
