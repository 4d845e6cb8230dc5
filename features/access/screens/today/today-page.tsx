/** Today: what needs a person now, in one sentence and then one by one; beside it the residence and its logbook. */
import { Loading, useMoments, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import { useCampaignsDue } from '../campaigns/use-campaigns-due.ts'
import { emergenciesQuery } from '../emergency/queries.ts'
import { useToReview } from '../emergency/use-to-review.ts'
import { useByHand } from '../dispose/use-by-hand.ts'
import { loadRestOfToday } from '../pages.ts'
import { isLiftFloor } from '../lifts/lift.ts'
import { aloneTogether, isAlarm, isAnswering } from '../residence/pieces.ts'
import { type Residence, useResidence } from '../residence/use-residence.ts'
import { usePaused } from '../rollouts/use-paused.ts'
import { useHouseNeeds } from './house-needs.tsx'
import './today.css'

/** Its code and its words come after those of the first sentence, which must not wait for them. */
const RestOfToday = lazyRouteComponent(loadRestOfToday, 'RestOfToday')

export const TodayPage = () => {
  const t = useTranslations('today')
  const residence = useResidence()
  useTitle(t('page'))
  // What the day is like is drawn first, in one sentence; everything else comes with the next stroke.
  const isSecondStroke = useDeferredValue(true, false)
  return (
    <div className="page">
      <Hero residence={residence} />
      {isSecondStroke ? (
        <Suspense fallback={<Loading label={t('section')} lines={6} />}>
          <RestOfToday residence={residence} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** What is under way in the house now, in one word: a danger that is reported before any order. */
const useUnderWay = (residence: Residence | undefined) => {
  const { data } = useQuery({ ...emergenciesQuery, throwOnError: false })
  if (residence?.needs.some(({ code }) => code === 'danger') === true) return 'danger' as const
  const standing = (data ?? []).filter(({ stands }) => stands)
  const [first] = standing.toSorted((one, other) => Number(one.drill) - Number(other.drill))
  if (first === undefined) return undefined
  return first.drill ? (`${first.kind}Drill` as const) : first.kind
}

const Hero = ({ residence }: { residence: Residence | undefined }) => {
  const t = useTranslations('today')
  const toReview =
    useToReview().length +
    usePaused().length +
    useByHand().length +
    useCampaignsDue().length +
    useHouseNeeds().length
  const underWay = useUnderWay(residence)
  const { day, second } = useMoments()
  const date = day(useNow(60_000))
  // A date stays on one line.
  const sentence = (date.charAt(0).toLocaleUpperCase() + date.slice(1)).replaceAll(' ', '\u00a0')
  if (residence === undefined)
    return (
      <div className="hero">
        <h1>{sentence}.</h1>
      </div>
    )
  const devices = new Map(
    [
      ...residence.entrances.flatMap((piece) => piece.devices),
      ...residence.others.map((piece) => piece.device),
    ].map((device) => [device.id, device]),
  )
  const all = [...devices.values()]
  const { needs, entrances, unseen } = residence
  const sentenceOf = () => {
    const count = needs.filter((need) => !isAlarm(need)).length + toReview
    if (underWay !== undefined)
      return [t(`underWay.${underWay}`), ...(count > 0 ? [t('needs', { count })] : [])].join(' ')
    if (count === 0 && unseen.length > 0) return t('partial')
    return t('needs', { count })
  }
  const running = () => {
    const alone = aloneTogether(entrances)
    if (alone !== undefined) return t('runningAlone', { time: second(alone) })
    if (unseen.length > 0 || underWay !== undefined) return null
    if (all.length === 0 && entrances.length === 0) return t('nothingConnected')
    const doors = entrances.filter((piece) => !isLiftFloor(piece))
    return t('running', {
      needs: needs.length,
      ok: all.filter((device) => device.needs.length === 0).length,
      all: all.length,
      answering: doors.filter(isAnswering).length,
      entrances: doors.length,
    })
  }
  return (
    <div className="hero">
      <h1>
        {sentence}. {sentenceOf()}
      </h1>
      <p>{running()}</p>
    </div>
  )
}
