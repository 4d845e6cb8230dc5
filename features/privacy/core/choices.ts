/** What a person may agree to, say no to, and wish for after their death. Pure. */
import type { Activity, PersonKind, Purpose, Register } from '@loge/features/law/core'

/** Where a consent is given. A support session and the cookie choices have a proof of their own. */
export const CONSENT_SURFACES = ['my_data', 'public_form', 'paper'] as const
export type ConsentSurface = (typeof CONSENT_SURFACES)[number]

/** A clear act, always: there is no word for silence, nor for a box that was ticked before. */
export const CONSENT_ACTIONS = ['switched_on', 'ticked', 'signed'] as const
export type ConsentAction = (typeof CONSENT_ACTIONS)[number]

/** What ends at once and without a reason. */
export const OBJECTIONABLE = ['marketing', 'profiling'] as const
export type Objectionable = (typeof OBJECTIONABLE)[number]

/** Or one purpose of the register, named, for reasons of one's own (GDPR art. 21(1)). */
export type ObjectedTo = Objectionable | `use:${string}`

/** What becomes of a category of data after somebody's death. */
export const WISHES = ['keep', 'erase', 'hand'] as const
export type Wish = (typeof WISHES)[number]

const purposesOf = ({ activities }: Pick<Register, 'activities'>) =>
  activities.flatMap((activity) => activity.purposes.map((purpose) => ({ activity, purpose })))

/** A purpose that rests on consent, wherever it is asked for. */
export const consentNamed = (register: Pick<Register, 'activities'>, id: string): Purpose | undefined =>
  purposesOf(register).find(({ purpose }) => purpose.id === id && purpose.basis === 'consent')?.purpose

/** Its proof lies elsewhere, with what was shown there. */
const ELSEWHERE: readonly unknown[] = ['cookie_choices', 'support_session']

/** Asked of those only who are just that here. */
const FEW: ReadonlySet<PersonKind> = new Set([
  'staff',
  'candidate',
  'partner',
  'officer',
  'web_visitor',
  'event_visitor',
])

const concerns = (
  { audiences }: Pick<Activity, 'audiences'>,
  register: Pick<Register, 'audiences'>,
  kinds: ReadonlySet<string>,
): boolean =>
  register.audiences.some(({ id, is }) => audiences.includes(id) && (!FEW.has(is) || kinds.has(is)))

/** What one person is asked to agree to. What they agreed to once stays shown, so that they can take it back. */
export const consentsFor = (
  register: Pick<Register, 'activities' | 'audiences'>,
  kinds: ReadonlySet<string>,
  given: ReadonlySet<string>,
): readonly Purpose[] =>
  purposesOf(register)
    .filter(
      ({ activity, purpose }) =>
        purpose.basis === 'consent' &&
        !ELSEWHERE.includes(purpose.withdrawal) &&
        (given.has(purpose.id) || concerns(activity, register, kinds)),
    )
    .map(({ purpose }) => purpose)
