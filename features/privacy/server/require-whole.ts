/** Somebody is known on every site at once: whoever acts for them answers for all of them. */
import { Problem, type Reach } from '@loge/http'

export const requireWhole = ({ wholeOrganization }: Reach): void => {
  if (!wholeOrganization)
    throw new Problem(
      403,
      'permission_denied',
      'Somebody is known on every site. Ask who answers for all of them.',
    )
}
