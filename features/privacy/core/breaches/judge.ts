/** Whether an act may be added to the story of a breach, and what is still owed. */
import type { Instant } from '@loge/kernel'
import type { BreachAct, BreachFacts, BreachStanding } from './breach.ts'
import type { BreachClock } from './clocks.ts'

export const BREACH_REFUSALS = [
  'breach_time_wrong',
  'breach_closed',
  'breach_same_person',
  'breach_nothing_to_confirm',
  'breach_not_assessed',
  'breach_first_notice_missing',
  'breach_late_reason_missing',
  'breach_notice_owed',
  'breach_people_missing',
  'breach_duty_open',
] as const
export type BreachRefusal = (typeof BREACH_REFUSALS)[number]

/** What has to be done before it can be closed, in the order it is best done. */
export const DUTIES = ['assess', 'confirm', 'tell_csirt', 'tell_authority', 'tell_people'] as const
export type Duty = (typeof DUTIES)[number]

const isOpen = (clock: BreachClock | undefined): boolean =>
  clock !== undefined && ['running', 'late', 'asap'].includes(clock.state)

export const dutiesOf = (standing: BreachStanding, clocks: readonly BreachClock[]): readonly Duty[] => {
  const open: Readonly<Record<Duty, boolean>> = {
    assess: standing.risk === null,
    confirm: standing.proposed !== null,
    tell_csirt: isOpen(clocks.find(({ to }) => to === 'csirt')),
    tell_authority: isOpen(clocks.find(({ to }) => to === 'authority')) && !standing.isNotNotified,
    tell_people: standing.risk === 'high' && standing.toldPeopleAt === null && !standing.isPeopleNotTold,
  }
  return standing.closedAt === null ? DUTIES.filter((duty) => open[duty]) : []
}

const isTimeWrong = ({ foundAt, beganAt, endedAt }: BreachFacts, now: Instant): boolean =>
  foundAt > now ||
  (beganAt !== null && beganAt > foundAt) ||
  (beganAt !== null && endedAt !== null && endedAt < beganAt)

interface Judging {
  readonly clocks: readonly BreachClock[]
  readonly now: Instant
  readonly by: string
}

const judgeNotice = (
  standing: BreachStanding,
  act: Extract<BreachAct, { kind: 'notified' }>,
  { clocks }: Judging,
): BreachRefusal | undefined => {
  const told = act.to === 'authority' ? standing.toldAuthorityAt : standing.toldCsirtAt
  if (act.stage === 'follow_up') return told === null ? 'breach_first_notice_missing' : undefined
  const clock = clocks.find(({ to }) => to === act.to)
  return clock?.state === 'late' && act.lateReason.trim() === '' ? 'breach_late_reason_missing' : undefined
}

/** Undefined: it may be added. */
export const judgeBreachAct = (
  standing: BreachStanding,
  act: BreachAct,
  judging: Judging,
): BreachRefusal | undefined => {
  if (standing.closedAt !== null && act.kind !== 'noted') return 'breach_closed'
  switch (act.kind) {
    case 'recorded':
    case 'amended':
      return isTimeWrong(act.facts, judging.now) ? 'breach_time_wrong' : undefined
    case 'confirmed':
      if (standing.proposed === null) return 'breach_nothing_to_confirm'
      return standing.proposed.by === judging.by ? 'breach_same_person' : undefined
    case 'notified':
      return judgeNotice(standing, act, judging)
    case 'not_notified':
      if (standing.risk === null) return 'breach_not_assessed'
      return judging.clocks.some((clock) => clock.to === 'authority' && isOpen(clock))
        ? 'breach_notice_owed'
        : undefined
    case 'people_told':
      return standing.people === 0 ? 'breach_people_missing' : undefined
    case 'people_not_told':
      return standing.risk === null ? 'breach_not_assessed' : undefined
    case 'closed':
      return dutiesOf(standing, judging.clocks).length > 0 ? 'breach_duty_open' : undefined
    case 'assessed':
    case 'people_found':
    case 'noted':
      return undefined
  }
}

/** A first record is judged alone: there is nothing before it. */
export const judgeNewBreach = (facts: BreachFacts, now: Instant): BreachRefusal | undefined =>
  isTimeWrong(facts, now) ? 'breach_time_wrong' : undefined
