/** Emergency: what stands now, ordering a lockdown or an evacuation, the zones, and what was before. */
import {
  Ledger,
  LedgerItem,
  Loading,
  Notice,
  Section,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useFloorOrder } from '../residence/use-floor-order.ts'
import { useResidence } from '../residence/use-residence.ts'
import { useMay } from '../resident/use-may.ts'
import { FireInputs } from './fire-inputs.tsx'
import { GlassBreaks } from './glass-breaks.tsx'
import { GlassKeys } from './glass-keys.tsx'
import { MyGlass } from './my-glass.tsx'
import { OrderForm } from './order-form.tsx'
import { PassLockdown } from './pass-lockdown.tsx'
import { emergenciesQuery } from './queries.ts'
import { StandingEmergencies } from './standing.tsx'
import { useEmergencyWords } from './use-emergency-words.ts'
import { Zones } from './zones.tsx'
import './emergency.css'

export const EmergencyPage = () => {
  const t = useTranslations('emergency')
  const residence = useResidence()
  const mayOrder = useMay('emergencies.order')
  const mayManage = useMay('access.manage')
  const problem = useProblemText()
  const { data, error } = useQuery(emergenciesQuery)
  useTitle(t('title'))
  const isAlarmed = residence?.needs.some(({ code }) => code === 'danger') === true
  const entrances = useFloorOrder()(residence?.entrances ?? [])
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="cols emergency">
        <div className="stack settings">
          <StandingEmergencies entrances={entrances} />
          {data === undefined && error !== null ? (
            <Notice kind="att">{problem(error)}</Notice>
          ) : data === undefined ? (
            <Loading label={t('title')} lines={4} />
          ) : isAlarmed || data.some(({ stands }) => stands) ? null : (
            <p className="soft">{t('calm')}</p>
          )}
          <MyGlass />
          {mayOrder ? <OrderForm /> : <p className="note">{t('notAllowed')}</p>}
          {mayManage ? <GlassBreaks /> : null}
          <Past />
        </div>
        {/* What is prepared on a quiet day stands beside what is pressed in a hurry, never between. */}
        <div className="stack settings">
          <FireInputs entrances={entrances} mayChange={mayManage} />
          <Zones entrances={entrances} mayChange={mayManage} />
          {mayManage ? (
            <>
              <PassLockdown />
              <GlassKeys />
            </>
          ) : null}
        </div>
      </div>
    </div>
  )
}

const Past = () => {
  const t = useTranslations('emergency')
  const words = useEmergencyWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data } = useQuery(emergenciesQuery)
  const past = (data ?? []).filter(({ stands }) => !stands)
  if (past.length === 0) return null
  return (
    <Section title={t('pastTitle')}>
      <Ledger>
        {past.map((emergency) => (
          <LedgerItem
            key={emergency.id}
            mark="off"
            title={words.what(emergency)}
            when={<time dateTime={emergency.beganAt}>{when(Date.parse(emergency.beganAt), now)}</time>}
          >
            {words.over(emergency)}
          </LedgerItem>
        ))}
      </Ledger>
    </Section>
  )
}
