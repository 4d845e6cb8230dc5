/**
 * What a request has to say to be one: what is asked, who asks by last and first name, and where the answer goes; and, where
 * the organization always makes sure of it, a proof of who asks.
 */
export const ELEMENTS = ['object', 'last_name', 'first_name', 'contact', 'identity'] as const
export type Element = (typeof ELEMENTS)[number]

export interface Said {
  readonly name: string
  readonly words: string
  /** Chosen from the list of rights, or read by a human. */
  readonly isRightSaid: boolean
  readonly hasContact: boolean
}

/** An address is no name, and initials alone name nobody. */
const namesIn = (name: string): readonly string[] =>
  name.includes('@') ? [] : name.split(/[\s,]+/u).filter((part) => /\p{L}{2,}/u.test(part))

export const missingIn = ({ name, words, isRightSaid, hasContact }: Said): readonly Element[] => {
  const names = namesIn(name)
  return [
    ...(!isRightSaid && !/\p{L}/u.test(words) ? (['object'] as const) : []),
    ...(names.length === 0 ? (['last_name'] as const) : []),
    ...(names.length < 2 ? (['first_name'] as const) : []),
    ...(hasContact ? [] : (['contact'] as const)),
  ]
}
