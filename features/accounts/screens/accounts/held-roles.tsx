/** What an account holds, over what and until when. */
import { useMoments } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import { useScopeName } from '../roles/use-scope-name.ts'

export type Held = Account['roles'][number]

export const useHeldWords = (): ((held: Held) => string) => {
  const t = useTranslations('accounts')
  const nameOf = useRoleName()
  const over = useScopeName()
  const { date } = useMoments()
  return ({ role, roleName, scope, until }) => {
    const what = `${nameOf({ code: role, name: roleName })}, ${over(scope)}`
    // It ends as the next day begins, so a moment before is in the last day.
    return until === null ? what : `${what}, ${t('until', { day: date(Date.parse(until) - 1) })}`
  }
}

export const HeldRoles = ({ account }: { readonly account: Account }) => {
  const t = useTranslations('accounts')
  const words = useHeldWords()
  if (account.roles.length === 0) return <span className="soft">{t('noRole')}</span>
  return account.roles.map((held) => <span key={held.id}>{words(held)}</span>)
}
