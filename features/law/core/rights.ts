/** Which rights a person has over a use of their data: they follow from its legal basis, and from nothing else. */
import type { LegalBasis } from './basis.ts'

/** With the article of the GDPR that gives each. */
export const RIGHTS = {
  access: '15',
  rectification: '16',
  erasure: '17',
  restriction: '18',
  portability: '20',
  objection: '21',
  withdrawal: '7(3)',
  complaint: '77',
} as const
export type Right = keyof typeof RIGHTS

const ALWAYS = ['access', 'rectification', 'restriction', 'complaint'] as const satisfies readonly Right[]

/** Art. 17(3)(b): not while a law or a public task needs it. Art. 20(1)(a): consent and contract. Art. 21(1): the last two. */
const OWN: Readonly<Record<LegalBasis, readonly Right[]>> = {
  consent: ['erasure', 'portability', 'withdrawal'],
  contract: ['erasure', 'portability'],
  legal_obligation: [],
  vital_interests: ['erasure'],
  public_task: ['objection'],
  legitimate_interests: ['erasure', 'objection'],
}

/** In the order of the articles; how one complains comes last. */
export const rightsUnder = (basis: LegalBasis): readonly Right[] => {
  const own = new Set<Right>([...ALWAYS, ...OWN[basis]])
  return (Object.keys(RIGHTS) as Right[]).filter((right) => own.has(right))
}
