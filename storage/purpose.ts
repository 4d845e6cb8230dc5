/**
 * Why the work that runs asks the database. Whoever is restricted is seen by an ordinary question only when they ask it
 * themselves. What runs carries its purpose with it, so that no question of it can forget to say so.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PersonId } from '@loge/kernel'

/**
 * `privacy`: the rights of a person are carried out. `keeping`: storage alone, to seal, prove and back up. `sign_in`:
 * somebody says who they are. `door`: a door decides, by the choice made when the person was restricted.
 */
export type Purpose = 'privacy' | 'keeping' | 'sign_in' | 'door'

interface Asking {
  readonly purpose: Purpose | ''
  readonly oneself: PersonId | ''
  /** By rows of a table, what ends each purpose they would be used for, as JSON: `loge.hidden_ids(text)` reads it. */
  readonly uses: string
}

const NOBODY: Asking = { purpose: '', oneself: '', uses: '' }

const current = new AsyncLocalStorage<Asking>()

export const asking = (): Asking => current.getStore() ?? NOBODY

export const forPurpose = <Value>(purpose: Purpose, work: () => Value): Value =>
  current.run({ ...NOBODY, purpose }, work)

/** Everything that this person asks for by themselves. */
export const asOneself = <Value>(personId: PersonId, work: () => Value): Value =>
  current.run({ ...NOBODY, uses: asking().uses, oneself: personId }, work)

/** What the work uses data for; whoever said no to all of it is left out. */
export const forUses = <Value>(uses: string, work: () => Value): Value =>
  current.run({ ...asking(), uses }, work)

/** What is begun here goes on for others than whoever began it. */
export const asAnybody = <Value>(work: () => Value): Value => current.run(NOBODY, work)
