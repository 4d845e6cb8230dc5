/** Which groups open through a lockdown. */
import { Notice, Section, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../rights/queries.ts'
import { passLockdown, profilesQuery } from './queries.ts'

export const PassLockdown = () => {
  const { data: sites } = useQuery(siteQuery)
  return (sites?.data ?? []).map(({ id, name }) => (
    <PassLockdownAt key={id} siteId={id} name={(sites?.data.length ?? 0) > 1 ? name : undefined} />
  ))
}

const PassLockdownAt = ({ siteId, name }: { siteId: string; name: string | undefined }) => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data } = useQuery({ ...profilesQuery(siteId), throwOnError: false })
  const pass = useMutation({
    mutationFn: ({ id, passes }: { id: string; passes: boolean }) => passLockdown(id, passes),
    onSettled: () => queries.invalidateQueries({ queryKey: ['access-profiles'] }),
  })
  if (data === undefined || data.length === 0) return null
  return (
    <Section title={name === undefined ? t('passTitle') : `${t('passTitle')}, ${name}`}>
      <div className="stack">
        <p className="soft">{t('passText')}</p>
        {data.map(({ id, name: group, passesLockdown }) => (
          <label key={id} className="row">
            <input
              type="checkbox"
              checked={passesLockdown}
              disabled={pass.isPending}
              onChange={({ target }) => pass.mutate({ id, passes: target.checked })}
            />{' '}
            {group}
          </label>
        ))}
        {pass.error === null ? null : <Notice kind="att">{problem(pass.error)}</Notice>}
      </div>
    </Section>
  )
}
