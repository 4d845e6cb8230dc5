/** The words a column takes that holds one of a few things, one line for each thing; none for every other column. */
import { WORDS_OF_CELLS } from '../../core/cell-words.ts'
import { EXPORT_WORDS } from '../../core/export-words.ts'
import type { FieldName } from '../../core/fields.ts'

const KNOWN: { readonly [Field in FieldName]?: Readonly<Record<string, readonly string[]>> } = WORDS_OF_CELLS

export const wordsBelow = (field: FieldName): readonly string[] =>
  Object.values(KNOWN[field] ?? {}).map((words) => words.join(', '))

/** One word for each of these things, in the language of whoever reads. */
export const ownWords = (field: FieldName, language: 'en' | 'fr'): readonly string[] =>
  Object.values(EXPORT_WORDS[language][field] ?? {})
