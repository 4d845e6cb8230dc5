/**
 * A restored log goes on above everything that the lost server can have given out, so that no cursor of anybody skips
 * what comes, and no position means two events.
 */
import type { RestoreRule } from '@loge/storage/backup'

/** More than any server records between a backup and its loss. */
const ROOM = 1_000_000_000n

const above = (mark: string | undefined): bigint => BigInt(mark ?? '0') + ROOM

const drawersIn = (mark: string | undefined): readonly (readonly [string, string])[] =>
  (mark ?? '').split(' ').flatMap((name) => {
    const [, kind, year, month] = /^event_([a-z]+)_(\d{4})_(\d{2})$/.exec(name) ?? []
    return kind === undefined ? [] : [[kind, `${year}-${month}-15T00:00:00Z`] as const]
  })

export const eventRestoreRule: RestoreRule = {
  marks: {
    eventTransaction: `select loge.in_event_era(pg_snapshot_xmax(pg_current_snapshot()))::text as answer`,
    eventPosition: `select last_value::text as answer from loge.event_position`,
    eventDrawers: `select coalesce(string_agg(c.relname, ' ' order by c.relname), '') as answer
      from pg_class c where c.relnamespace = 'loge'::regnamespace and c.relispartition and c.relkind = 'r'
        and c.relname like 'event\\_%'`,
  },
  before: (marks) =>
    drawersIn(marks['eventDrawers']).map(
      ([kind, at]) => `select loge.ensure_event_partition('${kind}', '${at}')`,
    ),
  after: (marks) => [
    `call loge.begin_event_era(${above(marks['eventTransaction'])}, ${above(marks['eventPosition'])})`,
  ],
}
