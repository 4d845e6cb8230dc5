/** A message from outside: what it is about, whose it is to answer, and how it moves. Pure. */
import { ok, refuse, type Result } from '@loge/kernel'

/** Each goes to exactly one team. */
export const TEAM_OF = {
  service: 'support',
  offers: 'commercial',
  work: 'recruiting',
  press: 'communication',
  law: 'legal',
  /** To reproduce what belongs to the operator: no right over data. */
  permission: 'legal',
} as const
export const SUBJECTS = [
  'service',
  'offers',
  'work',
  'press',
  'law',
  'permission',
] as const satisfies readonly Subject[]
export type Subject = keyof typeof TEAM_OF
export type Team = (typeof TEAM_OF)[Subject]
export const TEAMS = [
  'support',
  'commercial',
  'recruiting',
  'communication',
  'legal',
] as const satisfies readonly Team[]

export const MESSAGE_STATES = ['new', 'assigned', 'answered', 'closed'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export type MessageAct =
  | { readonly kind: 'assign' }
  | { readonly kind: 'answer'; readonly words: string }
  | { readonly kind: 'route'; readonly team: Team }
  | { readonly kind: 'close' }

export type MessageRefusal = 'message_closed' | 'message_answered' | 'message_there_already'

interface Standing {
  readonly state: MessageState
  readonly team: Team
}

/** Nothing goes back: whoever writes again writes another message. */
export const actOnMessage = (
  { state, team }: Standing,
  act: MessageAct,
): Result<Standing, MessageRefusal> => {
  if (state === 'closed') return refuse('message_closed')
  if (act.kind === 'route')
    return act.team === team ? refuse('message_there_already') : ok({ state, team: act.team })
  if (act.kind === 'close') return ok({ state: 'closed', team })
  if (state === 'answered') return refuse('message_answered')
  return ok({ state: act.kind === 'answer' ? 'answered' : 'assigned', team })
}
