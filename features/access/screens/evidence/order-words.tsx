/** Who ordered an opening, and with what reason: kept with the order, because a reason may hold anything. */
import { meQuery, useAccountRole } from '@loge/features/accounts/screens'
import type { LogEvent } from '@loge/features/events/screens'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { orderQuery } from '../residence/asked-in-panes.ts'

export const OrderWords = ({ order }: { readonly order: LogEvent | undefined }) => {
  const id = order?.payload['commandId']
  return order !== undefined && typeof id === 'string' ? <Ordered order={order} commandId={id} /> : null
}

const Ordered = ({ order, commandId }: { readonly order: LogEvent; readonly commandId: string }) => {
  const t = useTranslations('evidence')
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery({ ...orderQuery(commandId), throwOnError: false })
  const { kind, id } = order.actor
  const role = useAccountRole(kind === 'account' ? id : null)
  const who = kind === 'account' || kind === 'apiKey' || kind === 'system' ? t(`by.${kind}`) : t('by.other')
  const myself = me?.account ?? undefined
  const author = myself !== undefined && myself.id === id ? myself.personName : (role ?? who)
  const reason = data?.reason ?? undefined
  return reason === undefined ? `, ${author}` : `, ${t('ordered', { author, reason })}`
}
