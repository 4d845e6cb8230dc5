/** One campaign: how far it is, its rights line by line, deciding them, and closing it. On paper: the proof. */
import { Button, buttonClass, Loading, Notice, Seg, useMoments, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames, useMayShowNames } from '../names/show-names.tsx'
import { useMay } from '../resident/use-may.ts'
import { useStanding } from './campaigns-page.tsx'
import { CloseForm } from './close-form.tsx'
import { Counts } from './counts.tsx'
import { Deciding } from './deciding.tsx'
import { PrintedCampaign } from './printed-campaign.tsx'
import { type Campaign, campaignQuery, type Item, itemsQuery } from './queries.ts'
import { Reviewers } from './reviewers.tsx'
import { type CampaignSearch, SHOWN, type Shown } from './search.ts'
import { decidedOf } from './use-campaign-words.ts'
import './campaigns.css'

export const CampaignPage = () => {
  const t = useTranslations('campaigns')
  const { id } = useParams({ from: '/console/access/campaigns/$id' })
  const search = useSearch({ from: '/console/access/campaigns/$id' })
  const { data: campaign } = useQuery({ ...campaignQuery(id), throwOnError: true })
  const { data: items } = useQuery({ ...itemsQuery(id), throwOnError: true })
  useTitle(t('title'))
  if (campaign === undefined || items === undefined)
    return (
      <div className="page">
        <h1>{t('title')}</h1>
        <Loading label={t('title')} lines={8} />
      </div>
    )
  if (search.print === true) return <PrintedCampaign campaign={campaign} items={items} />
  return <Whole campaign={campaign} items={items} search={search} />
}

interface WholeProps {
  readonly campaign: Campaign
  readonly items: readonly Item[]
  readonly search: CampaignSearch
}

const NOBODY: ReadonlyMap<string, string> = new Map()

/** To be decided, or left so by the closing. */
const isUndecided = ({ state }: Item): boolean => state === 'open' || state === 'undecided'

const isShown: Readonly<Record<Shown, (item: Item) => boolean>> = {
  open: isUndecided,
  listed: ({ listed }) => listed.length > 0,
  decided: (item) => !isUndecided(item),
  all: () => true,
}

const Whole = ({ campaign, items, search }: WholeProps) => {
  const t = useTranslations('campaigns')
  const go = useNavigate()
  const mayManage = useMay('access.manage')
  const mayShowNames = useMayShowNames()
  const [names, setNames] = useState(NOBODY)
  const [isAsking, setAsking] = useState(false)
  const isOpen = campaign.closedAt === null
  const shown = search.show ?? (isOpen ? 'open' : 'all')
  const people = [...new Set(items.flatMap(({ to }) => (to?.kind === 'person' ? (to.personId ?? []) : [])))]
  return (
    <div className="page">
      <Head campaign={campaign} />
      <Reviewers campaign={campaign} mayChange={mayManage && isOpen} />
      {names.size > 0 || people.length === 0 || !mayShowNames ? null : (
        <div className="campaign-names">
          <p className="note">{t('namesFolded')}</p>
          {isAsking ? (
            <ShowNames personIds={people} about={{}}>
              {(told) => (
                <Tell onTold={() => setNames(new Map(told.map((one) => [one.personId, fullName(one)])))} />
              )}
            </ShowNames>
          ) : (
            <Button small onClick={() => setAsking(true)}>
              {t('names')}…
            </Button>
          )}
        </div>
      )}
      <div className="campaign-tools">
        <Seg
          label={t('show')}
          value={shown}
          options={SHOWN.map((value) => ({
            value,
            label: `${t(value === 'open' && !isOpen ? 'whichUndecided' : `which.${value}`)} ${items.filter(isShown[value]).length}`,
          }))}
          onChange={(show) =>
            void go({
              to: '/access/campaigns/$id',
              params: { id: campaign.id },
              search: { show },
              resetScroll: false,
            })
          }
        />
      </div>
      <Deciding
        key={shown}
        campaign={campaign}
        items={items.filter(isShown[shown])}
        names={names}
        mayDecide={mayManage && isOpen}
      />
      {mayManage && isOpen ? <CloseForm campaign={campaign} /> : null}
    </div>
  )
}

/** The names came with a press, and are written into the lines. */
const Tell = ({ onTold }: { onTold: () => void }) => {
  useEffect(onTold, [onTold])
  return null
}

const Head = ({ campaign }: { campaign: Campaign }) => {
  const t = useTranslations('campaigns')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const { date } = useMoments()
  const standing = useStanding()
  const { id, reason, openedAt, openedBy, covers, closeReason, reminder, items } = campaign
  const decided = decidedOf(campaign)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">
            {t('opened', { day: date(Date.parse(openedAt)), who: openedBy.name ?? t('somebody') })} · {reason}
          </p>
        </div>
        <div className="row acts">
          <Link className={buttonClass()} to="/access/campaigns/$id" params={{ id }} search={{ print: true }}>
            {t('print')}
          </Link>
          <a
            className={buttonClass()}
            href={`/api/v1/access-campaigns/${id}/file?language=${language}`}
            download
          >
            {t('file')}
          </a>
          <Link className={buttonClass('text')} to="/access/campaigns">
            {t('past')}
          </Link>
        </div>
      </div>
      {reminder === 'overdue' ? (
        <Notice kind="att">{standing(campaign)}</Notice>
      ) : (
        <p aria-live="polite">{standing(campaign)}</p>
      )}
      {campaign.closedAt === null ? (
        <progress
          className="campaign-bar"
          max={items}
          value={decided}
          aria-label={t('progress', { decided, all: items })}
        />
      ) : null}
      <Counts campaign={campaign} />
      <p className="note">{t(covers === null ? 'aboutAll' : 'aboutListed')}</p>
      {closeReason === null ? null : <Notice kind="att">{t('closeReason', { reason: closeReason })}</Notice>}
    </>
  )
}
