/** What starts a period, as people read it beside a form, in what they are shown of themselves, and in the copy. */
import type { Sentence } from './basis.ts'
import type { Trigger } from './retention.ts'

export const triggerWords: Readonly<Record<Trigger, Sentence>> = {
  recorded: { en: 'counted from the day it is recorded', fr: 'compté du jour où c’est enregistré' },
  collected: { en: 'counted from the day you give it', fr: 'compté du jour où vous le donnez' },
  tracker_set: {
    en: 'counted from the day it is left on your device',
    fr: 'compté du jour où il est déposé',
  },
  last_contact_from_person: {
    en: 'counted from your last word to us',
    fr: 'compté de votre dernier contact avec nous',
  },
  purchased: { en: 'counted from the purchase', fr: 'compté de l’achat' },
  tenancy_ended: {
    en: 'counted from the day you leave the home',
    fr: 'compté du jour où vous quittez le logement',
  },
  right_ended: { en: 'counted from the end of the right to enter', fr: 'compté de la fin du droit d’entrer' },
  account_closed: {
    en: 'counted from the day the account is closed',
    fr: 'compté de la fermeture du compte',
  },
  relation_ended: { en: 'counted from the end of the relation', fr: 'compté de la fin de la relation' },
  contract_ended: { en: 'counted from the end of the contract', fr: 'compté de la fin du contrat' },
  commercial_relation_ended: {
    en: 'counted from the end of the commercial relation',
    fr: 'compté de la fin de la relation commerciale',
  },
  purpose_achieved: {
    en: 'counted from the day it is needed no more',
    fr: 'compté du jour où ce n’est plus nécessaire',
  },
  case_closed: { en: 'counted from the end of the case', fr: 'compté de la clôture du dossier' },
  application_received: {
    en: 'counted from the day the application arrives',
    fr: 'compté de l’arrivée de la candidature',
  },
  application_closed: {
    en: 'counted from the answer to the application',
    fr: 'compté de la réponse à la candidature',
  },
  decision_made: { en: 'counted from the decision', fr: 'compté de la décision' },
  became_inactive: {
    en: 'counted from the day nothing happens any more',
    fr: 'compté du début de l’inactivité',
  },
  consent_withdrawn: {
    en: 'counted from the day you take back your agreement',
    fr: 'compté du retrait de votre accord',
  },
  anonymised: { en: 'counted from the day nobody can be told from it', fr: 'compté de l’anonymisation' },
  year_ended: { en: 'counted from the end of the year', fr: 'compté de la fin de l’année' },
}
