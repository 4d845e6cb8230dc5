/** A place in commit order: `<transaction>.<position>`. Two places compare first by transaction, then by position. */

export interface CommitPlace {
  readonly transaction: bigint
  readonly position: bigint
}

export const LOG_START = '0.0'

export const parseCursor = (text: string): CommitPlace | undefined => {
  const match = /^(\d{1,19})\.(\d{1,18})$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return { transaction: BigInt(match[1]), position: BigInt(match[2]) }
}

/** Negative when `a` lies before `b`. Both are cursors the log gave out. */
export const compareCursors = (a: string, b: string): number => {
  const [left, right] = [parseCursor(a), parseCursor(b)]
  if (left === undefined || right === undefined) throw new RangeError('not a cursor of the log')
  const difference =
    left.transaction === right.transaction
      ? left.position - right.position
      : left.transaction - right.transaction
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
