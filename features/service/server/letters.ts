/** The letters about announced hours: when and why, that doors go on; and when they are called off. */
import { sayDayIn, sayMomentIn, timeZoneOf } from '@loge/features/law/server'
import { fill, type Template } from '@loge/features/notices/server'
import { asId } from '@loge/kernel'
import { interruptionState, serviceWords } from '../core/index.ts'
import { storedOf } from './store.ts'
import { tablesOf } from './tables.ts'

export const PLANNED = 'service_planned'
export const CANCELLED = 'service_cancelled'

const letter =
  (origin: string, isOff: boolean): Template =>
  async (transaction, { organizationId, aboutId, language, at }) => {
    const row = await tablesOf(transaction)
      .selectFrom('interruption')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '=', asId('interruption', aboutId))
      .executeTakeFirst()
    const found = row === undefined ? undefined : storedOf(row)
    if (found === undefined || found.endsAt === null || found.cause === null || found.words === null)
      return 'not_allowed'
    // Called off or over before the letter left: there is nothing to announce any more.
    const state = interruptionState(found, at)
    if (!isOff && (state === 'cancelled' || state === 'over')) return 'not_allowed'
    const zone = await timeZoneOf(transaction)
    const words = serviceWords[language]
    const values = {
      words: found.words[language],
      day: sayDayIn(language, found.startsAt, zone),
      from: sayMomentIn(language, found.startsAt, zone),
      until: sayMomentIn(language, found.endsAt, zone),
      cause: words.causes[found.cause],
      doors: words.doors,
      address: `${origin}/status?lang=${language}`,
    }
    const { subject, text, offSubject, offText } = words.letter
    return { subject: fill(isOff ? offSubject : subject, values), text: fill(isOff ? offText : text, values) }
  }

export const serviceLetters = (origin: string): Readonly<Record<string, Template>> => ({
  [PLANNED]: letter(origin, false),
  [CANCELLED]: letter(origin, true),
})
