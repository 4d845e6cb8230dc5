/** Whether a register is whole: who answers for it is named, ids are unique and lead somewhere, each text is in both languages. */
import { type Fault, faultAt } from './fault.ts'
import type { Named } from './named.ts'
import type { Register } from './register.ts'

const blank = (text: string): boolean => text.trim() === ''

/** Somebody can write to it: a masked or a broken address is none. */
export const isMailAddress = (email: string): boolean =>
  /^[^\s@*]+@[^\s@*]+\.[^\s@*.]{2,}$/.test(email.trim())

/** A blank address is not whole; one that is there and reaches nobody is a fault of its own. */
const judgeAddress = (email: string, at: string): readonly Fault[] =>
  blank(email) || isMailAddress(email) ? [] : [faultAt(at, 'address_unreachable')]

/** Whom people read about in the legal notice, and whom they write to. */
const judgeController = ({ controller, channels, identity }: Register): readonly Fault[] => [
  ...(['name', 'legalForm', 'registration', 'address', 'email'] as const)
    .filter((field) => blank(controller[field] ?? ''))
    .map((field) => faultAt(`/controller/${field}`, 'controller_incomplete')),
  ...(['name', 'email', 'address'] as const)
    .filter((field) => controller.dpo !== null && blank(controller.dpo[field]))
    .map((field) => faultAt(`/controller/dpo/${field}`, 'officer_incomplete')),
  ...judgeAddress(controller.email, '/controller/email'),
  ...judgeAddress(controller.dpo?.email ?? '', '/controller/dpo/email'),
  ...channels.flatMap(({ kind, address }, index) =>
    kind === 'email' ? judgeAddress(address, `/channels/${index}/address`) : [],
  ),
  ...(channels.some((channel) => channel.for.includes('rights'))
    ? []
    : [faultAt('/channels', 'rights_channel_missing')]),
  ...(identity.mode === 'always' && identity.justification === null
    ? [faultAt('/identity/justification', 'identity_unjustified')]
    : []),
]

/** Every `{en, fr}` there is, wherever it stands: a kind of text that comes later is judged too. */
const judgeTexts = (value: unknown, at: string): readonly Fault[] => {
  if (typeof value !== 'object' || value === null) return []
  const members = Object.entries(value)
  const own =
    'en' in value || 'fr' in value
      ? (['en', 'fr'] as const).filter((language) => {
          const text: unknown = Object.hasOwn(value, language) ? Reflect.get(value, language) : undefined
          return typeof text !== 'string' || blank(text)
        })
      : []
  return [
    ...own.map((language) => faultAt(`${at}/${language}`, 'text_missing')),
    ...members.flatMap(([key, member]) =>
      judgeTexts(member, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ]
}

const judgeIds = (at: string, named: readonly Named[]): readonly Fault[] => {
  const seen = new Set<string>()
  return named.flatMap(({ id }, index) => {
    if (blank(id) || seen.has(id)) return [faultAt(`${at}/${index}/id`, 'id_taken', id)]
    seen.add(id)
    return []
  })
}

const LISTS = [
  'audiences',
  'categories',
  'sources',
  'activities',
  'retention',
  'recipientKinds',
  'recipients',
  'surfaces',
  'trackers',
  'glossary',
  'security',
] as const

const unknownIn = (known: readonly Named[]) => {
  const there = new Set(known.map(({ id }) => id))
  const one = (id: string, at: string): readonly Fault[] =>
    there.has(id) ? [] : [faultAt(at, 'reference_unknown', id)]
  return {
    one,
    each: (ids: readonly string[], at: string) => ids.flatMap((id, index) => one(id, `${at}/${index}`)),
  }
}

const judgeReferences = (register: Register): readonly Fault[] => {
  const { activities, categories, recipientKinds, recipients, trackers, retention, ceiling } = register
  const unknownOf = {
    audience: unknownIn(register.audiences),
    category: unknownIn(categories),
    source: unknownIn(register.sources),
    rule: unknownIn(retention),
    kind: unknownIn(recipientKinds),
    surface: unknownIn(register.surfaces),
    measure: unknownIn(register.security),
  }
  return [
    ...activities.flatMap((activity, index) => {
      const at = `/activities/${index}`
      return [
        ...unknownOf.audience.each(activity.audiences, `${at}/audiences`),
        ...unknownOf.category.each(activity.categories, `${at}/categories`),
        ...unknownOf.kind.each(activity.recipientKinds, `${at}/recipientKinds`),
        ...unknownOf.source.each(activity.sources, `${at}/sources`),
        ...unknownOf.measure.each(activity.measures ?? [], `${at}/measures`),
        ...activity.purposes.flatMap((purpose, which) =>
          unknownOf.rule.one(purpose.retention, `${at}/purposes/${which}/retention`),
        ),
      ]
    }),
    ...categories.flatMap(({ fields = [] }, index) =>
      fields.flatMap(({ askedOf }, which) =>
        unknownOf.audience.each(askedOf, `/categories/${index}/fields/${which}/askedOf`),
      ),
    ),
    ...recipientKinds.flatMap(({ only = [] }, index) =>
      unknownOf.category.each(only, `/recipientKinds/${index}/only`),
    ),
    ...recipients.flatMap(({ kind }, index) => unknownOf.kind.one(kind, `/recipients/${index}/kind`)),
    ...trackers.flatMap(({ surface }, index) => unknownOf.surface.one(surface, `/trackers/${index}/surface`)),
    ...(ceiling === undefined ? [] : unknownOf.rule.one(ceiling, '/ceiling')),
  ]
}

export const judgeShape = (register: Register): readonly Fault[] => [
  ...judgeController(register),
  ...judgeTexts(register, ''),
  ...LISTS.flatMap((list) => judgeIds(`/${list}`, register[list])),
  ...judgeIds(
    '/activities/*/purposes',
    register.activities.flatMap(({ purposes }) => purposes),
  ),
  ...judgeIds(
    '/categories/*/fields',
    register.categories.flatMap(({ fields = [] }) => fields),
  ),
  ...judgeReferences(register),
]
