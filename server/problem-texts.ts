/** The words of every problem, in both languages, from the features that answer it. */
import { texts as accountTexts } from '@loge/features/accounts/texts'
import { texts as equipmentTexts } from '@loge/features/equipment/texts'
import { texts as accessTexts } from '@loge/features/access/texts'
import { texts as backupsTexts } from '@loge/features/backups/texts'
import { texts as importsTexts } from '@loge/features/imports/texts'
import { texts as eventTexts } from '@loge/features/events/texts'
import { texts as lawTexts } from '@loge/features/law/texts'
import { texts as noticesTexts } from '@loge/features/notices/texts'
import { texts as peopleTexts } from '@loge/features/people/texts'
import { texts as placesTexts } from '@loge/features/places/texts'
import { texts as privacyTexts } from '@loge/features/privacy/texts'
import { texts as documentTexts } from '@loge/features/privacy/texts/document-problems'
import { texts as relationsTexts } from '@loge/features/relations/texts'
import { texts as reportsTexts } from '@loge/features/reports/texts'
import { texts as scheduleTexts } from '@loge/features/schedules/texts'
import { texts as serviceTexts } from '@loge/features/service/texts'
import type { ProblemTexts } from '@loge/http'

export interface Tree {
  readonly [key: string]: string | Tree
}

const ALL: readonly { readonly en: Tree; readonly fr: Tree }[] = [
  lawTexts,
  eventTexts,
  placesTexts,
  peopleTexts,
  accountTexts,
  noticesTexts,
  scheduleTexts,
  reportsTexts,
  equipmentTexts,
  accessTexts,
  importsTexts,
  backupsTexts,
  privacyTexts,
  documentTexts,
  relationsTexts,
  serviceTexts,
]

export const leaves = (tree: Tree, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : leaves(value, `${prefix}${key}.`),
  )

const problemsIn = (language: 'en' | 'fr'): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ALL.flatMap((texts) => leaves(texts[language])).filter(([key]) => key.startsWith('problem.')),
  )

export const problemTexts: ProblemTexts = { en: problemsIn('en'), fr: problemsIn('fr') }
