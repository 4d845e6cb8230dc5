/** The words of cells that hold one of a few things, such that they are understood when the file comes back. */
import type { FieldName } from './fields.ts'

type Words = { readonly [Field in FieldName]?: Readonly<Record<string, string>> }

export const EXPORT_WORDS: Readonly<Record<'en' | 'fr', Words>> = {
  en: {
    unitKind: { home: 'home', commercial: 'office', parking: 'parking space', storage: 'storage room' },
    civility: { mr: 'Mr', mrs: 'Ms' },
    language: { en: 'English', fr: 'French' },
    role: { holder: 'tenant', housemate: 'co-tenant', minor: 'child', owner: 'owner' },
    relation: { staff: 'staff', candidate: 'candidate', contact: 'outside contact', partner: 'partner' },
    lease: { visitor: 'visitor', resident: 'resident', staff: 'staff' },
  },
  fr: {
    unitKind: {
      home: 'logement',
      commercial: 'local commercial',
      parking: 'place de parking',
      storage: 'cave',
    },
    civility: { mr: 'M.', mrs: 'Mme' },
    language: { en: 'anglais', fr: 'français' },
    role: { holder: 'titulaire', housemate: 'colocataire', minor: 'enfant', owner: 'propriétaire' },
    relation: {
      staff: 'personnel',
      candidate: 'candidat',
      contact: 'contact extérieur',
      partner: 'partenaire',
    },
    lease: { visitor: 'visiteur', resident: 'résident', staff: 'personnel' },
  },
}

/** A French spreadsheet cuts at semicolons, where a comma is in every price. */
export const EXPORT_SEPARATOR = { en: ',', fr: ';' } as const
