/** The libraries, each in the fairest form found: indexed, prepared, and fed with what it wants, made beforehand. */
import { AbilityBuilder, createMongoAbility, subject } from '@casl/ability'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { type Enforcer, newEnforcer, newModelFromString } from 'casbin'
import {
  credentials,
  ENTRANCES,
  isAlive,
  isOpen,
  rules,
  RULES_PER_PROFILE,
  schedules,
  type WorkRequest,
} from './workload.ts'

/** Answers the request at this position. */
export type Subject = (position: number) => boolean

const DAY_MINUTES = 1440
const HOLIDAY = 7

/** The schedules open at each minute of each day of the week, and of a holiday. */
const openSchedules: readonly (readonly number[])[] = Array.from(
  { length: 8 * DAY_MINUTES },
  (_none, minute) => {
    const day = Math.floor(minute / DAY_MINUTES)
    return [...schedules.keys()].filter((schedule) =>
      isOpen(schedule, day, minute % DAY_MINUTES, day === HOLIDAY),
    )
  },
)

const openAt = ({ weekday, minute, holiday }: WorkRequest): readonly number[] =>
  openSchedules[(holiday ? HOLIDAY : weekday) * DAY_MINUTES + minute] ?? []

const rulesOf = (profile: number) =>
  rules.slice(profile * RULES_PER_PROFILE, (profile + 1) * RULES_PER_PROFILE)

const CASBIN_MODEL = `
[request_definition]
r = sub, obj, dow, min, hol
[policy_definition]
p = sub, obj, sched
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && g(r.sub, p.sub) && inSched(p.sched, r.dow, r.min, r.hol)
`

/** casbin is linear in its rules: one enforcer for each door holds only the door's own. */
const enforcerOfDoor = async (entrance: number): Promise<Enforcer> => {
  const enforcer = await newEnforcer(newModelFromString(CASBIN_MODEL))
  enforcer.enableAutoBuildRoleLinks(false)
  const own = rules.filter((rule) => rule.entrance === entrance)
  await enforcer.addPolicies(own.map((rule) => [`g${rule.profile}`, `d${entrance}`, String(rule.schedule)]))
  const memberships = credentials.flatMap(({ profiles }, position) =>
    profiles.map((profile) => [`c${position}`, `g${profile}`]),
  )
  await enforcer.addGroupingPolicies(memberships)
  await enforcer.buildRoleLinks()
  await enforcer.addFunction(
    'inSched',
    (schedule: string, weekday: number, minute: number, holiday: boolean) =>
      isOpen(Number(schedule), weekday, minute, holiday),
  )
  return enforcer
}

export const casbinSubject = async (requests: readonly WorkRequest[]): Promise<Subject> => {
  const enforcers: Enforcer[] = []
  for (let entrance = 0; entrance < ENTRANCES; entrance++) enforcers.push(await enforcerOfDoor(entrance))
  const calls = requests.map((request) => ({
    alive: isAlive(request),
    enforcer: enforcers[request.entrance],
    values: [
      `c${request.credential}`,
      `d${request.entrance}`,
      request.weekday,
      request.minute,
      request.holiday,
    ],
  }))
  return (position) => {
    const call = calls[position]
    return call !== undefined && call.alive && call.enforcer?.enforceSync(...call.values) === true
  }
}

export const caslSubject = (requests: readonly WorkRequest[]): Subject => {
  const abilities = credentials.map(({ profiles }) => {
    const { can, build } = new AbilityBuilder(createMongoAbility)
    for (const rule of profiles.flatMap(rulesOf))
      can('unlock', 'Door', { id: `d${rule.entrance}`, active: `s${rule.schedule}` })
    return build()
  })
  const calls = requests.map((request) => ({
    alive: isAlive(request),
    ability: abilities[request.credential],
    id: `d${request.entrance}`,
    active: openAt(request).map((schedule) => `s${schedule}`),
  }))
  return (position) => {
    const call = calls[position]
    if (call === undefined || !call.alive) return false
    return call.ability?.can('unlock', subject('Door', { id: call.id, active: call.active })) === true
  }
}

const CEDAR_POLICY = `permit(principal, action == Action::"unlock", resource) when {
  principal.active && context.t >= principal.vfrom && context.t < principal.vto && principal.rights.containsAny(context.keys)
};`

/** Cedar with its policy parsed once and each credential's rights as a set: the fastest of its forms. */
export const cedarSubject = (requests: readonly WorkRequest[]): Subject => {
  if (cedar.preparsePolicySet('doors', { staticPolicies: { only: CEDAR_POLICY } }).type !== 'success') {
    throw new Error('Cedar refused its policy')
  }
  const entities = credentials.map(({ active, from, until, profiles }, position) => ({
    uid: { type: 'Cred', id: `c${position}` },
    attrs: {
      active,
      vfrom: from,
      vto: until,
      rights: [...new Set(profiles.flatMap(rulesOf).map((rule) => `d${rule.entrance}/s${rule.schedule}`))],
    },
    parents: [],
  }))
  const calls = requests.map((request): cedar.StatefulAuthorizationCall => {
    const entity = entities[request.credential]
    return {
      principal: { type: 'Cred', id: `c${request.credential}` },
      action: { type: 'Action', id: 'unlock' },
      resource: { type: 'Door', id: `d${request.entrance}` },
      context: {
        t: request.at,
        keys: openAt(request).map((schedule) => `d${request.entrance}/s${schedule}`),
      },
      preparsedPolicySetId: 'doors',
      entities: entity === undefined ? [] : [entity],
      validateRequest: false,
    }
  })
  return (position) => {
    const call = calls[position]
    if (call === undefined) return false
    const answer = cedar.statefulIsAuthorized(call)
    return answer.type === 'success' && answer.response.decision === 'allow'
  }
}
