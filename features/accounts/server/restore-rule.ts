/** A session or a link that was ended after the backup must not come back with it: everybody signs in again. */
import type { RestoreRule } from '@loge/storage/backup'

export const accountsRestoreRule: RestoreRule = {
  after: () => [
    'delete from loge.session',
    'delete from loge.sign_in_link',
    'delete from loge.sign_in_challenge',
  ],
}
