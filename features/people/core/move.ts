/** Moving in, out, or from one home to another: what changes at which instant, and what has to be done for it. */
import {
  DAY_MS,
  ok,
  refuse,
  type Instant,
  type MoveId,
  type PersonId,
  type Result,
  type SiteId,
  type TenancyId,
  type UnitId,
} from '@loge/kernel'
import type { Tenancy } from './tenancy.ts'

export const moveKinds = ['in', 'out', 'transfer'] as const
export type MoveKind = (typeof moveKinds)[number]

export const moveStates = ['planned', 'happened', 'undone'] as const
export type MoveState = (typeof moveStates)[number]

export const moveStepKeys = [
  'tenancy',
  'rights',
  'credentials',
  'badge',
  'intercomName',
  'letterbox',
  'inventory',
  'badgeBack',
  'forwarding',
  'balance',
  'notice',
] as const
export type MoveStepKey = (typeof moveStepKeys)[number]

interface MoveStep {
  readonly key: MoveStepKey
  /** The house does it at the date; or a person does it and says so. */
  readonly by: 'system' | 'staff'
  readonly of: readonly MoveKind[]
}

/** In the order in which they are done. */
const MOVE_STEPS: readonly MoveStep[] = [
  { key: 'tenancy', by: 'system', of: moveKinds },
  { key: 'rights', by: 'system', of: moveKinds },
  { key: 'credentials', by: 'system', of: ['out'] },
  { key: 'badge', by: 'staff', of: ['in'] },
  { key: 'intercomName', by: 'staff', of: moveKinds },
  { key: 'letterbox', by: 'staff', of: moveKinds },
  { key: 'inventory', by: 'staff', of: moveKinds },
  { key: 'badgeBack', by: 'staff', of: ['out'] },
  { key: 'forwarding', by: 'staff', of: ['out'] },
  { key: 'balance', by: 'staff', of: ['out'] },
  { key: 'notice', by: 'staff', of: moveKinds },
]

/** A tenancy as a move left it, so that undoing can tell whether somebody changed it since. */
export interface Touched {
  readonly tenancyId: TenancyId
  readonly unitId: UnitId
  readonly version: number
}

export interface Move {
  readonly id: MoveId
  readonly version: number
  readonly kind: MoveKind
  readonly personId: PersonId
  readonly siteId: SiteId
  /** The civil day at the site, `2026-12-01`. */
  readonly on: string
  readonly happensAt: Instant
  readonly state: MoveState
  readonly from: (Touched & { readonly endedAtBefore: Instant | null }) | null
  readonly to: Touched | null
  readonly stepsDone: readonly MoveStepKey[]
  readonly plannedAt: Instant
  /** When it happened or was undone. */
  readonly settledAt: Instant | null
}

export interface Checked {
  readonly key: MoveStepKey
  readonly by: MoveStep['by']
  readonly done: boolean
}

/** What has to be done for a move: the declared steps of its kind, each done or not. */
export const checklistOf = ({
  kind,
  state,
  stepsDone,
}: Pick<Move, 'kind' | 'state' | 'stepsDone'>): readonly Checked[] =>
  MOVE_STEPS.filter(({ of }) => of.includes(kind)).map(({ key, by }) => ({
    key,
    by,
    done: by === 'system' ? state === 'happened' : stepsDone.includes(key),
  }))

/** The civil day of a move as two instants of its site. */
export interface MoveDay {
  readonly begins: Instant
  /** The beginning of the next one: the last day at a home is a whole day. */
  readonly ends: Instant
}

/** Whoever changes home has both for that day, to carry things across. */
export const happensAt = (kind: MoveKind, { begins, ends }: MoveDay): Instant =>
  kind === 'out' ? ends : begins

export type MoveRefusal =
  | 'move_already_planned'
  | 'move_day_past'
  | 'move_day_far'
  | 'move_same_home'
  | 'move_happened'
  | 'move_overtaken'
  | 'move_step_unknown'

/** Further ahead is a typing mistake. */
const FARTHEST_MS = 20 * 366 * DAY_MS

/** A day that is over takes effect at once and cannot be undone, so that it is said to have happened by then. */
export const decideDay = (
  { begins, ends }: MoveDay,
  { now, inThePast }: { readonly now: Instant; readonly inThePast: boolean },
): Result<null, MoveRefusal> => {
  if (ends <= now && !inThePast) return refuse('move_day_past')
  return begins - now > FARTHEST_MS ? refuse('move_day_far') : ok(null)
}

/** `planned` are the moves that wait for this tenancy. */
export const decideLeaving = (
  tenancy: Pick<Tenancy, 'unitId'>,
  { planned, to }: { readonly planned: readonly Move[]; readonly to: UnitId | undefined },
): Result<null, MoveRefusal> => {
  if (to === tenancy.unitId) return refuse('move_same_home')
  return planned.length > 0 ? refuse('move_already_planned') : ok(null)
}

/** `now` are the present versions of the tenancies it touched; one that is gone has none. */
export const decideUndo = (
  move: Pick<Move, 'state' | 'happensAt' | 'from' | 'to'>,
  now: { readonly at: Instant; readonly versions: ReadonlyMap<TenancyId, number> },
): Result<null, MoveRefusal> => {
  if (move.state === 'happened' || move.happensAt <= now.at) return refuse('move_happened')
  const isAsLeft = (touched: Touched | null): boolean =>
    touched === null || now.versions.get(touched.tenancyId) === touched.version
  return isAsLeft(move.from) && isAsLeft(move.to) ? ok(null) : refuse('move_overtaken')
}

/** The steps done after somebody ticked one, or took the tick back. */
export const decideStep = (
  move: Pick<Move, 'kind' | 'stepsDone'>,
  { key, done }: { readonly key: MoveStepKey; readonly done: boolean },
): Result<readonly MoveStepKey[], MoveRefusal> => {
  const step = MOVE_STEPS.find((one) => one.key === key && one.of.includes(move.kind))
  if (step === undefined || step.by === 'system') return refuse('move_step_unknown')
  const others = move.stepsDone.filter((one) => one !== key)
  return ok(done ? [...others, key] : others)
}
