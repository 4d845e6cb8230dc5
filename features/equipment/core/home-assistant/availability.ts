/** Who says that a component can be reached, and what several of them together mean. */
import type { JsonObject, JsonValue } from '../json.ts'
import { isJsonObject } from '../json.ts'
import type { Availability, AvailabilitySource } from './binding.ts'
import { readerOf, requiredTopic, textOption, textOr, topicOption, Unsupported } from './options.ts'

const SOURCE_LIMIT = 10

const sourceOf = (topic: string, options: JsonObject, template: string): AvailabilitySource => {
  const read = readerOf(options, template)
  const yes = textOr(options, 'payload_available', 'online')
  const no = textOr(options, 'payload_not_available', 'offline')
  return {
    topic,
    interpret: (payload) => {
      const rendered = read(payload)
      if (!rendered.ok) return null
      return rendered.text === yes ? true : rendered.text === no ? false : null
    },
  }
}

const listed = (value: JsonValue): readonly AvailabilitySource[] => {
  const entries = Array.isArray(value) ? value : [value]
  if (entries.length > SOURCE_LIMIT) throw new Unsupported('availability has too many topics')
  return entries.map((entry: JsonValue) => {
    if (!isJsonObject(entry)) throw new Unsupported('availability is not a list of topics')
    return sourceOf(requiredTopic(entry, 'topic'), entry, 'value_template')
  })
}

export const readAvailability = (options: JsonObject): Availability | null => {
  const list = options.get('availability')
  const single = topicOption(options, 'availability_topic')
  if (list === undefined && single === undefined) return null
  const sources =
    list !== undefined
      ? listed(list)
      : single === undefined
        ? []
        : [sourceOf(single, options, 'availability_template')]
  const mode = textOption(options, 'availability_mode') ?? 'latest'
  if (mode !== 'all' && mode !== 'any' && mode !== 'latest')
    throw new Unsupported('availability_mode is not all, any or latest')
  return sources.length === 0 ? null : { mode, sources }
}

/**
 * Whether a component can be reached: `said` holds the last word of each topic, `latest` the last of all.
 * Undefined while too little was heard to tell.
 */
export const judgeAvailability = (
  { mode, sources }: Availability,
  said: (topic: string) => boolean | undefined,
  latest: boolean | undefined,
): boolean | undefined => {
  if (mode === 'latest') return latest
  const words = sources.map(({ topic }) => said(topic))
  if (mode === 'any') return words.includes(true) ? true : words.includes(undefined) ? undefined : false
  return words.includes(false) ? false : words.includes(undefined) ? undefined : true
}
