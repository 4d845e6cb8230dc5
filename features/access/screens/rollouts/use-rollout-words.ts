/** A roll-out in words: what is wanted, and where it stands. */
import type { MarkKind } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { usePartName } from '../doors/use-part-name.ts'
import type { ItemState, Rollout } from './queries.ts'

export type Value = string | number | boolean | null

export const useRolloutWords = () => {
  const t = useTranslations('rollouts')
  const nameOf = usePartName()
  const say = (value: Value, unit: string | null = null): string => {
    if (value === null) return '–'
    if (typeof value === 'boolean') return t(value ? 'on' : 'off')
    return unit === null ? String(value) : `${value} ${unit}`
  }
  const wish = ({ setting, value, undoOf }: Pick<Rollout, 'setting' | 'value' | 'undoOf'>): string => {
    if (setting === null) return t('firmware')
    if (undoOf !== null) return t('backToBefore', { name: nameOf(setting.name) })
    return t('settingTo', { name: nameOf(setting.name), value: say(value, setting.unit) })
  }
  return { say, wish }
}

export const STATE_MARKS: Readonly<Record<Rollout['state'], MarkKind>> = {
  running: 'wait',
  paused: 'att',
  stopped: 'off',
  ended: 'ok',
}

export const ITEM_MARKS: Readonly<Record<ItemState, MarkKind>> = {
  waiting: 'wait',
  asked: 'wait',
  in_force: 'ok',
  drifted: 'att',
  failed: 'att',
  silent: 'off',
  unknown: 'att',
  refused: 'no',
  overtaken: 'no',
  stopped: 'no',
}

/** What somebody looks at first. */
export const ITEM_ORDER: readonly ItemState[] = [
  'failed',
  'drifted',
  'unknown',
  'silent',
  'asked',
  'waiting',
  'in_force',
  'refused',
  'overtaken',
  'stopped',
]

const REASONS = [
  'has_it',
  'not_reachable',
  'never_says',
  'no_news',
  'gave_up',
  'other_version',
  'refused',
  'expired',
  'unreachable',
  'device_not_adopted',
  'setting_unknown',
  'setting_ambiguous',
  'setting_wrong_type',
  'setting_out_of_range',
  'setting_between_steps',
  'setting_not_an_option',
  'firmware_not_offered',
  'version_unknown',
  'update_in_progress',
  'battery_low',
] as const

export const knownReason = (reason: string | null): (typeof REASONS)[number] | undefined =>
  REASONS.find((one) => one === reason)
