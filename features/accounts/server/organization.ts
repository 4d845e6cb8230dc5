/** Which organization somebody signs in to, before anything is asked inside one. */
import { Problem } from '@loge/http'
import type { Database, OrganizationRow } from '@loge/storage'

export const resolveOrganization = async (
  database: Database,
  slug: string | undefined,
): Promise<OrganizationRow> => {
  const organizations = await database.organizations()
  const chosen =
    slug === undefined && organizations.length === 1
      ? organizations[0]
      : organizations.find((organization) => organization.slug === slug)
  if (chosen === undefined)
    throw new Problem(
      400,
      'organization_required',
      'Say which organization you belong to, by its short name.',
    )
  return chosen
}
