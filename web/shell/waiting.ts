/** How many things wait for a person behind an entry of the rail, and how bad the worst is. */
export interface Waiting {
  readonly count: number
  readonly worst: 'att' | 'bad'
}

export const NOTHING_WAITING: Waiting = { count: 0, worst: 'att' }
