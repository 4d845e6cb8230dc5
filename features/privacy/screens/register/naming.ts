/** What the register calls the things of which only an id or a pointer (RFC 6901) is known: a person reads names, not places. */
import type { Register } from '@loge/features/law/core'

type Language = 'en' | 'fr'
interface Thing {
  readonly id: string
  readonly name: string
}

const LISTS: Readonly<Record<string, (register: Register, language: Language) => readonly Thing[]>> = {
  activities: ({ activities }, language) =>
    activities.map(({ id, label }) => ({ id, name: label[language] })),
  audiences: ({ audiences }, language) => audiences.map(({ id, label }) => ({ id, name: label[language] })),
  categories: ({ categories }, language) =>
    categories.map(({ id, label }) => ({ id, name: label[language] })),
  sources: ({ sources }, language) => sources.map(({ id, label }) => ({ id, name: label[language] })),
  retention: ({ retention }, language) =>
    retention.map(({ id, sentence }) => ({ id, name: sentence[language] })),
  recipientKinds: ({ recipientKinds }, language) =>
    recipientKinds.map(({ id, label }) => ({ id, name: label[language] })),
  recipients: ({ recipients }) => recipients,
  surfaces: ({ surfaces }, language) => surfaces.map(({ id, label }) => ({ id, name: label[language] })),
  trackers: ({ trackers }) => trackers,
  security: ({ security }, language) =>
    security.map(({ id, sentence }) => ({ id, name: sentence[language] })),
}

/** Of what a pointer leads into; undefined where it leads into no list, as to whoever answers for the data. */
export const nameAt = (register: Register, pointer: string, language: Language): string | undefined => {
  const [, list = '', index] = pointer.split('/')
  return LISTS[list]?.(register, language)[Number(index)]?.name
}

/** Of the first thing with that id; the id itself where nothing has it. */
export const nameOf = (register: Register, id: string, language: Language): string =>
  Object.values(LISTS)
    .flatMap((things) => things(register, language))
    .find((thing) => thing.id === id)?.name ?? id
