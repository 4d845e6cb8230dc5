/** What is kept about one kind of people, line by line, for the privacy centre. */
import type { Register } from '@loge/features/law/core'
import type { Language } from './content.ts'
import { basisOf, labelsOf } from './policy.ts'

export interface KeptLine {
  readonly what: string
  readonly why: string
  readonly basis: string
  readonly seenBy: string
  readonly until: string
}

export const keptFor = (register: Register, audience: string, language: Language): readonly KeptLine[] =>
  register.activities
    .filter(({ audiences }) => audiences.includes(audience))
    .flatMap((activity) =>
      activity.purposes.map((purpose) => ({
        what: labelsOf(register.categories, activity.categories, language),
        why: purpose.sentence[language],
        basis: basisOf(purpose, language),
        seenBy: labelsOf(register.recipientKinds, activity.recipientKinds, language),
        until: register.retention.find(({ id }) => id === purpose.retention)?.sentence[language] ?? '',
      })),
    )
