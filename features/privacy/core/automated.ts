/**
 * What the software decides by itself about somebody (GDPR art. 22): what, by which logic and criteria, and on what it rests.
 * Nothing else may: a kind of fact that refuses, locks or stops and stands neither here nor among what a person decides
 * fails the house test.
 */

interface Told {
  readonly what: string
  readonly logic: string
  readonly criteria: string
}

interface Decided {
  /** What the log calls it. */
  readonly facts: readonly string[]
  readonly en: Told
  readonly fr: Told
}

/** One that matters to somebody rests on an exception of art. 22(2), and a person looks at it again when asked. */
export type AutomatedDecision = Decided &
  (
    | {
        readonly significant: true
        readonly exception: 'contract' | 'law' | 'consent'
        readonly review: 'automated_decision'
      }
    | { readonly significant: false }
  )

export const AUTOMATED_DECISIONS = {
  door_refusal: {
    facts: ['door.refused'],
    significant: true,
    exception: 'contract',
    review: 'automated_decision',
    en: {
      what: 'A door decides by itself whether to open.',
      logic:
        'It compares what was presented with the list of rights it was given, and stays shut at the first point that is not met.',
      criteria:
        'The badge or code, the rights to this door and their hours, whether either is suspended, and the rules of the door. Never where you come from, what you did before or how often.',
    },
    fr: {
      what: 'Une porte décide seule de s’ouvrir ou non.',
      logic:
        'Elle compare ce qui est présenté à la liste des droits qu’elle a reçue, et reste fermée au premier point qui n’est pas rempli.',
      criteria:
        'Le badge ou le code, les droits sur cette porte et leurs heures, une éventuelle suspension, et les règles de la porte. Jamais d’où vous venez, ce que vous avez fait avant, ni combien de fois.',
    },
  },
  codes_blocked: {
    facts: ['door.codes_blocked'],
    significant: false,
    en: {
      what: 'A door takes no codes for some minutes.',
      logic: 'Too many wrong codes were typed there; badges go on working.',
      criteria: 'The number of wrong codes at this door. Whose they were nobody knows.',
    },
    fr: {
      what: 'Une porte ne prend plus de code pendant quelques minutes.',
      logic: 'Trop de codes faux y ont été tapés ; les badges continuent de fonctionner.',
      criteria: 'Le nombre de codes faux à cette porte. À qui ils étaient, personne ne le sait.',
    },
  },
  sign_in_locked: {
    facts: ['account.locked_out'],
    significant: false,
    en: {
      what: 'Signing in with a password waits a while.',
      logic: 'Ten wrong passwords came within a quarter of an hour; a link by mail goes on working.',
      criteria: 'The number of wrong passwords for this account.',
    },
    fr: {
      what: 'La connexion par mot de passe attend un moment.',
      logic:
        'Dix mots de passe faux sont venus en un quart d’heure ; un lien par courriel continue de fonctionner.',
      criteria: 'Le nombre de mots de passe faux pour ce compte.',
    },
  },
  file_refused: {
    facts: ['upload.refused'],
    significant: false,
    en: {
      what: 'A file sent from outside is not taken.',
      logic: 'It is of another kind or larger than the form says; it may be sent again otherwise.',
      criteria: 'The kind, the size and the content of the file, and nothing about who sends it.',
    },
    fr: {
      what: 'Un fichier envoyé de l’extérieur n’est pas pris.',
      logic:
        'Il est d’un autre type ou plus lourd que ne le dit le formulaire ; il peut être renvoyé autrement.',
      criteria: 'Le type, la taille et le contenu du fichier, et rien de qui l’envoie.',
    },
  },
  reading_slowed: {
    facts: ['security.mass_reading'],
    significant: false,
    en: {
      what: 'Reading many files of people gets slow.',
      logic: 'Somebody opened more than 200 within ten minutes; they go on, and an officer is told.',
      criteria: 'The number of people read by one account within ten minutes.',
    },
    fr: {
      what: 'La lecture de nombreuses fiches de personnes est ralentie.',
      logic:
        'Quelqu’un en a ouvert plus de 200 en dix minutes ; la lecture continue, et un responsable est prévenu.',
      criteria: 'Le nombre de personnes lues par un compte en dix minutes.',
    },
  },
} as const satisfies Readonly<Record<string, AutomatedDecision>>

export type AutomatedDecisionName = keyof typeof AUTOMATED_DECISIONS
export const AUTOMATED_NAMES = Object.keys(AUTOMATED_DECISIONS) as readonly AutomatedDecisionName[]

/** Those somebody may have looked at again, by what the log calls them. */
export const REVIEWABLE: readonly string[] = AUTOMATED_NAMES.flatMap((name) => {
  const decision: AutomatedDecision = AUTOMATED_DECISIONS[name]
  return decision.significant ? decision.facts : []
})
