/** What the house does with personal data before an organization says otherwise: one activity for each the code knows. */
import type { ActivityId, Category } from '@loge/kernel'
import type { LegalBasis, Sentence } from './basis.ts'
import type { Activity, Purpose, WithdrawalPath } from './register.ts'

interface Content {
  readonly label: Sentence
  /** What we do and what for, said to the person concerned. */
  readonly sentence: Sentence
  readonly basis: LegalBasis
  readonly interest?: Sentence
  /** With `legal_obligation`: the provision. */
  readonly law?: string
  /** With `consent`: where it is taken back. */
  readonly withdrawal?: WithdrawalPath
  /** Why the interest outweighs those of the person; marketing needs it. */
  readonly balancing?: Sentence
  readonly marketing?: true
  readonly support?: true
  readonly retention: string
  readonly audiences: readonly string[]
  readonly categories: readonly Category[]
}

const CONTENT: Readonly<Record<ActivityId, Content>> = {
  residence_management: {
    label: { en: 'Running the residence', fr: 'Gestion de la résidence' },
    basis: 'contract',
    retention: 'while_resident',
    audiences: ['resident', 'visitor'],
    categories: [
      'identity',
      'contact',
      'postal_address',
      'language',
      'home',
      'relation',
      'free_text',
      'action_record',
      'link',
    ],
    sentence: {
      en: 'We keep your name, your home and how to reach you, to run the residence you live in.',
      fr: 'Nous conservons votre nom, votre logement et vos coordonnées afin de gérer la résidence où vous habitez.',
    },
  },
  access_control: {
    label: { en: 'Opening doors', fr: 'Ouverture des portes' },
    basis: 'contract',
    retention: 'access_rights',
    audiences: ['resident', 'visitor', 'staff', 'contact'],
    categories: ['identity', 'credential', 'access_right', 'home', 'free_text', 'action_record', 'link'],
    sentence: {
      en: 'We keep which doors you may open and with what, so that they open for you and for nobody else.',
      fr: 'Nous conservons les portes que vous pouvez ouvrir et par quel moyen, pour qu’elles s’ouvrent pour vous et pour personne d’autre.',
    },
  },
  access_journal: {
    label: { en: 'Record of passages', fr: 'Journal des passages' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Everybody who lives here: to be safe, and to find who entered when something happened',
      fr: 'Tous les résidents : leur sécurité, et pouvoir retrouver qui est entré quand un incident a eu lieu',
    },
    retention: 'movements',
    audiences: ['resident', 'visitor', 'staff', 'contact'],
    categories: ['identity', 'credential', 'movement', 'link'],
    sentence: {
      en: 'We record which badge or code opened a common door, to keep everybody who lives here safe.',
      fr: 'Nous enregistrons quel badge ou quel code a ouvert une porte commune, pour la sécurité de tous les résidents.',
    },
  },
  account_security: {
    label: { en: 'Security of accounts', fr: 'Sécurité des comptes' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Everybody with an account: that nobody else signs in as them',
      fr: 'Toute personne qui a un compte : que personne d’autre ne se connecte à sa place',
    },
    retention: 'security_log',
    audiences: ['resident', 'staff', 'manager'],
    categories: [
      'identity',
      'contact',
      'language',
      'account',
      'authentication_secret',
      'free_text',
      'link',
      'action_record',
    ],
    sentence: {
      en: 'We keep how you sign in and when, to protect your account.',
      fr: 'Nous conservons vos moyens et vos dates de connexion afin de protéger votre compte.',
    },
  },
  equipment_maintenance: {
    label: { en: 'Care of the equipment', fr: 'Entretien des équipements' },
    basis: 'legitimate_interests',
    interest: {
      en: 'The residence: to repair before something fails',
      fr: 'La résidence : réparer avant la panne',
    },
    retention: 'equipment_history',
    audiences: ['resident'],
    categories: ['equipment_use', 'link'],
    sentence: {
      en: 'We record how the equipment of the residence behaves, to repair it before it fails you.',
      fr: 'Nous enregistrons le fonctionnement des équipements de la résidence, pour les réparer avant qu’ils ne vous fassent défaut.',
    },
  },
  support: {
    label: { en: 'Helping when something does not work', fr: 'Assistance' },
    basis: 'contract',
    support: true,
    retention: 'support_case',
    audiences: ['resident'],
    categories: [
      'identity',
      'contact',
      'postal_address',
      'language',
      'home',
      'relation',
      'account',
      'credential',
      'access_right',
      'equipment_use',
      'web_navigation',
      'tv_viewing',
      'device_identity',
      'device_telemetry',
      'action_record',
      'link',
    ],
    sentence: {
      en: 'We read what your case needs, to help you when something does not work.',
      fr: 'Nous lisons ce que votre dossier exige, pour vous aider quand quelque chose ne fonctionne pas.',
    },
  },
  staff_accountability: {
    label: { en: 'Answering for what staff did', fr: 'Traçabilité des actes du personnel' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Everybody whose data are looked at: to know who did and why',
      fr: 'Toute personne dont les données sont consultées : savoir qui l’a fait et pourquoi',
    },
    retention: 'accountability_log',
    audiences: ['staff', 'manager'],
    categories: ['action_record', 'free_text', 'link'],
    sentence: {
      en: 'We record what our staff looked at and changed, so that they answer for it.',
      fr: 'Nous enregistrons ce que notre personnel a consulté et modifié, pour qu’il puisse en répondre.',
    },
  },
  staff_management: {
    label: { en: 'Organizing the work', fr: 'Organisation du travail' },
    basis: 'contract',
    retention: 'staff_file',
    audiences: ['staff'],
    categories: ['identity', 'contact', 'relation', 'link'],
    sentence: {
      en: 'We keep that you work here, and since when, to organize the work and its keys.',
      fr: 'Nous conservons que vous travaillez ici, et depuis quand, afin d’organiser le travail et ses clés.',
    },
  },
  recruitment: {
    label: { en: 'Answering applications', fr: 'Réponse aux candidatures' },
    basis: 'contract',
    retention: 'applications',
    audiences: ['candidate'],
    categories: ['identity', 'contact', 'relation', 'free_text', 'link', 'language', 'application'],
    sentence: {
      en: 'We keep that you applied, and when, to answer your application.',
      fr: 'Nous conservons votre candidature et sa date, afin d’y répondre.',
    },
  },
  talent_pool: {
    label: { en: 'Calling candidates back', fr: 'Vivier de candidats' },
    basis: 'consent',
    withdrawal: 'public_form',
    retention: 'talents',
    audiences: ['candidate'],
    categories: ['identity', 'contact', 'relation', 'link', 'language', 'application'],
    sentence: {
      en: 'We keep your CV to call you if a position opens.',
      fr: 'Nous conservons votre CV afin de vous appeler si un poste s’ouvre.',
    },
  },
  outside_contacts: {
    label: { en: 'People we call on', fr: 'Intervenants et contacts' },
    basis: 'legitimate_interests',
    interest: {
      en: 'The residence: to reach whoever it needs',
      fr: 'La résidence : joindre les personnes dont elle a besoin',
    },
    retention: 'contacts',
    audiences: ['contact'],
    categories: ['identity', 'contact', 'postal_address', 'relation', 'free_text', 'link'],
    sentence: {
      en: 'We keep how to reach you, to call on you for the residence.',
      fr: 'Nous conservons vos coordonnées, afin de faire appel à vous pour la résidence.',
    },
  },
  customer_records: {
    label: { en: 'Files of customers', fr: 'Dossiers clients' },
    basis: 'contract',
    retention: 'customers',
    audiences: ['contact'],
    categories: ['identity', 'relation', 'professional', 'professional_contact', 'link'],
    sentence: {
      en: 'We keep what you are to us and when we were in touch, to serve you as a customer.',
      fr: 'Nous conservons notre relation et la date de nos échanges, afin de vous servir comme client.',
    },
  },
  prospect_records: {
    label: { en: 'Contacts before a contract', fr: 'Contacts avant un contrat' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Whoever runs the residence: to make its services known',
      fr: 'Le gestionnaire : faire connaître ses services',
    },
    balancing: {
      en: 'Weighed: few messages, to professional addresses alone; a no ends them at once',
      fr: 'Mise en balance : peu de messages, à des adresses professionnelles uniquement ; un refus y met fin aussitôt',
    },
    marketing: true,
    retention: 'prospects',
    audiences: ['contact'],
    categories: ['identity', 'professional', 'professional_contact', 'prospect', 'relation', 'link'],
    sentence: {
      en: 'We keep how to reach you at work and when we were in touch, to offer you our services. You can object at any time.',
      fr: 'Nous conservons vos coordonnées professionnelles et la date de nos échanges, afin de vous proposer nos services. Vous pouvez vous y opposer à tout moment.',
    },
  },
  client_contacts: {
    label: { en: 'Contacts at client companies', fr: 'Interlocuteurs chez nos clients' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Our client and we: to know whom to call',
      fr: 'Notre client et nous : savoir qui appeler',
    },
    retention: 'contacts',
    audiences: ['contact'],
    categories: ['identity', 'relation', 'professional', 'professional_contact', 'link'],
    sentence: {
      en: 'We keep how to reach you at work, as the person to call at our client.',
      fr: 'Nous conservons vos coordonnées professionnelles, comme interlocuteur chez notre client.',
    },
  },
  show_records: {
    label: { en: 'People met at trade shows', fr: 'Personnes rencontrées sur des salons' },
    basis: 'consent',
    withdrawal: 'public_form',
    marketing: true,
    retention: 'prospects',
    audiences: ['contact'],
    categories: ['identity', 'relation', 'professional', 'professional_contact', 'link'],
    sentence: {
      en: 'We write to you after we met at a trade show, when you have agreed.',
      fr: 'Nous vous écrivons après une rencontre sur un salon, si vous l’avez accepté.',
    },
  },
  organiser_records: {
    label: {
      en: 'Visitors named by the organiser of a show',
      fr: 'Visiteurs transmis par l’organisateur d’un salon',
    },
    basis: 'consent',
    withdrawal: 'public_form',
    marketing: true,
    retention: 'prospects',
    audiences: ['contact'],
    categories: ['identity', 'relation', 'professional', 'professional_contact', 'link'],
    sentence: {
      en: 'We write to you when you agreed to it with the organiser of a trade show.',
      fr: 'Nous vous écrivons si vous l’avez accepté auprès de l’organisateur d’un salon.',
    },
  },
  contact_requests: {
    label: { en: 'Answering messages', fr: 'Réponse aux messages' },
    basis: 'legitimate_interests',
    interest: {
      en: 'Whoever writes to us, and we: that a question gets an answer',
      fr: 'La personne qui nous écrit, et nous : qu’une question reçoive une réponse',
    },
    retention: 'messages',
    audiences: ['contact'],
    categories: ['identity', 'contact', 'language', 'free_text', 'link', 'relation'],
    sentence: {
      en: 'We keep what you wrote to us and how to reach you, to answer you.',
      fr: 'Nous conservons votre message et vos coordonnées, afin de vous répondre.',
    },
  },
  newsletter: {
    label: { en: 'Newsletter', fr: 'Lettre d’information' },
    basis: 'consent',
    withdrawal: 'unsubscribe_link',
    marketing: true,
    retention: 'newsletter',
    audiences: ['contact'],
    categories: ['identity', 'contact', 'language', 'relation', 'link', 'action_record'],
    sentence: {
      en: 'We send you the newsletter you subscribed to.',
      fr: 'Nous vous envoyons la lettre d’information à laquelle vous vous êtes inscrit.',
    },
  },
  rights_requests: {
    label: { en: 'Answering people about their rights', fr: 'Réponse aux demandes sur les données' },
    basis: 'legal_obligation',
    law: 'GDPR art. 12 to 22',
    retention: 'rights_requests',
    audiences: ['resident', 'visitor', 'staff', 'manager', 'contact', 'candidate'],
    categories: ['identity', 'contact', 'postal_address', 'language', 'free_text', 'link', 'action_record'],
    sentence: {
      en: 'We keep what you asked about your data, how to reach you and what we answered, to answer you and to show that we did.',
      fr: 'Nous conservons votre demande sur vos données, vos coordonnées et notre réponse, afin de vous répondre et de pouvoir le prouver.',
    },
  },
}

/** All the code does; it neither spreads data nor sets them against others. */
const OPERATIONS = [
  'collection',
  'recording',
  'organisation',
  'structuring',
  'storage',
  'adaptation',
  'alteration',
  'retrieval',
  'consultation',
  'use',
  'disclosure',
  'making_available',
  'restriction',
  'erasure',
  'destruction',
] as const

const activityOf = ([id, content]: readonly [string, Content]): Activity => {
  const {
    label,
    audiences,
    categories,
    basis,
    interest,
    law,
    withdrawal,
    balancing,
    marketing,
    support,
    retention,
    sentence,
  } = content
  const purpose: Purpose = {
    id,
    sentence,
    basis,
    retention,
    ...(interest === undefined ? {} : { interest }),
    ...(law === undefined ? {} : { law }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    ...(balancing === undefined ? {} : { balancing }),
    ...(marketing === undefined ? {} : { marketing }),
    ...(support === undefined ? {} : { support }),
  }
  return {
    id,
    label,
    role: 'controller',
    runs: [id as ActivityId],
    purposes: [purpose],
    audiences,
    categories,
    recipientKinds: ['hosting'],
    operations: OPERATIONS,
    sources: ['person', 'staff', 'observed'],
    art22: false,
  }
}

export const defaultActivities: readonly Activity[] = Object.entries(CONTENT).map(activityOf)
