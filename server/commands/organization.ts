/** Which organization a command is about: the only one, or the one named with `--organization`. */
import type { OrganizationRow } from '@loge/storage'
import type { Installation } from '../installation.ts'
import { UsageProblem } from './command.ts'

export const chooseOrganization = async (
  { database }: Installation,
  slug: string | boolean | undefined,
): Promise<OrganizationRow> => {
  const organizations = await database.organizations()
  if (organizations.length === 0)
    throw new UsageProblem('There is no organization yet. Run npm start once; it makes the first one.')
  const chosen =
    slug === undefined && organizations.length === 1
      ? organizations[0]
      : organizations.find((organization) => organization.slug === slug)
  if (chosen === undefined)
    throw new UsageProblem(
      `Say which one with --organization: ${organizations.map((organization) => organization.slug).join(', ')}`,
    )
  return chosen
}
