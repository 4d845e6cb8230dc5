/** The firmware of a device, which takes a while to install: it says how far it is, and runs the new one at the end. */
import type { ComponentSpec } from './equipment.ts'

export interface FirmwareState {
  readonly installed: string
  /** While it is being installed. */
  readonly percent: number | null
}

const LATEST = '1.15.0'
const STEP_PERCENT = 20

export const INSTALL_PAYLOAD = 'INSTALL'
export const INSTALLING = { name: 'install', afterMs: 2_000 } as const

export const FIRMWARE = {
  key: 'firmware',
  platform: 'update',
  name: 'Firmware',
  options: { device_class: 'firmware', payload_install: INSTALL_PAYLOAD },
} as const satisfies ComponentSpec

export const mayInstall = ({ installed, percent }: FirmwareState): boolean =>
  percent === null && installed !== LATEST

export const nextStep = ({ installed, percent }: FirmwareState): FirmwareState => {
  const next = percent === null ? 0 : percent + STEP_PERCENT
  return next >= 100 ? { installed: LATEST, percent: null } : { installed, percent: next }
}

export const firmwareSaid = ({ installed, percent }: FirmwareState): string =>
  JSON.stringify({
    installed_version: installed,
    latest_version: LATEST,
    in_progress: percent !== null,
    update_percentage: percent,
  })
