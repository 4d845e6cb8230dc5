/** After a restore nothing is known of what the doors decide by, until each edge has said it. */
import type { RestoreRule } from '@loge/storage/backup'

export const accessRestoreRule: RestoreRule = {
  after: () => [
    `update loge.edge set knows_more = true, connected = false`,
    // They name transactions of the lost server.
    `update loge.site_access set seen = null, raised_in = null`,
    `update loge.placement set sent_version = null, sent_at = null, reported_version = null, reported_at = null`,
  ],
}
