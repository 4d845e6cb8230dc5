/** On Today: a review of rights that is due soon, late, or to be opened again. */
import { buttonClass, LedgerItem } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Campaign } from './queries.ts'
import { decidedOf, useDay } from './use-campaign-words.ts'

export const CampaignDue = ({ campaign }: { campaign: Campaign }) => {
  const t = useTranslations('campaigns')
  const sayDay = useDay()
  const { id, reminder, dueOn, nextOn, items, counts } = campaign
  if (reminder === 'next')
    return (
      <LedgerItem
        mark="att"
        title={t('today.next', { day: sayDay(nextOn ?? dueOn) })}
        when={null}
        acts={
          <Link className={buttonClass()} to="/access/campaigns">
            {t('open')}
          </Link>
        }
      >
        {t('today.nextText')}
      </LedgerItem>
    )
  return (
    <LedgerItem
      mark="att"
      title={t(reminder === 'overdue' ? 'today.overdue' : 'today.soon', { day: sayDay(dueOn) })}
      when={null}
      acts={
        <Link className={buttonClass()} to="/access/campaigns/$id" params={{ id }}>
          {t('see')}
        </Link>
      }
    >
      {t('progress', { decided: decidedOf(campaign), all: items })}. {t('left', { count: counts.open ?? 0 })}
    </LedgerItem>
  )
}
