/** The kinds of event a list can be narrowed to; apart from what each means, because every address is read by them. */
export const KIND_NAMES = ['opened', 'refused', 'forced', 'equipment', 'rung'] as const

export type Kind = (typeof KIND_NAMES)[number]

export const isKind = (text: unknown): text is Kind => KIND_NAMES.some((name) => name === text)
