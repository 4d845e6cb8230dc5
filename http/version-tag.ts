/** `ETag` and `If-Match`: an update names the version it changes, so nobody overwrites what they have not seen. */
import { Problem } from './problem.ts'

/** The `ETag` of a row's version. */
export const versionTag = (version: number | string): string => `"${version}"`

/** Names the version of an answer, for the caller's next `If-Match`. */
export const tagged = async <Row extends { readonly version: number }>(
  call: { header(name: string, value: string): void },
  answer: Promise<Row>,
): Promise<Row> => {
  const row = await answer
  call.header('ETag', versionTag(row.version))
  return row
}

export const changedMeanwhile = (): Problem =>
  new Problem(
    412,
    'precondition_failed',
    'It changed since you read it. Read it again, then repeat your change.',
  )

/** Refuses an update of another version than the one that was read. */
export const requireVersion = (ifMatch: string | undefined, version: number | string): void => {
  if (ifMatch === undefined)
    throw new Problem(428, 'precondition_required', 'Send If-Match with the ETag you read.')
  if (ifMatch !== '*' && ifMatch !== String(version)) throw changedMeanwhile()
}

/** The version inside an `If-Match` header; weak tags never match (RFC 9110 §13.1.1). */
export const readIfMatch = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (header.trim() === '*') return '*'
  const version = /^\s*"([^"]{1,100})"\s*$/.exec(header)?.[1]
  if (version === undefined)
    throw new Problem(400, 'precondition_malformed', 'If-Match takes one strong ETag, in quotes.')
  return version
}
