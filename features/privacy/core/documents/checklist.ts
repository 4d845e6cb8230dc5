/**
 * What GDPR art. 13 and 14 ask a policy to say, point by point, held against the policy that would be published and the
 * register it is made from. A point is filled when nothing is missing; the officer is shown what is.
 */
import { boundsOn, judgeRegister, type Register } from '@loge/features/law/core'
import { LANGUAGES } from './content.ts'
import { isOperatorNamed, renderDocument } from './render.ts'

export const CHECKLIST = [
  'controller',
  'contact',
  'purposes',
  'recipients',
  'transfers',
  'retention',
  'rights',
  'complaint',
  'mandatory',
  'source',
  'machines',
  'law',
] as const
export type ChecklistPoint = (typeof CHECKLIST)[number]

export interface CheckedPoint {
  readonly point: ChecklistPoint
  /** What is not there: a section of the policy, a field of the register, an activity. Empty: the point is filled. */
  readonly missing: readonly string[]
}

const SECTIONS: Readonly<Record<ChecklistPoint, string>> = {
  controller: 'who',
  contact: 'who',
  purposes: 'why',
  recipients: 'recipients',
  transfers: 'transfers',
  retention: 'kept',
  rights: 'rights',
  complaint: 'authority',
  mandatory: 'mandatory',
  source: 'sources',
  machines: 'machines',
  law: 'authority',
}

const blank = (said: string | undefined): boolean => (said ?? '').trim() === ''
const blankIn = (fields: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(fields).flatMap(([name, said]) => (blank(said) ? [name] : []))

/** Of an activity: the ids of those for which something is missing. */
const without = (register: Register, isThere: (activity: Register['activities'][number]) => boolean) =>
  register.activities.filter((one) => !isThere(one)).map(({ id }) => id)

const inRegister: Readonly<Record<ChecklistPoint, (register: Register, day: string) => readonly string[]>> = {
  controller: ({ controller: { name, legalForm, registration, address } }) =>
    blankIn({ name, legalForm, registration, address }),
  contact: (register) => {
    const { email, dpo } = register.controller
    return [
      ...(isOperatorNamed(register) ? [] : blankIn({ email }).length > 0 ? ['email'] : ['controller']),
      ...(dpo === null ? [] : blankIn({ officer: dpo.name, officerEmail: dpo.email })),
    ]
  },
  purposes: (register) =>
    without(register, ({ purposes }) => {
      const said = ({ sentence }: (typeof purposes)[number]) => !blank(sentence.en) && !blank(sentence.fr)
      return purposes.length > 0 && purposes.every(said)
    }),
  recipients: (register) =>
    without(register, ({ recipientKinds }) =>
      recipientKinds.every((id) => register.recipientKinds.some((kind) => kind.id === id)),
    ),
  transfers: ({ recipients }) => recipients.filter(({ country }) => blank(country)).map(({ id }) => id),
  retention: (register) =>
    without(register, ({ purposes }) =>
      purposes.every(({ retention }) => register.retention.some(({ id }) => id === retention)),
    ),
  rights: ({ channels }) => (channels.some((one) => one.for.includes('rights')) ? [] : ['channels']),
  complaint: ({ jurisdiction: { authority } }) => blankIn({ authority: authority.name, web: authority.web }),
  mandatory: () => [],
  source: (register) => without(register, ({ sources }) => sources.length > 0),
  machines: () => [],
  law: (register, day) => [
    ...blankIn({ country: register.jurisdiction.country, law: register.jurisdiction.law.en }),
    ...blankIn({ loi: register.jurisdiction.law.fr }),
    ...judgeRegister(register, boundsOn(day)).map(({ pointer, code }) => `${code} ${pointer}`),
  ],
}

/** `day`: on which it is to be in force, since the bounds of the law are dated. */
export const checklistOf = (register: Register, day: string): readonly CheckedPoint[] => {
  const policies = LANGUAGES.map((language) => ({
    language,
    ids: new Set(renderDocument('privacy_policy', register)[language].sections.map(({ id }) => id)),
  }))
  return CHECKLIST.map((point) => ({
    point,
    missing: [
      ...inRegister[point](register, day),
      ...policies.filter(({ ids }) => !ids.has(SECTIONS[point])).map(({ language }) => `policy ${language}`),
    ],
  }))
}
