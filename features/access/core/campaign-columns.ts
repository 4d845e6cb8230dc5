/** The columns and words of an exported campaign. Colleagues are named, because it proves who decided; holders are not. */
import type { CampaignState } from './campaign.ts'

type Language = 'en' | 'fr'
type Words<Key extends string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>

export const CAMPAIGN_COLUMNS = {
  number: { en: 'No.', fr: 'N°' },
  group: { en: 'Group', fr: 'Groupe' },
  holder: { en: 'Who has it', fr: 'Titulaire' },
  personId: { en: 'Person (id)', fr: 'Personne (identifiant)' },
  building: { en: 'Building', fr: 'Bâtiment' },
  since: { en: 'Since', fr: 'Depuis' },
  until: { en: 'Until', fr: 'Jusqu’au' },
  listed: { en: 'On the lists', fr: 'Sur les listes' },
  state: { en: 'Outcome', fr: 'Suite donnée' },
  lastDay: { en: 'Ends on', fr: 'Se termine le' },
  by: { en: 'Decided by', fr: 'Décidé par' },
  at: { en: 'Decided (local time)', fr: 'Décidé (heure locale)' },
  reason: { en: 'Reason', fr: 'Motif' },
} as const satisfies Words<string>

export type CampaignColumn = keyof typeof CAMPAIGN_COLUMNS

export const CAMPAIGN_STATE_WORDS: Words<CampaignState> = {
  open: { en: 'to decide', fr: 'à décider' },
  kept: { en: 'kept', fr: 'maintenu' },
  ended: { en: 'ends at a date', fr: 'limité dans le temps' },
  revoked: { en: 'taken back', fr: 'retiré' },
  gone: { en: 'no longer exists', fr: 'n’existe plus' },
  undecided: { en: 'left undecided', fr: 'non décidé' },
}

export const REVIEW_KIND_WORDS: Words<'expiring' | 'never_used' | 'orphaned' | 'excessive'> = {
  expiring: { en: 'ends soon', fr: 'se termine bientôt' },
  never_used: { en: 'never used', fr: 'jamais utilisé' },
  orphaned: { en: 'no home here', fr: 'sans logement ici' },
  excessive: { en: 'more than their like', fr: 'plus que ses semblables' },
}

export const HOLDER_WORDS: Words<'person' | 'residents' | 'home' | 'role' | 'erased'> = {
  person: { en: 'one person', fr: 'une personne' },
  residents: { en: 'everybody who lives there', fr: 'tous ceux qui y habitent' },
  home: { en: 'whoever lives in one home', fr: 'quiconque habite un logement' },
  role: { en: 'whoever holds a role of the house', fr: 'quiconque tient un rôle de la maison' },
  erased: { en: 'somebody erased since', fr: 'une personne effacée depuis' },
}
