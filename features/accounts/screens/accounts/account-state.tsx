/** Whether an account waits for its first visit, is in use, or is closed; and when it last came. */
import { type MarkKind, State, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'

const MARKS = { invited: 'wait', active: 'ok', suspended: 'off' } as const satisfies Record<string, MarkKind>

export const AccountState = ({ account }: { readonly account: Account }) => {
  const t = useTranslations('accounts')
  const { status, lastSignedInAt } = account
  const state = status === 'suspended' ? status : lastSignedInAt === null ? 'invited' : 'active'
  return <State kind={MARKS[state]}>{t(`state.${state}`)}</State>
}

export const useLastCame = (): ((account: Account) => string) => {
  const t = useTranslations('accounts')
  const { when } = useMoments()
  const now = useNow(60_000)
  return ({ lastSignedInAt }) =>
    lastSignedInAt === null ? t('neverCame') : t('lastCame', { time: when(Date.parse(lastSignedInAt), now) })
}
