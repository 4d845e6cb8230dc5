/** Today: what needs a person now, in one sentence and then one by one; beside it the residence and its logbook. */
import { Loading, useMoments, useNow, useTitle } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { type Residence, useResidence } from '../residence/use-residence.ts'
import { Logbook } from './logbook.tsx'
import { Needs } from './needs.tsx'
import { ResidenceNow } from './residence-now.tsx'
import './today.css'

export const TodayPage = () => {
  const t = useTranslations('today')
  const residence = useResidence()
  useTitle(t('page'))
  return (
    <div className="page">
      <Hero residence={residence} />
      <div className="cols today">
        <div>
          {residence === undefined ? (
            <Loading label={t('section')} lines={6} />
          ) : (
            <Needs needs={residence.needs} />
          )}
        </div>
        <div>
          {residence === undefined ? null : <ResidenceNow residence={residence} />}
          <Logbook />
        </div>
      </div>
    </div>
  )
}

const Hero = ({ residence }: { residence: Residence | undefined }) => {
  const t = useTranslations('today')
  const { day } = useMoments()
  const date = day(useNow(60_000))
  const sentence = date.charAt(0).toLocaleUpperCase() + date.slice(1)
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
  return (
    <div className="hero">
      <h1>
        {sentence}. {t('needs', { count: residence.needs.length })}
      </h1>
      <p>
        {all.length === 0 && residence.entrances.length === 0
          ? t('nothingConnected')
          : t('running', {
              ok: all.filter((device) => device.needs.length === 0).length,
              all: all.length,
              answering: residence.entrances.filter((piece) => piece.condition !== 'off').length,
              entrances: residence.entrances.length,
            })}
      </p>
    </div>
  )
}
