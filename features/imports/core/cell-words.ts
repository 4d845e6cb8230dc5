/** The words of cells that hold one of a few things, French and English: what is understood, and what is shown of it. */
import type { LeaseClass } from '@loge/features/access/core'
import type { Civility, RelationKind, TenancyRole } from '@loge/features/people/core'
import type { UnitKind } from '@loge/features/places/core'
import { searchForm } from '@loge/kernel'

type Said<Value extends string> = Readonly<Record<Value, readonly string[]>>

const UNIT_KINDS: Said<UnitKind> = {
  home: [
    'logement',
    'appartement',
    'apartment',
    'flat',
    'studio',
    'maison',
    'house',
    'habitation',
    'chambre',
    'T1',
    'T2',
    'T3',
    'T4',
    'T5',
  ],
  commercial: ['commerce', 'local commercial', 'bureau', 'bureaux', 'office', 'shop', 'local'],
  parking: ['parking space', 'garage', 'box', 'place', 'stationnement', 'place de parking'],
  storage: ['storage room', 'cave', 'cellier', 'cellar', 'stockage'],
}

const CIVILITIES: Said<Civility> = {
  mr: ['M', 'M.', 'Monsieur', 'Mr.'],
  mrs: ['Mme', 'Madame', 'Ms', 'Miss', 'Mlle'],
}

const LANGUAGES: Said<'en' | 'fr'> = {
  en: ['English', 'anglais', 'en-GB', 'en-US'],
  fr: ['French', 'français', 'fr-FR'],
}

const ROLES: Said<TenancyRole> = {
  holder: ['titulaire', 'locataire', 'tenant', 'resident', 'résident', 'occupant', 'titulaire du bail'],
  housemate: [
    'colocataire',
    'conjoint',
    'conjointe',
    'partner',
    'spouse',
    'cotitulaire',
    'co-tenant',
    'occupant secondaire',
  ],
  minor: ['mineur', 'enfant', 'child'],
  owner: ['propriétaire', 'copropriétaire', 'bailleur', 'landlord'],
}

const RELATIONS: Said<RelationKind> = {
  staff: [
    'personnel',
    'salarié',
    'salariée',
    'employé',
    'employée',
    'employee',
    'works here',
    'travaille ici',
  ],
  candidate: ['candidat', 'candidate', 'applicant', 'candidat à l’embauche'],
  contact: ['contact extérieur', 'outside contact'],
  partner: ['partenaire', 'partner'],
}

const LEASES: Said<LeaseClass> = {
  visitor: ['visiteur'],
  resident: ['résident'],
  staff: ['personnel', 'équipe'],
}

/** As somebody writes them; the word of the product itself is understood too. */
export const WORDS_OF_CELLS = {
  unitKind: UNIT_KINDS,
  civility: CIVILITIES,
  language: LANGUAGES,
  role: ROLES,
  relation: RELATIONS,
  lease: LEASES,
} as const

const wordsOf = <Value extends string>(words: Said<Value>): ReadonlyMap<string, Value> =>
  new Map(
    (Object.entries(words) as [Value, readonly string[]][]).flatMap(([value, said]) =>
      [value, ...said].map((word): readonly [string, Value] => [searchForm(word), value]),
    ),
  )

export const CELL_WORDS = {
  unitKind: wordsOf(UNIT_KINDS),
  civility: wordsOf(CIVILITIES),
  language: wordsOf(LANGUAGES),
  role: wordsOf(ROLES),
  relation: wordsOf(RELATIONS),
  lease: wordsOf(LEASES),
} as const

/** Heads that one list uses for the home and the next for who lives in it: what stands below them tells. */
const VAGUE: ReadonlySet<string> = new Set(
  ['type', 'kind', 'nature', 'status', 'statut', 'qualité', 'état', 'catégorie'].map(searchForm),
)
const TOLD_BY_CELLS = ['role', 'unitKind', 'relation'] as const

/** What a column of a vague head is by most of its words; `undefined` where these do not tell. */
export const meaningByCells = (
  form: string,
  cells: readonly string[],
): (typeof TOLD_BY_CELLS)[number] | undefined => {
  const said = VAGUE.has(form) ? cells.map(searchForm).filter((cell) => cell !== '') : []
  return TOLD_BY_CELLS.find(
    (field) => said.length > 0 && said.filter((cell) => CELL_WORDS[field].has(cell)).length * 2 > said.length,
  )
}
