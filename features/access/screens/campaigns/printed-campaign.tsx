/** A campaign on paper: each right, who decided what, when and why, and the counts. */
import { Button, buttonClass, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Counts } from './counts.tsx'
import { useStanding } from './campaigns-page.tsx'
import type { Campaign, Item } from './queries.ts'
import { useReviewerWords } from './reviewers.tsx'
import { useItemWords } from './use-campaign-words.ts'

interface PrintedCampaignProps {
  readonly campaign: Campaign
  readonly items: readonly Item[]
}

const NAMELESS: ReadonlyMap<string, string> = new Map()
const COLUMNS = ['what', 'who', 'since', 'listed', 'state'] as const

export const PrintedCampaign = ({ campaign, items }: PrintedCampaignProps) => {
  const t = useTranslations('campaigns')
  const { date } = useMoments()
  const standing = useStanding()
  const reviewers = useReviewerWords()
  const words = useItemWords(NAMELESS)
  // Paper does not move.
  const [printedAt] = useState(useNow(60_000))
  const { id, openedAt, openedBy, reason, closeReason, covers } = campaign
  return (
    <div className="page campaign-printed">
      <div className="page-head">
        <div>
          <h1>{t('printed.title')}</h1>
          <p className="lead">
            {t('opened', { day: date(Date.parse(openedAt)), who: openedBy.name ?? t('somebody') })} · {reason}
          </p>
        </div>
        <div className="row acts">
          <Button kind="main" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Link className={buttonClass('text')} to="/access/campaigns/$id" params={{ id }}>
            {t('back')}
          </Link>
        </div>
      </div>
      <p>{standing(campaign)}</p>
      <Counts campaign={campaign} />
      {closeReason === null ? null : <p>{t('closeReason', { reason: closeReason })}</p>}
      <p className="note">
        {reviewers(campaign)}. {t(covers === null ? 'aboutAll' : 'aboutListed')} {t('printed.noNames')}{' '}
        {t('printed.at', { day: date(printedAt) })}.
      </p>
      <table className="tbl">
        <caption className="vh">{t('printed.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('number')}
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.number}>
              <td className="num">{item.number}</td>
              <th scope="row">{item.profileName}</th>
              <td>{words.who(item)}</td>
              <td>{words.since(item)}</td>
              <td>{words.listed(item)}</td>
              <td>
                <b>{words.state(item)}</b> {words.decided(item)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
