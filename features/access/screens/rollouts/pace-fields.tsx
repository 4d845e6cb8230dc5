/** How fast a change goes, folded away: the usual pace is right for most. */
import { Fold, TextField } from '@loge/ui'
import { useTranslations } from 'use-intl'

/** As it is typed. */
export interface Pace {
  readonly batch: string
  readonly pause: string
  readonly together: boolean
}

export const USUAL_PACE: Pace = { batch: '5', pause: '20', together: false }

const whole = (text: string, from: number, to: number): number | undefined => {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= from && number <= to ? number : undefined
}

export const paceOf = ({ batch, pause, together }: Pace) => {
  const [batchSize, pauseAbovePercent] = [whole(batch, 1, 50), whole(pause, 0, 100)]
  return batchSize === undefined || pauseAbovePercent === undefined
    ? undefined
    : { batchSize, pauseAbovePercent, together }
}

interface PaceFieldsProps {
  readonly pace: Pace
  readonly onChange: (pace: Pace) => void
  readonly isFirmware: boolean
  readonly tried: boolean
}

export const PaceFields = ({ pace, onChange, isFirmware, tried }: PaceFieldsProps) => {
  const t = useTranslations('rollouts')
  const wrong = (text: string, from: number, to: number) =>
    tried && whole(text, from, to) === undefined
      ? `${t('numberWrong')} ${t('between', { min: from, max: to })}`
      : undefined
  return (
    <Fold summary={t('how')}>
      <div className="stack">
        <TextField
          label={t('batch')}
          value={pace.batch}
          inputMode="numeric"
          maxLength={2}
          onChange={(batch) => onChange({ ...pace, batch })}
          error={wrong(pace.batch, 1, 50)}
        />
        <TextField
          label={t('pause')}
          value={pace.pause}
          inputMode="numeric"
          maxLength={3}
          onChange={(pause) => onChange({ ...pace, pause })}
          error={wrong(pace.pause, 0, 100)}
        />
        {isFirmware ? (
          <>
            <label className="opt">
              <input
                type="checkbox"
                checked={pace.together}
                onChange={({ target }) => onChange({ ...pace, together: target.checked })}
              />
              <span>{t('together')}</span>
            </label>
            <p className="hint">{t('togetherHint')}</p>
          </>
        ) : null}
      </div>
    </Fold>
  )
}
