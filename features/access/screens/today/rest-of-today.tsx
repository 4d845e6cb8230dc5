/** Today below its first sentence: what needs a person, one by one; beside it the residence and its logbook. */
import { Loading } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { useCampaignsDue } from '../campaigns/use-campaigns-due.ts'
import { useByHand } from '../dispose/use-by-hand.ts'
import { StandingEmergencies } from '../emergency/standing.tsx'
import { useToReview } from '../emergency/use-to-review.ts'
import { UnseenNotices } from '../residence/notices.tsx'
import { aloneTogether, isAlarm } from '../residence/pieces.ts'
import type { Residence } from '../residence/use-residence.ts'
import { usePaused } from '../rollouts/use-paused.ts'
import { AtTheLodge } from './at-the-lodge.tsx'
import { useHouseNeeds } from './house-needs.tsx'
import { FirstSteps, useFirstSteps } from './first-steps.tsx'
import { Logbook } from './logbook.tsx'
import { Needs } from './needs.tsx'
import { ResidenceNow } from './residence-now.tsx'

export const RestOfToday = ({ residence }: { residence: Residence | undefined }) => {
  const t = useTranslations('today')
  const toReview = useToReview()
  const paused = usePaused()
  const byHand = useByHand()
  const campaigns = useCampaignsDue()
  const house = useHouseNeeds()
  const firstSteps = useFirstSteps(residence)
  const listed = (residence?.needs ?? []).filter((need) => !isAlarm(need))
  const needs = [listed, toReview, paused, byHand, campaigns, house]
  const isListed = needs.some(({ length }) => length > 0)
  const isAlarmed = residence?.needs.some(isAlarm) === true
  const isCalm = !isListed && !isAlarmed
  return (
    <>
      <StandingEmergencies entrances={residence?.entrances ?? []} />
      {residence === undefined ? null : <UnseenNotices unseen={residence.unseen} />}
      <div className="cols today">
        <div>
          {residence === undefined ? (
            <Loading label={t('section')} lines={6} />
          ) : (firstSteps !== undefined && isCalm) || (isAlarmed && !isListed) ? null : (
            <Needs
              needs={listed}
              {...{ toReview, paused, byHand, campaigns, house }}
              isPartial={residence.unseen.length > 0}
            />
          )}
          {firstSteps === undefined ? null : <FirstSteps steps={firstSteps} />}
          {residence === undefined ? null : <AtTheLodge pieces={residence.others} />}
        </div>
        <div>
          {residence === undefined ? null : <ResidenceNow residence={residence} />}
          <Logbook aloneSince={aloneTogether(residence?.entrances ?? [])} />
        </div>
      </div>
    </>
  )
}
