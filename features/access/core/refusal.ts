/**
 * Why a door stays shut: closed, and in the order in which the reasons are looked for. Of several reasons the one
 * that is told is the first that fails; of several rights, the one that came closest. Order and codes are stable.
 */

export interface RefusalText {
  /** For people who build and run the house. */
  readonly doc: string
  /** For whoever stands at the door or asks why: what happened, and what to do next. */
  readonly en: string
  readonly fr: string
}

const TEXTS = {
  snapshot_missing: {
    doc: 'The edge holds no valid snapshot: nobody can be recognised. The lock follows its fail mode.',
    en: 'This door does not know anyone yet: it is waiting for its first instructions. Call the manager.',
    fr: 'Cette porte ne connaît encore personne : elle attend ses premières consignes. Appelez le gestionnaire.',
  },
  entrance_unknown: {
    doc: 'The entrance is not part of this site’s snapshot.',
    en: 'This entrance is not known here. Call the manager.',
    fr: 'Cet accès n’est pas connu ici. Appelez le gestionnaire.',
  },
  entrance_locked_down: {
    doc: 'The entrance is locked down, by itself or by an order for the site or a zone: only a profile that passes a lockdown opens it, and a command with a reason.',
    en: 'This entrance is closed to everyone for now. Call the manager.',
    fr: 'Cet accès est fermé à tous pour le moment. Appelez le gestionnaire.',
  },
  credential_kind_not_accepted: {
    doc: 'The entrance does not take this kind of credential.',
    en: 'This entrance does not take this kind of credential. Use another one.',
    fr: 'Cet accès n’accepte pas ce type d’identifiant. Utilisez-en un autre.',
  },
  too_many_attempts: {
    doc: 'Too many wrong codes at this reader or on the site. Only codes wait; badges go on working.',
    en: 'Too many wrong codes. Wait a little, or use your badge.',
    fr: 'Trop de codes erronés. Patientez un peu, ou utilisez votre badge.',
  },
  credential_unknown: {
    doc: 'No credential of this site has this value.',
    en: 'This credential is not known here.',
    fr: 'Cet identifiant n’est pas connu ici.',
  },
  credential_lost: {
    doc: 'The credential was reported lost; whoever presents it may not be its owner.',
    en: 'This credential was reported lost. Call the manager.',
    fr: 'Cet identifiant a été déclaré perdu. Appelez le gestionnaire.',
  },
  credential_suspended: {
    doc: 'The credential is suspended.',
    en: 'This credential is suspended. Call the manager.',
    fr: 'Cet identifiant est suspendu. Appelez le gestionnaire.',
  },
  credential_not_yet_valid: {
    doc: 'The credential’s validity has not begun (its start is included).',
    en: 'This credential is not valid yet.',
    fr: 'Cet identifiant n’est pas encore valable.',
  },
  credential_expired: {
    doc: 'The credential’s validity is over (its end is excluded).',
    en: 'This credential has expired. Ask the manager for a new one.',
    fr: 'Cet identifiant a expiré. Demandez-en un nouveau au gestionnaire.',
  },
  person_suspended: {
    doc: 'Every right of the person is suspended.',
    en: 'Your access is suspended. Call the manager.',
    fr: 'Votre accès est suspendu. Appelez le gestionnaire.',
  },
  no_grant_here: {
    doc: 'The person has no right, past, present or future, to this entrance.',
    en: 'You have no right to this entrance.',
    fr: 'Vous n’avez pas de droit sur cet accès.',
  },
  grant_not_yet_valid: {
    doc: 'The right to this entrance has not begun (its start is included).',
    en: 'Your right to this entrance has not begun yet.',
    fr: 'Votre droit sur cet accès n’a pas encore commencé.',
  },
  grant_expired: {
    doc: 'The right to this entrance is over (its end is excluded).',
    en: 'Your right to this entrance is over. Ask the manager to renew it.',
    fr: 'Votre droit sur cet accès est terminé. Demandez au gestionnaire de le renouveler.',
  },
  outside_hours: {
    doc: 'The right is valid, the hour is not within its schedule.',
    en: 'You may enter here, but not at this hour.',
    fr: 'Vous pouvez entrer ici, mais pas à cette heure.',
  },
  snapshot_stale: {
    doc: 'The lease of this class of rights ended without contact, or the schedule is not compiled this far.',
    en: 'This door has not heard from the server for too long to let you in. Call the manager.',
    fr: 'Cette porte est sans nouvelles du serveur depuis trop longtemps pour vous laisser entrer. Appelez le gestionnaire.',
  },
  clock_untrusted: {
    doc: 'The edge does not know the time, and the right (or the credential) has hours, an end, or a start still to come.',
    en: 'This door does not know what time it is, and your right depends on the time. Call the manager.',
    fr: 'Cette porte ne connaît pas l’heure, et votre droit en dépend. Appelez le gestionnaire.',
  },
  already_inside: {
    doc: 'A rule of the zone: whoever went in goes out before they enter again. Never looked at on the way out, nor in an emergency.',
    en: 'This badge is already counted inside: it must go out before it enters again. Call the manager if that is wrong.',
    fr: 'Ce badge est déjà compté à l’intérieur : il doit sortir avant d’entrer de nouveau. Si c’est une erreur, appelez le gestionnaire.',
  },
  other_door_open: {
    doc: 'A rule of the zone: one of its doors opens only while all others are shut.',
    en: 'The other door is still open. Close it, then present your badge again.',
    fr: 'L’autre porte est encore ouverte. Refermez-la, puis présentez de nouveau votre badge.',
  },
  second_person_awaited: {
    doc: 'A rule of the entrance: it opens for two people, one right after the other. This was the first.',
    en: 'This door opens for two people. A second person with the right to enter must now present their badge.',
    fr: 'Cette porte s’ouvre à deux. Une seconde personne autorisée doit maintenant présenter son badge.',
  },
} as const satisfies Readonly<Record<string, RefusalText>>

export type Refusal = keyof typeof TEXTS

/** In order of precedence. */
export const REFUSALS = Object.keys(TEXTS) as readonly Refusal[]

export const REFUSAL_TEXTS: Readonly<Record<Refusal, RefusalText>> = TEXTS
