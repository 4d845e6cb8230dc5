/** The words of what is told about a breach, to an authority and to people. */
import type { Cause, Risk } from './breach.ts'

export interface NoticeWords {
  readonly title: { readonly first: string; readonly follow_up: string }
  readonly to: string
  readonly from: string
  readonly found: string
  readonly window: string
  readonly unknown: string
  readonly nature: string
  readonly cause: Readonly<Record<Cause, string>>
  readonly who: string
  readonly whoCounts: string
  readonly categories: string
  readonly consequences: string
  readonly measures: string
  readonly risk: string
  readonly risks: Readonly<Record<Risk, string>>
  readonly notJudged: string
  readonly people: string
  readonly peopleTold: string
  readonly peopleNot: string
  readonly late: string
  readonly more: string
  readonly contact: string
}

export const noticeWords: Readonly<Record<'en' | 'fr', NoticeWords>> = {
  en: {
    title: {
      first: 'Notification of a personal data breach (GDPR art. 33)',
      follow_up: 'Personal data breach: further information (GDPR art. 33(4))',
    },
    to: 'To',
    from: 'Controller',
    found: 'We became aware of it on',
    window: 'When it happened',
    unknown: 'not known yet',
    nature: 'What happened',
    cause: {
      misdirected: 'sent or shown to the wrong person',
      lost_device: 'lost or stolen equipment',
      unauthorised_access: 'access without permission',
      mass_export: 'data taken out in bulk',
      loss: 'data lost',
      alteration: 'data changed without permission',
      other: 'other',
    },
    who: 'About how many people and records',
    whoCounts: 'people: {people}; records: {records}',
    categories: 'Kinds of data',
    consequences: 'Likely consequences',
    measures: 'What was done, and what will be',
    risk: 'Risk for people',
    risks: {
      none: 'unlikely to be a risk',
      risk: 'a risk',
      high: 'a high risk',
    },
    notJudged: 'still being judged',
    people: 'Whether the people were told',
    peopleTold: 'told on {at}',
    peopleNot: 'not told yet',
    late: 'Why this comes after 72 hours',
    more: 'What is not known yet follows as soon as it is (GDPR art. 33(4)).',
    contact: 'Contact',
  },
  fr: {
    title: {
      first: 'Notification d’une violation de données personnelles (RGPD, art. 33)',
      follow_up: 'Violation de données personnelles : complément d’information (RGPD, art. 33, § 4)',
    },
    to: 'À',
    from: 'Responsable du traitement',
    found: 'Nous en avons eu connaissance le',
    window: 'Quand elle a eu lieu',
    unknown: 'pas encore connu',
    nature: 'Ce qui s’est passé',
    cause: {
      misdirected: 'envoi ou affichage à la mauvaise personne',
      lost_device: 'équipement perdu ou volé',
      unauthorised_access: 'accès non autorisé',
      mass_export: 'extraction de données en masse',
      loss: 'perte de données',
      alteration: 'modification non autorisée',
      other: 'autre',
    },
    who: 'Nombre approximatif de personnes et d’enregistrements',
    whoCounts: 'personnes : {people} ; enregistrements : {records}',
    categories: 'Catégories de données',
    consequences: 'Conséquences probables',
    measures: 'Mesures prises et à venir',
    risk: 'Risque pour les personnes',
    risks: {
      none: 'risque improbable',
      risk: 'risque',
      high: 'risque élevé',
    },
    notJudged: 'évaluation en cours',
    people: 'Information des personnes',
    peopleTold: 'informées le {at}',
    peopleNot: 'pas encore informées',
    late: 'Motif du dépassement des 72 heures',
    more: 'Ce qui n’est pas encore connu suivra dès que possible (RGPD, art. 33, § 4).',
    contact: 'Contact',
  },
}
