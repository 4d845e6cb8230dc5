/** Which kind of id a key of a payload holds: `accessGrantId` one of an access grant, and those that are called otherwise. */

const CALLED: Readonly<Record<string, string>> = {
  aboutEventId: 'event',
  firstDecisionId: 'decision',
  giverId: 'account',
  linkId: 'signInLink',
  replacedBy: 'device',
  runId: 'reportRun',
  undoneRolloutId: 'rollout',
}

/** `id` is that of what the event is called after: of a floor in `floor.created`. */
export const idKindOfKey = (key: string, type: string): string | undefined => {
  if (key === 'id') return type.split('.')[0]
  return CALLED[key] ?? (/Ids?$/.test(key) ? key.replace(/Ids?$/, '') : undefined)
}
