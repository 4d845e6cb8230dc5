/** Asks which floor each output of a lift's controller releases, one line each. */
import { Select, TextField } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { useLiftFloors } from './use-lift-floors.ts'
import './lifts.css'

const NONE = ''

interface FloorFieldsProps extends ReturnType<typeof useLiftFloors> {
  /** How a floor will be called. */
  readonly nameOf: (floor: string) => string
  /** Somebody tried with too few. */
  readonly isShort: boolean
}

export const FloorFields = ({ floors, levels, wired, say, nameOf, isShort }: FloorFieldsProps) => {
  const t = useTranslations('lifts')
  const example = nameOf((wired.at(-1) ?? floors.at(-1))?.name ?? '')
  const missing = floors.find(({ name }) => name.trim() === '')
  return (
    <fieldset className="lift-floors">
      <legend>{t('floors')}</legend>
      <p className="hint">
        {t('floorsLead', { example })} {t('empty')}
      </p>
      {floors.map(({ lock, output, name, floorId }) => (
        <div key={lock} className={levels.length === 0 ? undefined : 'lift-floor'}>
          <TextField
            label={t('name', { output })}
            value={name}
            onChange={(text) => say(lock, { name: text })}
            maxLength={80}
            error={isShort && lock === missing?.lock ? t('few') : undefined}
          />
          {levels.length === 0 ? null : (
            <Select
              label={t('level', { output })}
              value={floorId ?? NONE}
              options={[
                { value: NONE, label: t('noLevel') },
                ...levels.map((level) => ({ value: level.id, label: level.name })),
              ]}
              onChange={(id) => say(lock, { floorId: id === NONE ? null : id })}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}
