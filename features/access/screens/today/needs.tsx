/** What needs a person, most urgent first, each with its own way on. */
import { buttonClass, Ledger, LedgerItem, Section, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { knownNeed } from '../doors/use-piece-words.ts'
import { CampaignDue } from '../campaigns/campaign-due.tsx'
import type { Campaign } from '../campaigns/queries.ts'
import type { GlassBreak } from '../emergency/queries.ts'
import type { Need } from '../residence/pieces.ts'
import { ByHandNeed } from '../dispose/by-hand-needs.tsx'
import type { Disposal } from '../dispose/queries.ts'
import { PausedNeed } from '../rollouts/paused-needs.tsx'
import type { Rollout } from '../rollouts/queries.ts'
import { type HouseNeed, HouseNeedItem } from './house-needs.tsx'
import { Inspect } from './inspect.tsx'

interface NeedsProps {
  readonly needs: readonly Need[]
  /** Emergency accesses that somebody took: looked at before any door. */
  readonly toReview: readonly GlassBreak[]
  /** Changes of several devices that paused by themselves. */
  readonly paused: readonly Rollout[]
  /** Equipment out for good that somebody has to wipe. */
  readonly byHand: readonly Disposal[]
  /** Reviews of rights whose day comes or has passed: after what stands open. */
  readonly campaigns: readonly Campaign[]
  /** What the house waits for beside its doors: last, for nobody stands before a shut door by it. */
  readonly house: readonly HouseNeed[]
  /** Whether there may be more that this page could not learn. */
  readonly isPartial: boolean
}

export const Needs = ({ needs, toReview, paused, byHand, campaigns, house, isPartial }: NeedsProps) => {
  const t = useTranslations('today')
  const count =
    needs.length + toReview.length + paused.length + byHand.length + campaigns.length + house.length
  return (
    <Section title={t('section')} {...(count > 1 ? { note: t('order') } : {})}>
      {count === 0 ? (
        <p className="soft">{t(isPartial ? 'partialText' : 'calmText')}</p>
      ) : (
        <Ledger>
          {toReview.map((taken) => (
            <ToReview key={taken.id} taken={taken} />
          ))}
          {paused.map((rollout) => (
            <PausedNeed key={rollout.id} rollout={rollout} />
          ))}
          {needs.map((need, index) => (
            <NeedItem
              key={need.id}
              need={need}
              isFirst={toReview.length + paused.length === 0 && index === 0}
            />
          ))}
          {byHand.map((disposal) => (
            <ByHandNeed key={disposal.id} disposal={disposal} />
          ))}
          {campaigns.map((campaign) => (
            <CampaignDue key={campaign.id} campaign={campaign} />
          ))}
          {house.map((need) => (
            <HouseNeedItem key={need.code} need={need} />
          ))}
        </Ledger>
      )}
    </Section>
  )
}

const ToReview = ({ taken }: { taken: GlassBreak }) => {
  const t = useTranslations('emergency.glass')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { reason, stands, until, closedAt } = taken
  const end = when(Date.parse(closedAt ?? until), now)
  return (
    <LedgerItem
      mark={stands ? 'bad' : 'att'}
      title={t('taken', { name: taken.personName })}
      when={<time dateTime={taken.brokenAt}>{when(Date.parse(taken.brokenAt), now)}</time>}
      acts={
        <Link className={buttonClass('main')} to="/emergency">
          {t('review')}
        </Link>
      }
    >
      {t(stands ? 'takenOpen' : 'takenOver', { reason, until: end })} {t('toReview')}
    </LedgerItem>
  )
}

const useNeedText = (need: Need): { readonly title: string; readonly text: string } => {
  const t = useTranslations('today')
  const { when } = useMoments()
  const now = useNow(60_000)
  const name = need.piece?.name ?? ''
  if (need.code === 'forced') return { title: t('forced', { entrance: name }), text: t('forcedText') }
  if (need.code === 'heldOpen') return { title: t('heldOpen', { entrance: name }), text: t('heldOpenText') }
  if (need.code === 'alone') return { title: t('alone'), text: t('aloneText', { count: need.doors ?? 0 }) }
  if (need.code === 'edgeRevoked')
    return { title: t('edgeRevoked', { count: need.doors ?? 0 }), text: t('edgeRevokedText') }
  if (need.code === 'notTold') return { title: t('notTold'), text: t('notToldText') }
  if (need.code === 'shut') return { title: t('shut', { entrance: name }), text: t('shutText') }
  if (need.code === 'unconfirmed') {
    const unconfirmed = need.piece?.kind === 'entrance' ? need.piece.entrance.unconfirmed : null
    const text = t('unconfirmedText', { count: unconfirmed?.times ?? 0 })
    return { title: t('unconfirmed', { entrance: name }), text }
  }
  const blocked = need.piece?.kind === 'entrance' ? need.piece.entrance.codesBlocked : null
  if (need.code === 'codesBlocked' && blocked) {
    const until = when(Date.parse(blocked.until), now)
    const title =
      blocked.scope === 'site'
        ? t('codesBlockedSite', { until })
        : t('codesBlocked', { entrance: name, until })
    return { title, text: t('codesBlockedText', { count: blocked.tries }) }
  }
  const known = knownNeed(need.code)
  if (known === undefined || known === 'unconfirmed' || known === 'codesBlocked')
    return { title: name, text: need.code }
  const level = need.piece?.batteryPercent ?? null
  const battery =
    known === 'battery_low' && level !== null ? ` ${t('batteryAt', { percent: Math.round(level) })}` : ''
  return { title: t(`need.${known}`, { name }), text: `${t(`needText.${known}`)}${battery}` }
}

/** What a person ends by saying what they found. */
const INSPECTED: ReadonlySet<string> = new Set(['forced', 'heldOpen', 'unconfirmed'])

const NeedItem = ({ need, isFirst }: { need: Need; isFirst: boolean }) => {
  const t = useTranslations('today')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { title, text } = useNeedText(need)
  const { piece, event } = need
  const isAlarm = piece?.kind === 'entrance' && INSPECTED.has(need.code)
  return (
    <LedgerItem
      mark={need.condition}
      title={title}
      when={
        need.since === null ? null : (
          <>
            {t(event === undefined ? 'since' : 'at')}{' '}
            <time dateTime={new Date(need.since).toISOString()}>{when(need.since, now)}</time>
          </>
        )
      }
      acts={
        <>
          {isAlarm ? <Inspect entranceId={piece.id} isMain={isFirst} /> : null}
          <Link
            className={buttonClass(isFirst && !isAlarm ? 'main' : 'plain')}
            to="/doors"
            search={
              piece === undefined
                ? need.code === 'alone' || need.code === 'edgeRevoked'
                  ? { show: 'silent' }
                  : {}
                : piece.kind === 'entrance'
                  ? { entrance: piece.id }
                  : { device: piece.id }
            }
          >
            {need.code === 'to_be_adopted'
              ? t('adopt')
              : t(piece === undefined ? 'seeRights' : piece.kind === 'entrance' ? 'seeDoor' : 'seePiece')}
          </Link>
          {event === undefined ? null : (
            <Link className={buttonClass('text')} to="/events" search={{ event: event.id }}>
              {t('seeEvent', { number: String(event.number) })}
            </Link>
          )}
        </>
      }
    >
      {text}
    </LedgerItem>
  )
}
