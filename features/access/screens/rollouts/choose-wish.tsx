/** What the devices should have: a setting that at least one of them has, with its value, or the newest firmware. */
import { Loading, Seg, Select, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePartName } from '../doors/use-part-name.ts'
import type { Preview, Wish } from './queries.ts'
import { WANTS, type Wants } from './search.ts'

type Setting = Preview['settings'][number]

const NONE = ''
const idOf = ({ kind, name, unit }: Setting): string => JSON.stringify([kind, name, unit])

/** `undefined` while what is typed is no value of it. */
const valueOf = ({ kind }: Setting, typed: string): string | number | boolean | undefined => {
  if (kind === 'switch') return typed === NONE ? undefined : typed === 'on'
  if (kind !== 'number') return typed === NONE ? undefined : typed
  const number = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(number) ? undefined : number
}

interface ChooseWishProps {
  readonly wants: Wants
  readonly onWants: (wants: Wants) => void
  readonly settings: readonly Setting[] | undefined
  readonly onWish: (wish: Wish | undefined) => void
}

export const ChooseWish = ({ wants, onWants, settings, onWish }: ChooseWishProps) => {
  const t = useTranslations('rollouts')
  return (
    <div className="stack">
      <div>
        <Seg<Wants>
          label={t('wish')}
          value={wants}
          options={WANTS.map((value) => ({ value, label: t(`wants.${value}`) }))}
          onChange={onWants}
        />
      </div>
      {wants === 'firmware' ? null : settings === undefined ? (
        <Loading label={t('setting')} lines={2} />
      ) : settings.length === 0 ? (
        <p className="soft">{t('noSettings')}</p>
      ) : (
        <SettingFields settings={settings} onWish={onWish} />
      )}
    </div>
  )
}

const SettingFields = ({
  settings,
  onWish,
}: Pick<ChooseWishProps, 'onWish'> & { settings: readonly Setting[] }) => {
  const t = useTranslations('rollouts')
  const nameOf = usePartName()
  const [id, setId] = useState(NONE)
  const [typed, setTyped] = useState('')
  const setting = settings.find((one) => idOf(one) === id)
  const change = (nextId: string, next: string): void => {
    setId(nextId)
    setTyped(next)
    const chosen = settings.find((one) => idOf(one) === nextId)
    const value = chosen === undefined ? undefined : valueOf(chosen, next)
    if (chosen === undefined || value === undefined) return onWish(undefined)
    const { kind, name, unit } = chosen
    onWish({ wants: 'setting', setting: { kind, name, unit }, value })
  }
  return (
    <div className="rollout-filters">
      <Select
        label={t('setting')}
        value={id}
        options={[
          { value: NONE, label: t('choose') },
          ...settings.map((one) => ({
            value: idOf(one),
            label: t('sharedBy', { name: nameOf(one.name), count: one.devices }),
          })),
        ]}
        onChange={(next) => change(next, NONE)}
      />
      {setting === undefined ? null : (
        <ValueField setting={setting} typed={typed} onType={(next) => change(id, next)} />
      )}
    </div>
  )
}

interface ValueFieldProps {
  readonly setting: Setting
  readonly typed: string
  readonly onType: (typed: string) => void
}

const ValueField = ({ setting, typed, onType }: ValueFieldProps) => {
  const t = useTranslations('rollouts')
  const { kind, unit, limits } = setting
  const label = unit === null ? t('value') : `${t('value')} (${unit})`
  const options =
    kind === 'switch'
      ? (['on', 'off'] as const).map((value) => ({ value: value as string, label: t(value) }))
      : limits?.options?.map((value) => ({ value, label: value }))
  if (options !== undefined)
    return (
      <Select
        label={label}
        value={typed}
        options={[{ value: NONE, label: t('choose') }, ...options]}
        onChange={onType}
      />
    )
  const { min, max } = limits ?? {}
  const hint =
    kind === 'number' && min !== undefined && max !== undefined ? t('between', { min, max }) : undefined
  return (
    <TextField
      label={label}
      value={typed}
      onChange={onType}
      maxLength={255}
      {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})}
      {...(hint === undefined ? {} : { hint })}
    />
  )
}
