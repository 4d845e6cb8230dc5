/** One piece of equipment: how it is, its settings asked and reported, its parts; or the form that adopts it. */
import {
  Loading,
  Notice,
  Pane,
  PaneSection,
  State,
  useMoments,
  useNow,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { devicePiece } from '../residence/pieces.ts'
import { configQuery, deviceQuery } from '../residence/asked-in-panes.ts'
import { type DeviceDetail, placementsQuery } from '../residence/queries.ts'
import type { Residence } from '../residence/use-residence.ts'
import { LabelsLink } from '../labels/labels-link.tsx'
import { DriftActs } from '../drift/drift-acts.tsx'
import { FirmwareSection } from '../rollouts/firmware-section.tsx'
import { DisposeSection } from '../dispose/dispose-section.tsx'
import { ReplaceSection } from '../replace/replace-section.tsx'
import { Adopt } from './adopt.tsx'
import { hasDoor } from '../../core/part-role.ts'
import { canOpen, partsOf } from './parts.ts'
import { PlaceSection } from './place-section.tsx'
import { Recent } from './recent.tsx'
import { DeviceThen } from './settings-then.tsx'
import { usePartName } from './use-part-name.ts'
import { usePieceWords } from './use-piece-words.ts'

interface DevicePaneProps {
  readonly id: string
  readonly residence: Residence
  readonly close: ReactNode
}

export const DevicePane = ({ id, residence, close }: DevicePaneProps) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const say = usePieceWords()
  const { data, error } = useQuery({ ...deviceQuery(id), throwOnError: false })
  const { data: placements = [] } = useQuery(placementsQuery)
  if (data === undefined)
    return (
      <Pane label={t('pane')} title={t('pane')} close={close} subject={id}>
        {error === null ? <Loading label={t('pane')} /> : <Notice kind="att">{problem(error)}</Notice>}
      </Pane>
    )
  const piece = devicePiece(data, placements)
  const entrances = residence.entrances.filter(({ entrance: { parts } }) =>
    parts?.some((part) => part.deviceId === id),
  )
  const [entrance] = entrances
  const isAdrift =
    data.state === 'adopted' && entrance === undefined && hasDoor(data.kind) && canOpen(partsOf(data))
  return (
    <Pane label={t('pane')} title={data.name} close={close} subject={id}>
      <p className="row pane-state">
        <State kind={piece.condition}>{say(piece)}</State>
        {entrances.map((one) => (
          <Link key={one.id} to="/doors" search={{ entrance: one.id }} resetScroll={false}>
            {one.name}
          </Link>
        ))}
      </p>
      {data.state === 'to_be_adopted' || isAdrift ? <Adopt device={data} residence={residence} /> : null}
      {data.state === 'adopted' ? (
        <PlaceSection kind="device" id={data.id} siteId={data.siteId} location={data.location} />
      ) : null}
      <HealthFacts device={data} />
      <Config id={id} />
      <FirmwareSection device={data} />
      <ReplaceSection device={data} />
      <Components device={data} />
      <Recent search={{ device: id }} />
      <DisposeSection device={data} />
      {data.state === 'adopted' && entrance === undefined ? <LabelsLink only={id} /> : null}
    </Pane>
  )
}

const HealthFacts = ({ device }: { device: DeviceDetail }) => {
  const t = useTranslations('doors')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { health } = device
  const make = [device.manufacturer, device.model].filter((part) => part !== null).join(' ')
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      t('lastHeard'),
      health.lastContactAt === null ? t('never') : when(Date.parse(health.lastContactAt), now),
    ],
    [t('battery'), health.batteryPercent === null ? null : `${Math.round(health.batteryPercent)} %`],
    [t('signal'), health.signal === null ? null : `${health.signal.value} ${health.signal.unit ?? ''}`],
    [t('tamper'), health.tampered ? t('tamperYes') : null],
    [t('make'), make === '' ? null : make],
    [t('firmware'), device.firmware === null ? device.softwareVersion : null],
  ]
  return (
    <PaneSection title={t('health')}>
      <dl className="kv">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </PaneSection>
  )
}

const DRIFT_MARK = { unset: 'ok', in_force: 'ok', waiting: 'wait', drifted: 'att' } as const

const Config = ({ id }: { id: string }) => {
  const t = useTranslations('doors')
  const nameOf = usePartName()
  const { data } = useQuery(configQuery(id))
  if (data === undefined || data.settings.length === 0) return null
  return (
    <PaneSection title={t('settings')}>
      <table className="tbl cmp">
        <thead>
          <tr>
            <th scope="col">{t('setting.name')}</th>
            <th scope="col">{t('setting.asked')}</th>
            <th scope="col">{t('setting.reported')}</th>
            <th scope="col">
              <span className="vh">{t('setting.same')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.settings.map((setting) => (
            <tr key={setting.key} className={setting.drift === 'drifted' ? 'diff' : undefined}>
              <th scope="row">{nameOf(setting.name)}</th>
              <td>{setting.desired === null ? '–' : String(setting.desired.value)}</td>
              <td>
                {setting.reported === null ? '–' : String(setting.reported.value)} {setting.unit}
              </td>
              <td>
                <State kind={DRIFT_MARK[setting.drift]}>{t(`settingState.${setting.drift}`)}</State>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <DriftActs id={id} config={data} />
      <DeviceThen key={id} id={id} />
    </PaneSection>
  )
}

/** What is open or closed, where others say yes or no. */
const OPENINGS = new Set(['door', 'garage_door', 'opening', 'window'])

const Components = ({ device }: { device: DeviceDetail }) => {
  const t = useTranslations('doors')
  const nameOf = usePartName()
  const words = useWords()
  // A button has nothing to tell, and what has not told anything yet is not a line.
  const said = ({ reading, deviceClass }: DeviceDetail['components'][number]) => {
    const value = reading?.value
    if (typeof value !== 'boolean') return words(`doors.said.${String(value)}`) ?? String(value)
    if (deviceClass !== null && OPENINGS.has(deviceClass)) return t(value ? 'said.open' : 'said.closed')
    return t(value ? 'yes' : 'no')
  }
  const usable = device.components.filter(
    ({ kind, unsupportedReason, reading }) =>
      unsupportedReason === null && reading !== null && kind !== 'update',
  )
  const unusable = device.components.filter((part) => part.unsupportedReason !== null)
  return (
    <>
      {usable.length === 0 ? null : (
        <PaneSection title={t('parts')}>
          <dl className="kv parts">
            {usable.map((part) => (
              <div key={part.key}>
                <dt>{nameOf(part.name)}</dt>
                <dd>
                  {said(part)} {part.unit}
                </dd>
              </div>
            ))}
          </dl>
        </PaneSection>
      )}
      {unusable.length === 0 ? null : (
        <PaneSection title={t('unsupported')}>
          <dl className="kv parts">
            {unusable.map((part) => (
              <div key={part.key}>
                <dt>{nameOf(part.name)}</dt>
                <dd>
                  {words(`equipment.unsupported.${part.unsupportedReason ?? ''}`) ?? part.unsupportedReason}
                </dd>
              </div>
            ))}
          </dl>
        </PaneSection>
      )}
    </>
  )
}
