/** Sends what waits: requests to confirm, and copies of newsletters. Whoever must not get one is judged the moment it leaves. */
import { registerAt } from '@loge/features/law/server'
import type { FailureCode } from '@loge/features/notices/core'
import { afterTry, claimedAt, drainOutbox, longestDue } from '@loge/features/notices/server'
import { findPeople } from '@loge/features/people/server'
import { hasObjected, requireConsent } from '@loge/features/privacy/server'
import { Problem } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { leftOut, type LeftOut } from '../../core/index.ts'
import type { NewsletterDeps } from '../deps.ts'
import type { LetterText } from '../letter-texts.ts'
import { signedBy } from '../signed.ts'
import { newsletterPurpose } from './ask.ts'
import { readKey } from './key.ts'
import { confirmLetter, newsletterLetter } from './letters.ts'
import { type NewsletterCopyRow, newsletterTablesOf, type SubscriptionRow } from './tables.ts'

interface Ready extends LetterText {
  readonly id: string
  readonly to: string
  readonly headers?: Readonly<Record<string, string>>
  readonly settle: (code: FailureCode | undefined) => Promise<void>
}
type Claimed = Ready | 'left_out' | undefined

const claimRequest = (deps: NewsletterDeps, organizationId: OrganizationId): Promise<Claimed> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { world, origin } = deps
    const tables = newsletterTablesOf(transaction)
    const request = await tables
      .updateTable('subscription_request')
      .set(claimedAt(world.now()))
      .where('organization_id', '=', organizationId)
      .where('id', '=', longestDue('subscription_request', organizationId, world.now()))
      .returningAll()
      .executeTakeFirst()
    if (request === undefined) return undefined
    const { id, email, language, list_id } = request
    const list = await tables
      .selectFrom('newsletter_list')
      .select('name')
      .where('organization_id', '=', organizationId)
      .where('id', '=', list_id)
      .executeTakeFirstOrThrow()
    const register = await registerAt(transaction, organizationId, world.now())
    const signed = await signedBy(transaction, { organizationId, origin, register, language })
    const key = await readKey(transaction, deps, organizationId)
    return {
      id,
      to: email,
      ...confirmLetter(signed, list.name, key.tokenOf('confirm', id)),
      settle: (code) =>
        deps.database.transaction(organizationId, async (later) => {
          await newsletterTablesOf(later)
            .updateTable('subscription_request')
            .set(afterTry(code, request, world.now()))
            .where('organization_id', '=', organizationId)
            .where('id', '=', id)
            .where('attempts', '=', request.attempts)
            .execute()
        }),
    }
  })

const hasAgreed = (
  transaction: Transaction,
  { world }: NewsletterDeps,
  use: {
    readonly organizationId: OrganizationId
    readonly personId: SubscriptionRow['person_id']
    readonly purpose: string
  },
): Promise<boolean> =>
  requireConsent(transaction, world, use).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false
      throw error
    },
  )

type Subscription = Selectable<SubscriptionRow>

const judge = async (
  transaction: Transaction,
  deps: NewsletterDeps,
  subscription: Subscription,
): Promise<{ readonly why: LeftOut | undefined; readonly email: string }> => {
  const { organization_id: organizationId, person_id: personId, address_digest } = subscription
  const [person] = await findPeople(transaction, [personId])
  const register = await registerAt(transaction, organizationId, deps.world.now())
  const { rows } = await sql`select from suppression
    where organization_id = ${organizationId} and address_digest = ${address_digest}`.execute(transaction)
  const purpose = newsletterPurpose(register)?.id ?? ''
  const why = leftOut({
    hasEnded: subscription.ended_at !== null,
    hasObjected: await hasObjected(transaction, personId, 'marketing'),
    isSuppressed: rows.length > 0,
    hasAgreed: await hasAgreed(transaction, deps, { organizationId, personId, purpose }),
    // A day of birth is asked of children only.
    isMinor: (person?.bornOn ?? null) !== null,
    hasAddress: (person?.email ?? null) !== null,
  })
  return { why, email: person?.email ?? '' }
}

const settleCopy = (
  { database, world }: NewsletterDeps,
  copy: Selectable<NewsletterCopyRow>,
  code: FailureCode | undefined,
): Promise<void> =>
  database.transaction(copy.organization_id, async (transaction) => {
    await newsletterTablesOf(transaction)
      .updateTable('newsletter_copy')
      .set(afterTry(code, copy, world.now()))
      .where('organization_id', '=', copy.organization_id)
      .where('newsletter_id', '=', copy.newsletter_id)
      .where('subscription_id', '=', copy.subscription_id)
      .where('state', '=', 'waiting')
      .where('attempts', '=', copy.attempts)
      .execute()
  })

const claimCopy = (deps: NewsletterDeps, organizationId: OrganizationId): Promise<Claimed> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { world, origin } = deps
    const tables = newsletterTablesOf(transaction)
    const copy = await tables
      .selectFrom('newsletter_copy')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('state', '=', 'waiting')
      .where(sql<boolean>`next_try_at <= ${new Date(world.now())}`)
      .orderBy('next_try_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (copy === undefined) return undefined
    const mine = () =>
      tables
        .updateTable('newsletter_copy')
        .where('organization_id', '=', organizationId)
        .where('newsletter_id', '=', copy.newsletter_id)
        .where('subscription_id', '=', copy.subscription_id)
    const subscription = await tables
      .selectFrom('subscription')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '=', copy.subscription_id)
      .executeTakeFirstOrThrow()
    const { why, email } = await judge(transaction, deps, subscription)
    if (why !== undefined) {
      await mine().set({ state: 'left_out', code: why }).execute()
      return 'left_out'
    }
    const attempts = copy.attempts + 1
    await mine()
      .set({ ...claimedAt(world.now()), attempts })
      .execute()
    const issue = await tables
      .selectFrom('newsletter')
      .select(['subject', 'body'])
      .where('organization_id', '=', organizationId)
      .where('id', '=', copy.newsletter_id)
      .executeTakeFirstOrThrow()
    const register = await registerAt(transaction, organizationId, world.now())
    const { language } = subscription
    const signed = await signedBy(transaction, { organizationId, origin, register, language })
    const key = await readKey(transaction, deps, organizationId)
    return {
      id: `${copy.newsletter_id}.${copy.subscription_id}`,
      to: email,
      ...newsletterLetter(signed, { ...issue, token: key.tokenOf('end', subscription.id) }),
      settle: (code) => settleCopy(deps, { ...copy, attempts }, code),
    }
  })

const send = async (
  { sendLetter }: NewsletterDeps,
  letter: Exclude<Claimed, undefined>,
): Promise<FailureCode | 'skipped' | undefined> => {
  if (letter === 'left_out') return 'skipped'
  const { settle, body: text, ...rest } = letter
  const code = sendLetter === undefined ? 'mail_not_set_up' : await sendLetter({ ...rest, text })
  await settle(code)
  return code
}

export const deliverNewsletters = async (
  deps: NewsletterDeps,
  organizationId: OrganizationId,
): Promise<void> => {
  for (const claim of [claimRequest, claimCopy])
    await drainOutbox({ claim: () => claim(deps, organizationId), send: (letter) => send(deps, letter) })
}
