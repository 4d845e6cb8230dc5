/**
 * Why a door stays shut: closed, and in the order in which the reasons are looked for. Of several reasons the one
 * that is told is the first that fails; of several rights, the one that came closest. Order and codes are stable.
 */

interface Told {
  /** Speaks of the door, the right or the credential, never of "you": true for whoever asks about somebody else too. */
  readonly what: string
  /** What whoever stands at the door can do; may be nothing. */
  readonly next: string
}

export interface RefusalText {
  /** For people who build and run the house. */
  readonly doc: string
  readonly en: Told
  readonly fr: Told
}

const TEXTS = {
  snapshot_missing: {
    doc: 'The edge holds no valid snapshot: nobody can be recognised. The lock follows its fail mode.',
    en: {
      what: 'This door does not know anyone yet: it is waiting for its first instructions.',
      next: 'Call the manager.',
    },
    fr: {
      what: 'Cette porte ne connaît encore personne : elle attend ses premières consignes.',
      next: 'Appelez le gestionnaire.',
    },
  },
  edge_withdrawn: {
    doc: 'The edge was taken out of service and has not joined anew: it opens for nobody, but lets everybody out.',
    en: {
      what: 'The edge of this door was taken out of service: it lets nobody in.',
      next: 'Call the manager.',
    },
    fr: {
      what: 'Le boîtier de cette porte a été mis hors service : il ne laisse plus entrer personne.',
      next: 'Appelez le gestionnaire.',
    },
  },
  entrance_unknown: {
    doc: 'The entrance is not part of this site’s snapshot.',
    en: { what: 'This entrance is not known here.', next: 'Call the manager.' },
    fr: { what: 'Cette entrée n’est pas connue ici.', next: 'Appelez le gestionnaire.' },
  },
  entrance_locked_down: {
    doc: 'The entrance is locked down, by itself or by an order for the site or a zone: only a profile that passes a lockdown opens it, and a command with a reason.',
    en: { what: 'This entrance is closed to everyone for now.', next: 'Call the manager.' },
    fr: { what: 'Cette entrée est fermée à tous pour le moment.', next: 'Appelez le gestionnaire.' },
  },
  credential_kind_not_accepted: {
    doc: 'The entrance does not take this kind of credential.',
    en: { what: 'This entrance does not take this kind of credential.', next: 'Use another one.' },
    fr: { what: 'Cette entrée n’accepte pas ce type d’identifiant.', next: 'Utilisez-en un autre.' },
  },
  too_many_attempts: {
    doc: 'Too many wrong codes at this door or on the site. Only codes wait; badges go on working.',
    en: { what: 'Too many wrong codes.', next: 'Wait a little, or use your badge.' },
    fr: { what: 'Trop de codes erronés.', next: 'Patientez un peu, ou utilisez votre badge.' },
  },
  credential_unknown: {
    doc: 'No credential of this site has this value.',
    en: { what: 'This credential is not known here.', next: '' },
    fr: { what: 'Cet identifiant n’est pas connu ici.', next: '' },
  },
  plate_ambiguous: {
    doc: 'The entrance takes look-alikes, and the plate that was read looks like several that are known: none is chosen.',
    en: {
      what: 'This plate looks like several that are known here.',
      next: 'Use your badge, and call the manager.',
    },
    fr: {
      what: 'Cette plaque ressemble à plusieurs plaques connues ici.',
      next: 'Utilisez votre badge, et appelez le gestionnaire.',
    },
  },
  credential_lost: {
    doc: 'The credential was reported lost; whoever presents it may not be its owner.',
    en: { what: 'This credential was reported lost.', next: 'Call the manager.' },
    fr: { what: 'Cet identifiant a été déclaré perdu.', next: 'Appelez le gestionnaire.' },
  },
  credential_suspended: {
    doc: 'The credential is suspended.',
    en: { what: 'This credential is suspended.', next: 'Call the manager.' },
    fr: { what: 'Cet identifiant est suspendu.', next: 'Appelez le gestionnaire.' },
  },
  credential_not_yet_valid: {
    doc: 'The credential’s validity has not begun (its start is included).',
    en: { what: 'This credential is not valid yet.', next: '' },
    fr: { what: 'Cet identifiant n’est pas encore valable.', next: '' },
  },
  credential_expired: {
    doc: 'The credential’s validity is over (its end is excluded).',
    en: { what: 'This credential has expired.', next: 'Ask the manager for a new one.' },
    fr: { what: 'Cet identifiant a expiré.', next: 'Demandez-en un nouveau au gestionnaire.' },
  },
  person_suspended: {
    doc: 'Every right of the person is suspended.',
    en: { what: 'Access is suspended.', next: 'Call the manager.' },
    fr: { what: 'L’accès est suspendu.', next: 'Appelez le gestionnaire.' },
  },
  no_grant_here: {
    doc: 'The person has no right, past, present or future, to this entrance.',
    en: { what: 'No right to this entrance.', next: '' },
    fr: { what: 'Aucun droit sur cette entrée.', next: '' },
  },
  grant_not_yet_valid: {
    doc: 'The right to this entrance has not begun (its start is included).',
    en: { what: 'The right to this entrance has not begun yet.', next: '' },
    fr: { what: 'Le droit sur cette entrée n’a pas encore commencé.', next: '' },
  },
  grant_expired: {
    doc: 'The right to this entrance is over (its end is excluded).',
    en: { what: 'The right to this entrance is over.', next: 'Ask the manager to renew it.' },
    fr: {
      what: 'Le droit sur cette entrée est terminé.',
      next: 'Demandez au gestionnaire de le renouveler.',
    },
  },
  outside_hours: {
    doc: 'The right is valid, the hour is not within its schedule.',
    en: { what: 'The right to this entrance does not hold at this hour.', next: '' },
    fr: { what: 'Le droit sur cette entrée ne vaut pas à cette heure.', next: '' },
  },
  snapshot_stale: {
    doc: 'The lease of this class of rights ended without contact, or the schedule is not compiled this far.',
    en: {
      what: 'This door has not heard from the server for too long to rely on the right.',
      next: 'Call the manager.',
    },
    fr: {
      what: 'Cette porte est sans nouvelles du serveur depuis trop longtemps pour se fier au droit.',
      next: 'Appelez le gestionnaire.',
    },
  },
  clock_untrusted: {
    doc: 'The edge does not know the time, and the right (or the credential) has hours, an end, or a start still to come.',
    en: {
      what: 'This door does not know what time it is, and the right depends on the time.',
      next: 'Call the manager.',
    },
    fr: {
      what: 'Cette porte ne connaît pas l’heure, et le droit en dépend.',
      next: 'Appelez le gestionnaire.',
    },
  },
  already_inside: {
    doc: 'A rule of the zone: whoever went in goes out before they enter again. Never looked at on the way out, nor in an emergency.',
    en: {
      what: 'This badge is already counted inside.',
      next: 'It must go out before it enters again. Call the manager if that is wrong.',
    },
    fr: {
      what: 'Ce badge est déjà compté à l’intérieur.',
      next: 'Il doit sortir avant d’entrer de nouveau. Si c’est une erreur, appelez le gestionnaire.',
    },
  },
  other_door_open: {
    doc: 'A rule of the zone: one of its doors opens only while all others are shut.',
    en: { what: 'The other door is still open.', next: 'Close it, then present your badge again.' },
    fr: {
      what: 'L’autre porte est encore ouverte.',
      next: 'Refermez-la, puis présentez de nouveau votre badge.',
    },
  },
  second_person_awaited: {
    doc: 'A rule of the entrance: it opens for two people, one right after the other. This was the first.',
    en: {
      what: 'This door opens for two people, one right after the other.',
      next: 'A second person with the right to enter must now present their badge.',
    },
    fr: {
      what: 'Cette porte s’ouvre à deux, l’un juste après l’autre.',
      next: 'Une seconde personne autorisée doit maintenant présenter son badge.',
    },
  },
} as const satisfies Readonly<Record<string, RefusalText>>

export type Refusal = keyof typeof TEXTS

/** In order of precedence. */
export const REFUSALS = Object.keys(TEXTS) as readonly Refusal[]

/** Of what is presented: nobody presents anything where one only asks. */
export const OF_CREDENTIALS: ReadonlySet<Refusal> = new Set<Refusal>([
  'credential_kind_not_accepted',
  'too_many_attempts',
  'credential_unknown',
  'plate_ambiguous',
  'credential_lost',
  'credential_suspended',
  'credential_not_yet_valid',
  'credential_expired',
])

/** As whoever stands at the door is told it. */
export const tellAtDoor = ({ what, next }: Told): string => `${what} ${next}`.trim()

export const REFUSAL_TEXTS: Readonly<Record<Refusal, RefusalText>> = TEXTS
