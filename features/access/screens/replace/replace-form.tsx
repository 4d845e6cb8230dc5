/** Chooses what takes the place of a device, and which of its parts does what, before anything moves. */
import { Button, Loading, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { carrySettings, proposeStandIns, refuseStandIns, standInsFor } from '../../core/replace-parts.ts'
import { usePartName } from '../doors/use-part-name.ts'
import { configQuery, deviceQuery } from '../residence/asked-in-panes.ts'
import type { DeviceDetail } from '../residence/queries.ts'
import { replaceDevice, type Service, useMoved } from './queries.ts'

interface ReplaceFormProps {
  readonly device: DeviceDetail
  readonly service: Service
  readonly onClose: () => void
}

const NONE = ''
type StandIns = Readonly<Record<string, string>>

/** One line for each part that serves, though it serves several doors. */
const partsOnce = (parts: Service['parts']) => [
  ...new Map(parts.map((part) => [part.componentKey, part])).values(),
]

export const ReplaceForm = ({ device, service, onClose }: ReplaceFormProps) => {
  const t = useTranslations('replace')
  const problem = useProblemText()
  const navigate = useNavigate()
  const moved = useMoved()
  const [chosen, setChosen] = useState(NONE)
  const [picked, setPicked] = useState<StandIns>({})
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { data: successor } = useQuery({ ...deviceQuery(chosen), enabled: chosen !== NONE })
  const free = service.successors
  const served = service.parts
  const parts = successor?.components ?? []
  const standIns = { ...proposeStandIns({ served, old: device.components, parts }), ...picked }
  const refused = refuseStandIns({ served, parts }, standIns)
  const isMissing = successor === undefined || refused.length > 0 || reason.trim().length < 3
  const replace = useMutation({
    mutationFn: () => replaceDevice(device.id, { replacedBy: chosen, standIns, reason: reason.trim() }),
    onSuccess: async () => {
      await moved()
      await navigate({ to: '/doors', search: { device: chosen }, resetScroll: false })
    },
  })
  if (free.length === 0)
    return (
      <>
        <p className="fact">{t('nothing')}</p>
        <div>
          <Button kind="text" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </>
    )
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) replace.mutate()
      }}
    >
      <p className="fact">{t('lead', { name: device.name })}</p>
      {replace.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(replace.error)}
        </Notice>
      )}
      <Select
        label={t('successor')}
        value={chosen}
        options={[
          { value: NONE, label: t('choose') },
          ...free.map(({ id, name, state }) => ({
            value: id,
            label: t(state === 'adopted' ? 'adopted' : 'waiting', { name }),
          })),
        ]}
        onChange={(id) => {
          setChosen(id)
          setPicked({})
        }}
        error={tried && chosen === NONE ? t('missingSuccessor') : undefined}
      />
      {chosen === NONE ? null : successor === undefined ? (
        <Loading label={t('loading')} lines={2} />
      ) : (
        <StandInFields
          {...{ served, successor, standIns, refused, tried }}
          onPick={(key, standIn) => setPicked({ ...picked, [key]: standIn })}
        />
      )}
      {successor === undefined ? null : (
        <SettingsLeft key={successor.id} id={device.id} {...{ successor, standIns }} />
      )}
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        hint={t('reasonHint')}
        error={tried && reason.trim().length < 3 ? t('reasonShort') : undefined}
      />
      <div className="row">
        <Button kind="main" type="submit" busy={replace.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface SettingsLeftProps {
  readonly id: string
  readonly successor: DeviceDetail
  readonly standIns: StandIns
}

/** What has to be set again by hand, said before anything moves. */
const SettingsLeft = ({ id, successor, standIns }: SettingsLeftProps) => {
  const t = useTranslations('replace')
  const nameOf = usePartName()
  const { data: old } = useQuery(configQuery(id))
  const { data: next } = useQuery(configQuery(successor.id))
  if (old === undefined || next === undefined) return null
  const { left } = carrySettings({
    wanted: old.settings.flatMap(({ key, desired }) =>
      desired === null ? [] : [{ key, value: desired.value }],
    ),
    parts: successor.components.map((part) => ({
      ...part,
      setting: next.settings.find(({ key }) => key === part.key)?.limits ?? null,
    })),
    standIns,
  })
  if (left.length === 0) return null
  return (
    <Notice kind="att">
      {t('settingsLeft', { count: left.length })}
      <ul>
        {old.settings
          .filter(({ key }) => left.includes(key))
          .map(({ key, name, desired, unit }) => (
            <li key={key}>
              {t('settingLeft', {
                name: nameOf(name),
                value: [String(desired?.value ?? ''), unit ?? ''].join(' ').trim(),
              })}
            </li>
          ))}
      </ul>
    </Notice>
  )
}

interface StandInFieldsProps {
  readonly served: Service['parts']
  readonly successor: DeviceDetail
  readonly standIns: StandIns
  readonly refused: readonly string[]
  readonly tried: boolean
  readonly onPick: (key: string, standIn: string) => void
}

const StandInFields = ({ served, successor, standIns, refused, tried, onPick }: StandInFieldsProps) => {
  const t = useTranslations('replace')
  const doors = useTranslations('doors')
  const nameOf = usePartName()
  const { components } = successor
  return partsOnce(served).map(({ componentKey: key, role, entranceName }) => {
    const label = t('standIn', { role: doors(`role.${role}`), entrance: entranceName })
    const able = standInsFor(key, served, components)
    if (able.length === 0)
      return (
        <Notice key={key} kind="att">
          <b>{label}</b> {t('unfit')}
        </Notice>
      )
    return (
      <Select
        key={key}
        label={label}
        value={standIns[key] ?? NONE}
        options={[
          ...(standIns[key] === undefined ? [{ value: NONE, label: t('choose') }] : []),
          ...able.map((one) => ({
            value: one,
            label: nameOf(components.find((part) => part.key === one)?.name ?? one),
          })),
        ]}
        onChange={(one) => onPick(key, one)}
        error={tried && refused.includes(key) ? t('missing') : undefined}
      />
    )
  })
}
