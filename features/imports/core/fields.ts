/** What a column of a spreadsheet can mean, and the header words, French and English, by which a meaning is proposed. */
import { searchForm } from '@loge/kernel'
import { meaningByCells } from './cell-words.ts'

/** In the order they are offered. */
export const FIELDS = [
  'reference',
  'site',
  'building',
  'floor',
  'unit',
  'unitKind',
  'civility',
  'givenName',
  'familyName',
  'email',
  'mobile',
  'landline',
  'street',
  'postalCode',
  'city',
  'country',
  'language',
  'role',
  'movesIn',
  'movesOut',
  'relation',
  'relationFrom',
  'relationUntil',
  'card',
  'profile',
  'entrances',
  'schedule',
  'residentsOf',
  'residentsOfHome',
  'holdersOf',
  'validFrom',
  'validUntil',
  'reason',
  'lease',
] as const
export type FieldName = (typeof FIELDS)[number]

export const isField = (text: string): text is FieldName => FIELDS.some((field) => field === text)

/** Columns that hold dates. */
export const DATE_FIELDS: readonly FieldName[] = [
  'movesIn',
  'movesOut',
  'relationFrom',
  'relationUntil',
  'validFrom',
  'validUntil',
]

export const HEADER_WORDS: Readonly<Record<FieldName, readonly string[]>> = {
  reference: ['reference', 'ref', 'id', 'identifiant', 'person id', 'numero locataire', 'tenant number'],
  site: ['site', 'residence'],
  building: ['building', 'batiment', 'bat', 'immeuble', 'staircase', 'escalier', 'block'],
  floor: ['floor', 'etage', 'niveau', 'level'],
  unit: ['unit', 'home', 'apartment', 'flat', 'logement', 'appartement', 'appt', 'apt', 'lot', 'porte'],
  unitKind: ['unit kind', 'kind', 'type', 'type de lot', 'type de logement', 'nature', 'nature du lot'],
  civility: ['civility', 'title', 'civilite', 'titre'],
  givenName: ['given name', 'first name', 'firstname', 'prenom', 'prenoms'],
  familyName: ['family name', 'last name', 'lastname', 'surname', 'nom', 'nom de famille', 'nom usuel'],
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'adresse email',
    'adresse mail',
    'courriel',
    'adresse electronique',
    'adresse e mail',
  ],
  mobile: [
    'mobile',
    'mobile phone',
    'cell',
    'portable',
    'tel portable',
    'telephone portable',
    'tel mobile',
    'gsm',
    'phone',
    'telephone',
    'tel',
  ],
  landline: ['landline', 'home phone', 'fixe', 'tel fixe', 'telephone fixe'],
  street: ['street', 'address', 'rue', 'adresse', 'adresse postale'],
  postalCode: ['postal code', 'postcode', 'zip', 'zip code', 'code postal', 'cp', 'npa'],
  city: ['city', 'town', 'ville', 'commune', 'localite'],
  country: ['country', 'pays', 'code pays'],
  language: ['language', 'langue'],
  role: ['role', 'status', 'statut', 'qualite', 'occupancy'],
  movesIn: [
    'moves in',
    'move in',
    'move in date',
    'moved in',
    'lease start',
    'entree',
    'entree dans les lieux',
    'date d entree dans les lieux',
    'entre e le',
    'entree le',
    'entre le',
    'moved in on',
    'moves in on',
    'date entree',
    'date d entree',
    'date dentree',
    'arrivee',
    'emmenagement',
    'debut de bail',
    'debut bail',
  ],
  movesOut: [
    'moves out',
    'move out',
    'move out date',
    'moved out',
    'lease end',
    'sortie',
    'sortie des lieux',
    'date de sortie des lieux',
    'date sortie',
    'date de sortie',
    'depart',
    'date de depart',
    'demenagement',
    'fin de bail',
    'fin bail',
  ],
  relation: ['is also', 'relation', 'a titre de', 'au titre de', 'qualite a la residence'],
  relationFrom: ['is so from', 'relation from', 'a ce titre depuis le', 'a ce titre depuis'],
  relationUntil: ['is so until', 'relation until', 'a ce titre jusqu au', 'a ce titre jusquau'],
  card: [
    'card',
    'card number',
    'badge',
    'badge number',
    'fob',
    'numero de badge',
    'n badge',
    'n de badge',
    'no de badge',
    'no badge',
    'numero badge',
    'carte',
    'numero de carte',
  ],
  profile: ['profile', 'access profile', 'profil', 'profil d acces', 'profil dacces'],
  entrances: [
    'entrances',
    'entrances of the profile',
    'doors',
    'entrees',
    'entrees du profil',
    'portes',
    'portes du profil',
    'acces',
  ],
  schedule: [
    'schedule',
    'schedule of the profile',
    'hours',
    'horaire',
    'horaires',
    'horaire du profil',
    'plage horaire',
  ],
  residentsOf: [
    'residents of',
    'profile for residents of',
    'residents de',
    'habitants de',
    'occupants de',
    'profil des residents de',
  ],
  residentsOfHome: [
    'home of the residents',
    'profile for residents of home',
    'logement des residents',
    'profil des residents du logement',
  ],
  holdersOf: ['role of the house', 'profile for role', 'role de la maison', 'profil du role'],
  validFrom: ['valid from', 'from', 'start', 'du', 'debut', 'valable du', 'date de debut'],
  validUntil: [
    'valid until',
    'until',
    'end',
    'au',
    'fin',
    'valable jusqu au',
    'valable jusquau',
    'date de fin',
  ],
  reason: ['reason', 'motif', 'raison'],
  lease: ['lease', 'lease class', 'duree hors ligne'],
}

/** What is compared and remembered of a header: `Date d’entrée *` is `date dentree`. */
export const headerForm = (header: string): string => searchForm(header)

const BY_WORD: ReadonlyMap<string, FieldName> = new Map(
  FIELDS.flatMap((field) =>
    [field, ...HEADER_WORDS[field]].map((word): readonly [string, FieldName] => [headerForm(word), field]),
  ),
)

/** The column of each field; a field has at most one. */
export type Mapping = { readonly [Field in FieldName]?: number }

/**
 * What this organization said last time about each header word comes first, then what stands below a vague one, then the
 * words known here.
 */
export const proposeMapping = (
  header: readonly string[],
  remembered: ReadonlyMap<string, FieldName | null>,
  rows: readonly (readonly string[])[] = [],
): Mapping => {
  const proposed: { [Field in FieldName]?: number } = {}
  const forms = header.map(headerForm)
  const taken = new Set<number>()
  const take = (lookUp: (form: string, column: number) => FieldName | null | undefined) =>
    forms.forEach((form, column) => {
      const field = form === '' || taken.has(column) ? undefined : lookUp(form, column)
      if (field === undefined || field === null) return
      taken.add(column)
      proposed[field] ??= column
    })
  take((form) => remembered.get(form))
  take((form, column) =>
    remembered.has(form)
      ? undefined
      : meaningByCells(
          form,
          rows.map((cells) => cells[column] ?? ''),
        ),
  )
  // A column somebody chose to leave out stays out.
  take((form) => (remembered.has(form) ? undefined : BY_WORD.get(form)))
  // `Name` alone may be anybody's whole name; beside a first name it is the other half.
  if (proposed.givenName !== undefined && proposed.familyName === undefined)
    take((form) => (remembered.has(form) || form !== 'name' ? undefined : 'familyName'))
  return proposed
}

/** What to remember: the meaning of every header that has words, `null` for one that was left out. */
export const rememberMapping = (
  header: readonly string[],
  mapping: Mapping,
): ReadonlyMap<string, FieldName | null> => {
  const fieldOf = new Map(
    FIELDS.flatMap((field): (readonly [number, FieldName])[] => {
      const column = mapping[field]
      return column === undefined ? [] : [[column, field]]
    }),
  )
  return new Map(
    header.flatMap((words, column): (readonly [string, FieldName | null])[] => {
      const form = headerForm(words)
      return form === '' ? [] : [[form, fieldOf.get(column) ?? null]]
    }),
  )
}
