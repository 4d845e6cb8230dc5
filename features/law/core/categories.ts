/** What each category of data is called to the person concerned. */
import type { Category } from '@loge/kernel'
import type { Sentence } from './basis.ts'

export const categories: Readonly<Record<Category, Sentence>> = {
  identity: { en: 'name and form of address', fr: 'nom et civilité' },
  contact: { en: 'e-mail and telephone', fr: 'adresse électronique et téléphone' },
  postal_address: { en: 'postal address', fr: 'adresse postale' },
  language: { en: 'preferred language', fr: 'langue préférée' },
  home: { en: 'home and dates of residence', fr: 'logement et dates d’occupation' },
  relation: { en: 'what you are to the residence', fr: 'ce que vous êtes pour la résidence' },
  professional: {
    en: 'title and area of interest at work',
    fr: 'fonction et centre d’intérêt professionnel',
  },
  professional_contact: { en: 'professional contact details', fr: 'coordonnées professionnelles' },
  prospect: { en: 'course of contacts before a contract', fr: 'suivi des contacts avant un contrat' },
  account: { en: 'account', fr: 'compte' },
  authentication_secret: { en: 'means of signing in', fr: 'moyens de connexion' },
  credential: { en: 'badges, codes and keys', fr: 'badges, codes et clés' },
  access_right: { en: 'rights of entry', fr: 'droits d’entrée' },
  movement: { en: 'passages through doors', fr: 'passages aux portes' },
  equipment_use: { en: 'use of equipment', fr: 'utilisation des équipements' },
  web_navigation: {
    en: 'pages visited, for a case of support',
    fr: 'pages visitées, pour un dossier d’assistance',
  },
  tv_viewing: { en: 'programmes watched', fr: 'programmes regardés' },
  device_identity: {
    en: 'model, number and system of devices',
    fr: 'modèle, numéro et système des appareils',
  },
  device_telemetry: { en: 'measurements of connected devices', fr: 'mesures des appareils connectés' },
  action_record: { en: 'record of actions', fr: 'historique des actions' },
  free_text: { en: 'free remarks', fr: 'remarques libres' },
  application: { en: 'application: CV, letter, career', fr: 'candidature : CV, lettre, parcours' },
  link: { en: 'internal references', fr: 'références internes' },
}
