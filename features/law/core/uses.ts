/** The register as people read it: each use of their data with its basis, how long, for whom, and their rights over it. */
import type { LegalBasis, Sentence } from './basis.ts'
import type { Register } from './register.ts'
import { type Right, rightsUnder } from './rights.ts'

export interface Use {
  readonly activity: string
  readonly purpose: string
  readonly label: Sentence
  readonly sentence: Sentence
  readonly basis: LegalBasis
  readonly kept: Sentence
  readonly categories: readonly Sentence[]
  readonly recipients: readonly Sentence[]
  readonly sources: readonly Sentence[]
  readonly rights: readonly Right[]
}

const labels = (
  list: readonly { readonly id: string; readonly label: Sentence }[],
  ids: readonly string[],
): readonly Sentence[] => list.filter(({ id }) => ids.includes(id)).map(({ label }) => label)

/** One for each purpose, in the order of the register. */
export const usesOf = (register: Register): readonly Use[] =>
  register.activities.flatMap((activity) =>
    activity.purposes.flatMap((purpose): readonly Use[] => {
      const rule = register.retention.find(({ id }) => id === purpose.retention)
      if (rule === undefined) return []
      return [
        {
          activity: activity.id,
          purpose: purpose.id,
          label: activity.label,
          sentence: purpose.sentence,
          basis: purpose.basis,
          kept: rule.sentence,
          categories: labels(register.categories, activity.categories),
          recipients: labels(register.recipientKinds, activity.recipientKinds),
          sources: labels(register.sources, activity.sources),
          rights: rightsUnder(purpose.basis),
        },
      ]
    }),
  )
