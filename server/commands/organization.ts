/** Which organization a command is about: the only one, or the one named with `--organization`. */
import type { OrganizationRow } from '@loge/storage'
import type { Installation } from '../installation.ts'
import { UsageProblem } from './command.ts'

export const chooseOrganization = async (
  { database }: Installation,
  slug: string | boolean | undefined,
): Promise<OrganizationRow> => {
  const organizations = await database.organizations()
  if (organizations.length === 0) throw new UsageProblem('organization.none')
  const chosen =
    slug === undefined && organizations.length === 1
      ? organizations[0]
      : organizations.find((organization) => organization.slug === slug)
  if (chosen === undefined)
    throw new UsageProblem('organization.which', {
      slugs: organizations.map(({ slug: own }) => own).join(', '),
    })
  return chosen
}
