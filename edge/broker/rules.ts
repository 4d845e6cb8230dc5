/** What the embedded broker allows. Anything not allowed is refused where the client can see it. */
import { createHash, timingSafeEqual } from 'node:crypto'

export interface BrokerLimits {
  readonly connections: number
  /** Bytes of one packet, topic included. */
  readonly packet: number
  readonly clientId: number
  readonly topic: number
  readonly topicLevels: number
  readonly subscriptionsPerClient: number
  readonly retainedMessages: number
  readonly retainedBytes: number
}

export const BROKER_LIMITS: BrokerLimits = {
  connections: 2_000,
  packet: 524_288,
  clientId: 128,
  topic: 256,
  topicLevels: 16,
  subscriptionsPerClient: 50_000,
  retainedMessages: 50_000,
  retainedBytes: 67_108_864,
}

export interface Login {
  readonly username: string
  readonly password: string
}

const digest = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

/** Compares in constant time; digests make the lengths equal. */
export const isLogin = (
  login: Login,
  username: string | undefined,
  password: Uint8Array | undefined,
): boolean => {
  const isUser = timingSafeEqual(digest(login.username), digest(username ?? ''))
  const isPassword = timingSafeEqual(digest(login.password), digest(password ?? ''))
  return isUser && isPassword
}

const isTooLarge = (topic: string, limits: BrokerLimits): boolean =>
  topic.length > limits.topic || topic.split('/').length > limits.topicLevels

/** Why nobody may publish there; undefined when they may. Wildcards never reach this: the protocol refuses them. */
export const publishFault = (topic: string, limits: BrokerLimits): string | undefined => {
  if (topic.startsWith('$')) return 'the topic belongs to the broker'
  return isTooLarge(topic, limits) ? 'the topic is too long' : undefined
}

/** The broker's own topics name every client, so nobody may listen to them. */
export const maySubscribe = (filter: string, held: number, limits: BrokerLimits): boolean =>
  !filter.startsWith('$') && !isTooLarge(filter, limits) && held < limits.subscriptionsPerClient
