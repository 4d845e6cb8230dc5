/**
 * Whether the register in force says what the work is for: asked at every route by its permission and of every job by its
 * own word, which say what they serve. What the register does not name or list is neither read nor done, and the log says so.
 * What it does name comes back as the words by which a person is left out of it (`loge.uses`).
 */
import { isPermission, SERVES } from '@loge/features/accounts/core'
import { appendEvents } from '@loge/features/events/server'
import {
  type Operation,
  type Register,
  type Unattached,
  unattachedIn,
  unlistedIn,
} from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { type ActivityId, newId, type OrganizationId } from '@loge/kernel'
import { disclosureFacts, rowsServing, usesOfQuestion } from '../core/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { insideAsPrivacy } from './purpose.ts'

/** How long an answer holds, so that a call does not read a register of its own. */
const HOLDS_MS = 5_000

interface Answer {
  readonly until: number
  readonly register: Register
  readonly gaps: readonly Unattached[]
  /** Permissions and jobs of which the log was told. */
  readonly told: Set<string>
  /** By what asked. */
  readonly uses: Map<string, string>
}

/** What asks: a call by its permission, or a job by its name. */
type Asking = { readonly permission: string } | { readonly job: string }

interface Call {
  readonly organizationId: OrganizationId
  readonly permission: string
  readonly method: Route['method']
  readonly isExport: boolean
}

/** What a call does with data, in the words of the law (GDPR art. 4(2)); one of them has to be listed. */
const DONE: Readonly<Record<Route['method'], readonly Operation[]>> = {
  GET: ['consultation'],
  POST: ['recording'],
  PUT: ['adaptation', 'alteration'],
  PATCH: ['adaptation', 'alteration'],
  DELETE: ['erasure'],
}
const TAKEN_OUT: readonly Operation[] = ['retrieval']
const BY_ITSELF: readonly Operation[] = ['use']

export interface PurposeGate {
  (use: Call): Promise<string>
  readonly forJob: (job: {
    readonly organizationId: OrganizationId
    readonly job: string
    readonly serves: readonly ActivityId[]
  }) => Promise<string>
}

const SAYS = 'The register in force does not say that these data are used for this.'

/** What the register leaves out: a kind of data, or what would be done with them. */
type Gap = Unattached | { readonly activity: ActivityId; readonly operation: Operation }

const noteRefusal = (
  { database, world }: PrivacyDeps,
  organizationId: OrganizationId,
  payload: Gap & Asking,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, (transaction) =>
    appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: disclosureFacts.useRefused.type,
        occurredAt: world.now(),
        actor: { kind: 'system', id: 'purpose-gate' },
        payload: { ...payload },
      },
    ]).then(() => undefined),
  )

const unlistedGap = (
  register: Register,
  serves: readonly ActivityId[],
  done: readonly Operation[],
): Gap | undefined => {
  const activity = unlistedIn(register, serves, done)
  const [operation] = done
  return activity === undefined || operation === undefined ? undefined : { activity, operation }
}

const sameGaps = (one: readonly Unattached[], other: readonly Unattached[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Throws a `Problem` 403 where the register in force leaves out a category that the work would use. */
export const createPurposeGate = (deps: PrivacyDeps): PurposeGate => {
  const rows = rowsServing(deps.declarations)
  const answers = new Map<OrganizationId, Answer>()
  const answerFor = async (organizationId: OrganizationId): Promise<Answer> => {
    const now = deps.world.now()
    const known = answers.get(organizationId)
    if (known !== undefined && known.until > now) return known
    const register = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
      registerAt(transaction, organizationId, now),
    )
    const gaps = unattachedIn(register)
    // What is refused every few seconds for the same gap is one line of the log, not one each.
    const told = known !== undefined && sameGaps(known.gaps, gaps) ? known.told : new Set<string>()
    const answer = { until: now + HOLDS_MS, register, gaps, told, uses: new Map<string, string>() }
    answers.set(organizationId, answer)
    return answer
  }
  const ask = async (
    organizationId: OrganizationId,
    asking: Asking,
    { serves, done }: { readonly serves: readonly ActivityId[]; readonly done: readonly Operation[] },
  ): Promise<string> => {
    if (serves.length === 0) return ''
    const { gaps, told, uses, register } = await answerFor(organizationId)
    const name = JSON.stringify(asking)
    const gap = gaps.find(({ activity }) => serves.includes(activity)) ?? unlistedGap(register, serves, done)
    if (gap !== undefined) {
      const line = JSON.stringify([asking, gap])
      if (!told.has(line)) {
        told.add(line)
        await noteRefusal(deps, organizationId, { ...gap, ...asking })
      }
      throw new Problem(403, 'use_not_in_register', SAYS)
    }
    const asked = uses.get(name) ?? usesOfQuestion(rows, register, serves)
    uses.set(name, asked)
    return asked
  }
  return Object.assign(
    ({ organizationId, permission, method, isExport }: Call) =>
      ask(
        organizationId,
        { permission },
        {
          serves: isPermission(permission) ? SERVES[permission] : [],
          done: isExport ? TAKEN_OUT : DONE[method],
        },
      ),
    {
      forJob: ({
        organizationId,
        job,
        serves,
      }: {
        organizationId: OrganizationId
        job: string
        serves: readonly ActivityId[]
      }) => ask(organizationId, { job }, { serves, done: BY_ITSELF }),
    },
  )
}
