/** One setting of a rule, as its description says. */
import type { RuleSetting } from '@loge/features/access/core'
import { Select, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { clockText, readClockText } from './clock-text.ts'

export type SettingName = 'mode' | 'resetAt' | 'withinSeconds'

/** What is written and is not right. */
export const WRONG = Symbol('wrong')
export type SettingValue = string | number | null | typeof WRONG

/** What a setting begins with. */
export const usualOf = (setting: RuleSetting): SettingValue => {
  switch (setting.kind) {
    case 'choice':
      return setting.choices[0] ?? null
    case 'seconds':
      return setting.usual
    case 'timeOfDay':
      return 4 * 60
  }
}

interface SettingFieldProps {
  readonly name: SettingName
  readonly setting: RuleSetting
  readonly value: SettingValue
  readonly onChange: (value: SettingValue) => void
}

const textOf = (setting: RuleSetting, value: SettingValue): string =>
  typeof value !== 'number' ? '' : setting.kind === 'timeOfDay' ? clockText(value) : String(value)

const read = (setting: RuleSetting, text: string): SettingValue => {
  if (setting.kind === 'timeOfDay') return readClockText(text) ?? (text.trim() === '' ? null : WRONG)
  const number = Number(text)
  const isWithin = setting.kind === 'seconds' && number >= setting.least && number <= setting.most
  return Number.isInteger(number) && isWithin ? number : WRONG
}

export const SettingField = ({ name, setting, value, onChange }: SettingFieldProps) => {
  const t = useTranslations('rules')
  const [text, setText] = useState(() => textOf(setting, value))
  if (setting.kind === 'choice')
    return (
      <Select
        label={t(`setting.${name}`)}
        value={typeof value === 'string' ? value : ''}
        options={setting.choices.map((choice) => ({
          value: choice,
          label: choice === 'refused' ? t('setting.refused') : t('setting.recorded'),
        }))}
        onChange={onChange}
      />
    )
  const wrong =
    setting.kind === 'seconds'
      ? t('setting.secondsWrong', { least: setting.least, most: setting.most })
      : t('setting.timeWrong')
  return (
    <TextField
      label={t(`setting.${name}`)}
      value={text}
      autoComplete="off"
      inputMode={setting.kind === 'seconds' ? 'numeric' : 'text'}
      onChange={(next) => {
        setText(next)
        onChange(read(setting, next))
      }}
      hint={setting.kind === 'timeOfDay' ? t('setting.resetAtHint') : undefined}
      error={value === WRONG ? wrong : undefined}
    />
  )
}
