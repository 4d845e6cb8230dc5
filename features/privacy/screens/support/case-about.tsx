/** What a case is for and about: a purpose of the register, a device, and when it happened. */
import { MomentField, Select, TextField, type TypedMoment } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'
import { DEVICE_KINDS } from '../../core/index.ts'
import type { SupportPurpose, SupportToOpen } from './queries.ts'

export interface About {
  readonly purpose: string
  readonly deviceKind: SupportToOpen['deviceKind']
  readonly device: string
  readonly from: TypedMoment
  readonly until: TypedMoment
}

/** Undefined as long as something is missing. */
export const wholeAbout = ({ purpose, deviceKind, device, from, until }: About) =>
  device.trim() === '' || typeof from !== 'number' || typeof until !== 'number'
    ? undefined
    : {
        ...(purpose === '' ? {} : { purpose }),
        deviceKind,
        device,
        aboutFrom: new Date(from).toISOString(),
        aboutUntil: new Date(until).toISOString(),
      }

interface CaseAboutProps {
  readonly purposes: readonly SupportPurpose[]
  readonly about: About
  readonly onChange: (about: About) => void
}

export const CaseAbout = ({ purposes, about, onChange }: CaseAboutProps) => {
  const t = useTranslations('support')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const change = (more: Partial<About>) => onChange({ ...about, ...more })
  return (
    <>
      {purposes.length < 2 ? null : (
        <Select
          label={t('purpose')}
          value={about.purpose === '' ? (purposes[0]?.id ?? '') : about.purpose}
          onChange={(purpose) => change({ purpose })}
          options={purposes.map(({ id, sentence }) => ({ value: id, label: sentence[language] }))}
        />
      )}
      <Select
        label={t('deviceKind')}
        value={about.deviceKind}
        onChange={(deviceKind) => change({ deviceKind })}
        options={DEVICE_KINDS.map((value) => ({ value, label: t(`deviceKinds.${value}`) }))}
      />
      <TextField
        label={t('device')}
        hint={t('deviceHint')}
        value={about.device}
        maxLength={120}
        onChange={(device) => change({ device })}
      />
      <div className="pair">
        <MomentField label={t('aboutFrom')} value={about.from} onChange={(from) => change({ from })} />
        <MomentField label={t('aboutUntil')} value={about.until} onChange={(until) => change({ until })} />
      </div>
    </>
  )
}
