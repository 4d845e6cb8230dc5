/** Over what something is given, in words: the organization, a residence by its name, or one's own. */
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Scope, sitesQuery } from './queries.ts'

export const useScopeName = (): ((scope: Scope) => string) => {
  const t = useTranslations('roles')
  const { data: sites } = useQuery(sitesQuery)
  return (scope) =>
    scope.kind === 'site'
      ? (sites?.data.find(({ id }) => id === scope.siteId)?.name ?? t('scope.site'))
      : t(`scope.${scope.kind}`)
}
