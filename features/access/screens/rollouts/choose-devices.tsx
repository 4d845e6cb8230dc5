/** Chooses devices one by one, or all that fit a kind, a model and a building. */
import { Button, Select, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePlaceWords } from '../doors/use-place-words.ts'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { Device } from '../residence/queries.ts'

const EVERY = ''
const NONE = '-'

const FILTERS = {
  kind: (device: Device) => device.kind ?? NONE,
  model: (device: Device) => device.model ?? NONE,
  building: (device: Device) => device.location.buildingId ?? NONE,
} as const
type Filter = keyof typeof FILTERS
const NAMES = ['kind', 'model', 'building'] as const satisfies readonly Filter[]

interface ChooseDevicesProps {
  readonly devices: readonly Device[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
}

export const ChooseDevices = ({ devices, chosen, onChoose }: ChooseDevicesProps) => {
  const t = useTranslations('rollouts')
  const where = usePlaceWords()
  const [filter, setFilter] = useState<Readonly<Record<Filter, string>>>({
    kind: EVERY,
    model: EVERY,
    building: EVERY,
  })
  const shown = devices
    .filter((device) =>
      NAMES.every((name) => filter[name] === EVERY || FILTERS[name](device) === filter[name]),
    )
    .toSorted((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
  const toggle = (id: string) =>
    onChoose(chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id]))
  return (
    <div className="stack">
      <div className="rollout-filters">
        {NAMES.map((name) => (
          <FilterField
            key={name}
            name={name}
            devices={devices}
            value={filter[name]}
            onChange={(value) => setFilter({ ...filter, [name]: value })}
          />
        ))}
      </div>
      <div className="row">
        {shown.length === 0 ? null : (
          <Button small onClick={() => onChoose(new Set([...chosen, ...shown.map(({ id }) => id)]))}>
            {t('chooseAll', { count: shown.length })}
          </Button>
        )}
        {chosen.size === 0 ? null : (
          <Button small kind="text" onClick={() => onChoose(new Set())}>
            {t('chooseNone')}
          </Button>
        )}
      </div>
      {shown.length === 0 ? <p className="soft">{t('nothingFits')}</p> : null}
      <ul className="rollout-devices">
        {shown.map((device) => (
          <li key={device.id}>
            <label className="opt">
              <input type="checkbox" checked={chosen.has(device.id)} onChange={() => toggle(device.id)} />
              <span>
                {device.name}{' '}
                <span className="note">
                  {[device.model, where(device.location)]
                    .filter((word) => typeof word === 'string')
                    .join(' · ')}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FilterFieldProps {
  readonly name: Filter
  readonly devices: readonly Device[]
  readonly value: string
  readonly onChange: (value: string) => void
}

const FilterField = ({ name, devices, value, onChange }: FilterFieldProps) => {
  const t = useTranslations('rollouts')
  const words = useWords()
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const label = (one: string): string => {
    if (name === 'kind') return words(`equipment.kind.${one}`) ?? one
    if (name === 'model') return one === NONE ? t('noModel') : one
    return buildings.find(({ id }) => id === one)?.name ?? t('grounds')
  }
  const values = [...new Set(devices.map(FILTERS[name]))]
  return (
    <Select
      label={t(name)}
      value={value}
      options={[
        { value: EVERY, label: t('every') },
        ...values
          .map((one) => ({ value: one, label: label(one) }))
          .toSorted((one, other) => one.label.localeCompare(other.label, undefined, { numeric: true })),
      ]}
      onChange={onChange}
    />
  )
}
