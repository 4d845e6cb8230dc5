/** Where a discovery message stands, and which topics a device may name. */

export interface DiscoveryTopic {
  /** `device` for a device-based payload, else the platform: `lock`, `tag`, … */
  readonly component: string
  readonly nodeId: string | null
  readonly objectId: string
}

export const DISCOVERY_PREFIX = 'homeassistant'
const TOPIC_LIMIT = 256
const DISCOVERY = /^([a-z0-9_]{1,64})(?:\/([a-zA-Z0-9_-]{1,128}))?\/([a-zA-Z0-9_-]{1,128})\/config$/

/** Undefined when the topic is no discovery topic of this prefix. */
export const readDiscoveryTopic = (topic: string, prefix = DISCOVERY_PREFIX): DiscoveryTopic | undefined => {
  if (!topic.startsWith(`${prefix}/`) || topic.length > TOPIC_LIMIT + prefix.length) return undefined
  const match = DISCOVERY.exec(topic.slice(prefix.length + 1))
  if (!match?.[1] || !match[3]) return undefined
  return { component: match[1], nodeId: match[2] ?? null, objectId: match[3] }
}

/** The id a component without `unique_id` has; the same in single and in device-based form, so it survives migration. */
export const discoveryId = ({ nodeId, objectId }: DiscoveryTopic): string =>
  nodeId === null ? objectId : `${nodeId} ${objectId}`

/** Why a device may not use this topic; undefined when it may. */
export const topicFault = (topic: string): string | undefined => {
  if (topic === '') return 'is empty'
  if (topic.length > TOPIC_LIMIT) return 'is too long'
  if (/[+#]/.test(topic)) return 'has a wildcard'
  if (topic.startsWith('$')) return 'belongs to the broker'
  if (/[\p{Cc}\p{Cs}]/u.test(topic)) return 'has characters that are not allowed'
  // An order published there would announce equipment.
  if (topic.startsWith(`${DISCOVERY_PREFIX}/`) && topic.endsWith('/config')) return 'belongs to discovery'
  return undefined
}
