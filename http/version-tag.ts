/** `ETag` and `If-Match`: an update names the version it changes, so nobody overwrites what they have not seen. */
import { Problem } from './problem.ts'

/** The `ETag` of a row's version. */
export const versionTag = (version: number | string): string => `"${version}"`

/** Refuses an update of another version than the one that was read. */
export const requireVersion = (ifMatch: string | undefined, version: number | string): void => {
  if (ifMatch === undefined)
    throw new Problem(428, 'precondition_required', 'Send If-Match with the ETag you read.')
  if (ifMatch !== '*' && ifMatch !== String(version))
    throw new Problem(
      412,
      'precondition_failed',
      'It changed since you read it. Read it again, then repeat your change.',
    )
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
