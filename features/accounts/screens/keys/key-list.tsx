/** API keys in a list: what each may do and over what, how lately it was used, until when; and the way to revoke it. */
import { type Column, EndableList, Notice, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { rolesQuery, sitesQuery } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import { type ApiKey, keysQuery, revokeKey } from './queries.ts'

const idOf = ({ id }: ApiKey): string => id

interface KeyListProps {
  readonly title: string
  readonly keys: readonly ApiKey[]
  readonly mayRevoke: boolean
}

export const KeyList = ({ title, keys, mayRevoke }: KeyListProps) => {
  const t = useTranslations('keys')
  const problem = useProblemText()
  const queries = useQueryClient()
  const columns = useColumns()
  const revoke = useMutation({
    mutationFn: revokeKey,
    onSettled: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  return (
    <EndableList
      title={title}
      className="key-list"
      rows={keys}
      columns={columns}
      idOf={idOf}
      find={{ text: ({ label }) => label }}
      trouble={
        revoke.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(revoke.error)}
          </Notice>
        )
      }
      ending={
        mayRevoke
          ? {
              head: t('revokeShort'),
              words: ({ label }) => ({
                label: t('revoke', { label }),
                short: t('revokeShort'),
                sure: t('revokeSure', { label }),
                yes: t('revokeYes'),
                no: t('revokeNo'),
              }),
              onEnd: ({ id }) => revoke.mutate(id),
              isBusy: ({ id }) => revoke.isPending && revoke.variables === id,
            }
          : undefined
      }
    />
  )
}

const useColumns = (): readonly Column<ApiKey>[] => {
  const t = useTranslations('keys')
  const { when, date } = useMoments()
  const now = useNow(60_000)
  const nameOf = useRoleName()
  const end = useEnd(now)
  const { data: sites } = useQuery(sitesQuery)
  const { data: roles } = useQuery({ ...rolesQuery, throwOnError: false })
  const overOf = ({ scope }: ApiKey): string =>
    scope.kind === 'site'
      ? (sites?.data.find(({ id }) => id === scope.siteId)?.name ?? t('scope.site'))
      : t(`scope.${scope.kind}`)
  const mayOf = (key: ApiKey): string => {
    const role = roles?.data.find(({ id }) => id === key.roleId)
    return `${role === undefined ? t('unknownRole') : nameOf(role)}, ${overOf(key)}`
  }
  return [
    {
      key: 'label',
      head: t('head.label'),
      as: 'name',
      sort: ({ label }) => label,
      cell: ({ label }) => label,
    },
    { key: 'may', head: t('head.may'), phone: 'plain', sort: mayOf, cell: mayOf },
    {
      key: 'made',
      head: t('head.made'),
      sort: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => date(Date.parse(createdAt)),
    },
    {
      key: 'used',
      head: t('head.used'),
      sort: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('neverUsed') : when(Date.parse(lastUsedAt), now)),
    },
    { key: 'end', head: t('head.end'), sort: ({ expiresAt }) => expiresAt, cell: end },
  ]
}

const useEnd = (now: number) => {
  const t = useTranslations('keys')
  const { date } = useMoments()
  return ({ revokedAt, expiresAt }: ApiKey): string => {
    if (revokedAt !== null) return t('revoked', { day: date(Date.parse(revokedAt)) })
    if (expiresAt === null) return t('endless')
    const at = Date.parse(expiresAt)
    // It ends as the next day begins, so a moment before is in the last day.
    return at > now ? t('until', { day: date(at - 1) }) : t('expired', { day: date(at - 1) })
  }
}
