/** Every purpose for which Loge processes personal data: one line of the register each (GDPR art. 30(1)(b)). */
import type { ActivityId } from '@loge/kernel'
import type { LegalBasis, Role, Sentence } from './basis.ts'
import type { RetentionRuleId } from './retention.ts'

export interface Activity {
  readonly role: Role
  readonly basis: LegalBasis
  readonly retention: RetentionRuleId
  /** What we do and what for, said to the person concerned. */
  readonly sentence: Sentence
}

export const activities: Readonly<Record<ActivityId, Activity>> = {
  residence_management: {
    role: 'controller',
    basis: 'contract',
    retention: 'while_resident',
    sentence: {
      en: 'We keep your name, your home and how to reach you, to run the residence you live in.',
      fr: 'Nous conservons votre nom, votre logement et vos coordonnées afin de gérer la résidence où vous habitez.',
    },
  },
  access_control: {
    role: 'controller',
    basis: 'contract',
    retention: 'access_rights',
    sentence: {
      en: 'We keep which doors you may open and with what, so that they open for you and for nobody else.',
      fr: 'Nous conservons les portes que vous pouvez ouvrir et par quel moyen, pour qu’elles s’ouvrent pour vous et pour personne d’autre.',
    },
  },
  access_journal: {
    role: 'controller',
    basis: 'legitimate_interests',
    retention: 'movements',
    sentence: {
      en: 'We record which badge or code opened a common door, to keep everybody who lives here safe.',
      fr: 'Nous enregistrons quel badge ou quel code a ouvert une porte commune, pour la sécurité de tous les résidents.',
    },
  },
  account_security: {
    role: 'controller',
    basis: 'legitimate_interests',
    retention: 'security_log',
    sentence: {
      en: 'We keep how you sign in and when, to protect your account.',
      fr: 'Nous conservons vos moyens et vos dates de connexion afin de protéger votre compte.',
    },
  },
  equipment_maintenance: {
    role: 'controller',
    basis: 'legitimate_interests',
    retention: 'equipment_history',
    sentence: {
      en: 'We record how the equipment of the residence behaves, to repair it before it fails you.',
      fr: 'Nous enregistrons le fonctionnement des équipements de la résidence, pour les réparer avant qu’ils ne vous fassent défaut.',
    },
  },
  staff_accountability: {
    role: 'controller',
    basis: 'legitimate_interests',
    retention: 'accountability_log',
    sentence: {
      en: 'We record what our staff looked at and changed, so that they answer for it.',
      fr: 'Nous enregistrons ce que notre personnel a consulté et modifié, pour qu’il puisse en répondre.',
    },
  },
  staff_management: {
    role: 'controller',
    basis: 'contract',
    retention: 'staff_file',
    sentence: {
      en: 'We keep that you work here, and since when, to organize the work and its keys.',
      fr: 'Nous conservons que vous travaillez ici, et depuis quand, afin d’organiser le travail et ses clés.',
    },
  },
  recruitment: {
    role: 'controller',
    basis: 'contract',
    retention: 'applications',
    sentence: {
      en: 'We keep that you applied, and when, to answer your application.',
      fr: 'Nous conservons votre candidature et sa date, afin d’y répondre.',
    },
  },
  outside_contacts: {
    role: 'controller',
    basis: 'legitimate_interests',
    retention: 'contacts',
    sentence: {
      en: 'We keep how to reach you, to call on you for the residence.',
      fr: 'Nous conservons vos coordonnées, afin de faire appel à vous pour la résidence.',
    },
  },
}
