/** What the `update` part of a device says: what it runs, what it could run, and how far it is on the way. */
import { isJsonObject, parseJson, type JsonValue } from './json.ts'
import type { ComponentDescription, ReadingValue } from './description.ts'
import type { Reading } from './health.ts'

export interface Firmware {
  readonly installed: string | null
  readonly latest: string | null
  readonly inProgress: boolean
  /** Of the way, where the device counts it. */
  readonly percent: number | null
}

const LONGEST_VERSION = 100

const versionOf = (value: JsonValue | undefined): string | null => {
  if (typeof value !== 'string') return null
  const version = value.replace(/\p{C}/gu, '').trim().slice(0, LONGEST_VERSION).toWellFormed()
  return version === '' ? null : version
}

/** A state message of the convention: JSON, or the installed version alone. */
export const readUpdateState = (text: string): Firmware | undefined => {
  if (!text.startsWith('{'))
    return { installed: versionOf(text), latest: null, inProgress: false, percent: null }
  const state = parseJson(text)
  if (!state.ok || !isJsonObject(state.value)) return undefined
  const { value } = state
  const counted = value.get('update_percentage')
  const percent = typeof counted === 'number' || typeof counted === 'bigint' ? Number(counted) : null
  return {
    installed: versionOf(value.get('installed_version')),
    latest: versionOf(value.get('latest_version')),
    inProgress: value.get('in_progress') === true || percent !== null,
    percent: percent === null ? null : Math.min(100, Math.max(0, Math.round(percent))),
  }
}

/** As a reading, which is one value: the same words again, in one order. */
export const writeFirmware = ({ installed, latest, inProgress, percent }: Firmware): string =>
  JSON.stringify({
    installed_version: installed,
    latest_version: latest,
    in_progress: inProgress,
    update_percentage: percent,
  })

export const readFirmware = (value: ReadingValue): Firmware | null =>
  typeof value === 'string' ? (readUpdateState(value) ?? null) : null

type Part = Pick<ComponentDescription, 'kind' | 'capabilities'> & { readonly reading: Reading | null }

/** The firmware of the device itself. A second `update` part is of something it carries, and is left alone. */
export const firmwarePart = <One extends Part>(parts: readonly One[]): One | undefined =>
  parts.find(({ kind }) => kind === 'update')

export const describeFirmware = (
  parts: readonly Part[],
): (Firmware & { readonly canInstall: boolean }) | null => {
  const part = firmwarePart(parts)
  const firmware = part === undefined ? null : readFirmware(part.reading?.value ?? null)
  if (part === undefined || firmware === null) return null
  return { ...firmware, canInstall: part.capabilities.includes('updateFirmware') }
}

/** Whether there is something newer to install. */
export const hasUpdate = ({ installed, latest }: Pick<Firmware, 'installed' | 'latest'>): boolean =>
  installed !== null && latest !== null && installed !== latest
