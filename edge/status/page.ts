/** The edge's state as data, and as a page for whoever stands before the machine. */
import type { Edge } from '../edge.ts'
import { texts, type Language } from './texts.ts'

export interface EdgeStatus {
  readonly connected: boolean
  /** RFC 3339. */
  readonly since: string
  readonly lastTrouble: string | null
  readonly cut: boolean
  readonly snapshotVersion: number
  readonly backlog: number
  readonly journalBytes: number
  readonly journalProblem: string | null
  readonly clockTrusted: boolean
  readonly unknownPayloads: number
  readonly devices: readonly {
    readonly externalId: string
    readonly name: string
    readonly online: boolean | null
  }[]
}

export const describeEdge = ({ uplink, board }: Edge): EdgeStatus => ({
  connected: uplink.status.connected,
  since: new Date(uplink.status.since).toISOString(),
  lastTrouble: uplink.status.lastTrouble,
  cut: uplink.status.cut,
  ...uplink.health(),
  devices: board.devices.map(({ device, online }) => ({
    externalId: device.externalId,
    name: device.name,
    online: online ?? null,
  })),
})

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''))

const sentences = (status: EdgeStatus, language: Language): readonly string[] => {
  const words = texts[language]
  const since = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(status.since),
  )
  const { snapshotVersion, journalProblem, backlog, lastTrouble } = status
  return [
    filled(status.connected ? words.connected : words.alone, { since }),
    ...(status.cut ? [words.cut] : []),
    ...(status.connected || status.cut || lastTrouble === null
      ? []
      : [filled(words.trouble, { trouble: lastTrouble })]),
    snapshotVersion === 0 ? words.noSnapshot : filled(words.snapshot, { version: snapshotVersion }),
    filled(words.backlog, { count: backlog }),
    journalProblem === null ? words.journalWell : filled(words.journalFailing, { problem: journalProblem }),
    status.clockTrusted ? words.clockTrusted : words.clockUntrusted,
  ]
}

const deviceLine = (device: EdgeStatus['devices'][number], language: Language): string => {
  const words = texts[language]
  const known = device.online === true ? words.online : words.offline
  return `<li>${escape(device.name)} <code>${escape(device.externalId)}</code>: ${device.online === null ? words.unknown : known}</li>`
}

export const statusPage = (status: EdgeStatus, language: Language): string => {
  const words = texts[language]
  const devices = status.devices.map((device) => deviceLine(device, language)).join('')
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>Loge · ${words.title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}</style>
<main>
<h1>${words.title}</h1>
${sentences(status, language)
  .map((sentence) => `<p>${escape(sentence)}</p>`)
  .join('\n')}
<h2>${words.devices}</h2>
${devices === '' ? `<p>${words.noDevices}</p>` : `<ul>${devices}</ul>`}
</main>
</html>
`
}
