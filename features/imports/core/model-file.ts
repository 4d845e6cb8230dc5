/** A spreadsheet to fill in: the heads that most houses need, and two rows that show what goes below them. */
import { csvLine } from '@loge/kernel'
import { EXPORT_HEADERS } from './export-headers.ts'
import { EXPORT_SEPARATOR } from './export-words.ts'
import type { FieldName } from './fields.ts'

type Language = 'en' | 'fr'
type Example = { readonly [Field in FieldName]?: string }

const COLUMNS = [
  'building',
  'floor',
  'unit',
  'unitKind',
  'civility',
  'familyName',
  'givenName',
  'email',
  'mobile',
  'role',
  'movesIn',
  'movesOut',
  'card',
] as const satisfies readonly FieldName[]

const EXAMPLES: Readonly<Record<Language, readonly Example[]>> = {
  en: [
    {
      building: 'A',
      floor: '1',
      unit: 'A101',
      unitKind: 'home',
      civility: 'Ms',
      familyName: 'Martin',
      givenName: 'Chloé',
      email: 'chloe.martin@example.org',
      mobile: '+33 6 39 98 10 01',
      role: 'tenant',
      movesIn: '2024-09-14',
    },
    {
      building: 'A',
      floor: '1',
      unit: 'A101',
      unitKind: 'home',
      civility: 'Mr',
      familyName: 'Martin',
      givenName: 'Paul',
      role: 'co-tenant',
      movesIn: '2024-09-14',
    },
  ],
  fr: [
    {
      building: 'A',
      floor: '1',
      unit: 'A101',
      unitKind: 'T2',
      civility: 'Mme',
      familyName: 'Martin',
      givenName: 'Chloé',
      email: 'chloe.martin@example.org',
      mobile: '06 39 98 10 01',
      role: 'locataire',
      movesIn: '14/09/2024',
    },
    {
      building: 'A',
      floor: '1',
      unit: 'A101',
      unitKind: 'T2',
      civility: 'M.',
      familyName: 'Martin',
      givenName: 'Paul',
      role: 'conjoint',
      movesIn: '14/09/2024',
    },
  ],
}

/** With the mark by which a spreadsheet knows the accents. */
export const modelFile = (language: Language): string => {
  const lines = [
    COLUMNS.map((field) => EXPORT_HEADERS[language][field]),
    ...EXAMPLES[language].map((example: Example) => COLUMNS.map((field) => example[field] ?? '')),
  ]
  return `\uFEFF${lines.map((cells) => csvLine(cells, EXPORT_SEPARATOR[language])).join('')}`
}
