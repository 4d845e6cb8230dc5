/** The review campaigns: the open one first, those that are proofs below it, and opening one. */
import {
  Blank,
  Button,
  buttonClass,
  Ledger,
  LedgerItem,
  Loading,
  Section,
  useMoments,
  useTitle,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay } from '../resident/use-may.ts'
import { OpenForm } from './open-form.tsx'
import { type Campaign, campaignsQuery } from './queries.ts'
import { decidedOf, useDay } from './use-campaign-words.ts'
import './campaigns.css'

export const CampaignsPage = () => {
  const t = useTranslations('campaigns')
  const may = useMay('access.manage')
  const [isOpening, setOpening] = useState(false)
  const { data } = useQuery({ ...campaignsQuery, throwOnError: true })
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {may && !isOpening ? (
          <div className="acts">
            <Button onClick={() => setOpening(true)}>{t('open')}…</Button>
          </div>
        ) : null}
      </div>
      {isOpening ? <OpenForm close={() => setOpening(false)} /> : null}
      {data === undefined ? (
        <Loading label={t('past')} lines={4} />
      ) : data.length === 0 ? (
        <Blank title={t('none')}>{t('noneText')}</Blank>
      ) : (
        <Section title={t('past')}>
          <Ledger>
            {data.map((campaign) => (
              <Line key={campaign.id} campaign={campaign} />
            ))}
          </Ledger>
        </Section>
      )}
    </div>
  )
}

export const useStanding = () => {
  const t = useTranslations('campaigns')
  const sayDay = useDay()
  const { date } = useMoments()
  return (campaign: Campaign): string => {
    const { counts, closedAt, closedBy, dueOn, reminder, nextOn } = campaign
    const progress = t('progress', { decided: decidedOf(campaign), all: campaign.items })
    if (closedAt !== null) {
      const closed = t('closed', { day: date(Date.parse(closedAt)), who: closedBy?.name ?? t('somebody') })
      const next = reminder === 'next' && nextOn !== null ? ` ${t('next', { day: sayDay(nextOn) })}` : ''
      return `${closed}.${next}`
    }
    const when =
      reminder === 'overdue' ? t('late', { day: sayDay(dueOn) }) : t('soon', { day: sayDay(dueOn) })
    return `${progress}. ${t('left', { count: counts.open ?? 0 })} ${when}`
  }
}

const Line = ({ campaign }: { campaign: Campaign }) => {
  const t = useTranslations('campaigns')
  const { date, shortDay } = useMoments()
  const standing = useStanding()
  const { id, openedAt, openedBy, reason, reminder, closedAt } = campaign
  const at = Date.parse(openedAt)
  const isAsking = reminder !== null
  return (
    <LedgerItem
      mark={closedAt !== null && !isAsking ? 'ok' : isAsking ? 'att' : 'wait'}
      title={`${t('opened', { day: date(at), who: openedBy.name ?? t('somebody') })} · ${reason}`}
      when={<time dateTime={openedAt}>{shortDay(at)}</time>}
      acts={
        <Link
          className={buttonClass(closedAt === null ? 'main' : 'plain')}
          to="/access/campaigns/$id"
          params={{ id }}
        >
          {t(closedAt === null ? 'see' : 'seeProof')}
        </Link>
      }
    >
      {standing(campaign)}
    </LedgerItem>
  )
}
