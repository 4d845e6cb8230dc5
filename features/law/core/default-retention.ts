/** How long data stay before an organization says otherwise. No other code may state a period. */
import type { RetentionRule } from './retention.ts'

export const defaultRetention: readonly RetentionRule[] = [
  {
    id: 'while_resident',
    period: { unit: 'year', count: 5 },
    mode: 'max',
    trigger: 'tenancy_ended',
    ground: 'Code civil, art. 2224: limitation of claims that arise from the contract',
    sentence: {
      en: 'Kept while you live here, then five years to answer claims.',
      fr: 'Conservé tant que vous habitez ici, puis cinq ans pour répondre à d’éventuelles réclamations.',
    },
  },
  {
    id: 'movements',
    period: { unit: 'month', count: 3 },
    mode: 'max',
    trigger: 'recorded',
    ground: 'CNIL: movements through doors are kept three months at most',
    sentence: {
      en: 'Erased three months after they happened.',
      fr: 'Effacé trois mois après les faits.',
    },
  },
  {
    id: 'access_rights',
    period: { unit: 'year', count: 1 },
    mode: 'max',
    trigger: 'right_ended',
    ground: 'Legitimate interest: to answer who could enter when something happened',
    sentence: {
      en: 'Kept one year after the right ended.',
      fr: 'Conservé un an après la fin du droit d’entrée.',
    },
  },
  {
    id: 'security_log',
    period: { unit: 'month', count: 12 },
    mode: 'max',
    trigger: 'recorded',
    ground: 'CNIL, délibération 2021-122: security logs are kept six months to one year',
    sentence: {
      en: 'Erased after twelve months.',
      fr: 'Effacé au bout de douze mois.',
    },
  },
  {
    id: 'equipment_history',
    period: { unit: 'month', count: 12 },
    mode: 'max',
    trigger: 'recorded',
    ground: 'Legitimate interest: to find recurring faults over the seasons of a year',
    sentence: {
      en: 'Erased after twelve months.',
      fr: 'Effacé au bout de douze mois.',
    },
  },
  {
    id: 'support_case',
    period: { unit: 'day', count: 1 },
    mode: 'max',
    trigger: 'case_closed',
    ground: 'GDPR art. 5(1)(e): what came with a case of support is needed no longer than the case',
    sentence: {
      en: 'Erased when your case closes, or the day after it ran out.',
      fr: 'Effacé à la clôture de votre dossier, ou le lendemain de son terme.',
    },
  },
  {
    id: 'accountability_log',
    period: { unit: 'year', count: 3 },
    mode: 'max',
    trigger: 'recorded',
    ground: 'CNIL, délibération 2021-122: up to three years for documented internal control',
    sentence: {
      en: 'Erased after three years.',
      fr: 'Effacé au bout de trois ans.',
    },
  },
  {
    id: 'staff_file',
    period: { unit: 'year', count: 5 },
    mode: 'max',
    trigger: 'relation_ended',
    ground: 'Code du travail, art. R1221-26: the register of staff is kept five years after somebody left',
    sentence: {
      en: 'Kept while you work here, then five years.',
      fr: 'Conservé tant que vous travaillez ici, puis cinq ans.',
    },
  },
  {
    id: 'applications',
    period: { unit: 'year', count: 2 },
    mode: 'max',
    trigger: 'relation_ended',
    ground: 'CNIL, guide du recrutement: an application is kept two years at most after the last contact',
    sentence: {
      en: 'Kept while your application is open, then two years at most.',
      fr: 'Conservé tant que votre candidature est ouverte, puis deux ans au plus.',
    },
  },
  {
    id: 'talents',
    period: { unit: 'year', count: 2 },
    mode: 'max',
    trigger: 'last_contact_from_person',
    ground: 'CNIL, guide du recrutement: two years at most after the last contact, if the candidate agreed',
    sentence: {
      en: 'Kept two years at most after your last contact, or until you leave.',
      fr: 'Conservé deux ans au plus après votre dernier contact, ou jusqu’à votre départ.',
    },
  },
  {
    id: 'contacts',
    period: { unit: 'year', count: 3 },
    mode: 'max',
    trigger: 'relation_ended',
    ground: 'CNIL, référentiel de gestion commerciale: three years after the last contact',
    sentence: {
      en: 'Kept while we work together, then three years.',
      fr: 'Conservé tant que nous travaillons ensemble, puis trois ans.',
    },
  },
  {
    id: 'customers',
    period: { unit: 'year', count: 3 },
    mode: 'max',
    trigger: 'commercial_relation_ended',
    ground: 'CNIL, référentiel de gestion commerciale: three years after the relation ended',
    sentence: {
      en: 'Kept while you are a customer, then three years.',
      fr: 'Conservé tant que vous êtes client, puis trois ans.',
    },
  },
  {
    id: 'prospects',
    period: { unit: 'year', count: 3 },
    mode: 'max',
    trigger: 'last_contact_from_person',
    ground: 'CNIL, référentiel de gestion commerciale: three years after the last contact from the person',
    sentence: {
      en: 'Kept three years after you were last in touch with us.',
      fr: 'Conservé trois ans après votre dernier contact avec nous.',
    },
  },
  {
    id: 'messages',
    period: { unit: 'year', count: 1 },
    mode: 'max',
    trigger: 'last_contact_from_person',
    ground: 'Legitimate interest: to answer again when somebody comes back to what they wrote',
    sentence: {
      en: 'Kept one year after you last wrote to us.',
      fr: 'Conservé un an après votre dernier message.',
    },
  },
  {
    id: 'newsletter',
    period: { unit: 'month', count: 1 },
    mode: 'max',
    trigger: 'consent_withdrawn',
    ground:
      'GDPR art. 7(3): a consent that was taken back supports nothing further; a month to settle what is on its way',
    sentence: {
      en: 'Kept while you are subscribed, then one month.',
      fr: 'Conservé tant que vous êtes inscrit, puis un mois.',
    },
  },
  {
    id: 'rights_requests',
    period: { unit: 'year', count: 5 },
    mode: 'max',
    trigger: 'case_closed',
    ground:
      'GDPR art. 5(2) and 17(3)(e): to show that you were answered, as long as a claim is possible (Code civil, art. 2224)',
    hold: 'legal_claims',
    archive: true,
    sentence: {
      en: 'Kept until we have answered, then five years as proof that we did.',
      fr: 'Conservé jusqu’à notre réponse, puis cinq ans comme preuve que nous avons répondu.',
    },
  },
]
