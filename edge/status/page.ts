/** The edge's state as data, and as a page for whoever stands before the machine. */
import type { Edge } from '../edge.ts'
import { texts, type Language } from './texts.ts'

export interface EdgeStatus {
  readonly connected: boolean
  /** RFC 3339. */
  readonly since: string
  readonly lastTrouble: string | null
  readonly cut: boolean
  /** Taken out of service: it lets out, and in nobody. */
  readonly withdrawn: boolean
  readonly snapshotVersion: number
  /** Why the rights on the disk could not be used, until the server has sent them again. */
  readonly snapshotProblem: string | null
  readonly backlog: number
  readonly journalBytes: number
  readonly journalProblem: string | null
  readonly clockTrusted: boolean
  /** By whose clock the house lives; `null` until its rights have come, or for a zone unknown here. */
  readonly timeZone: string | null
  readonly unknownPayloads: number
  readonly devices: readonly {
    readonly externalId: string
    readonly name: string
    readonly online: boolean | null
  }[]
}

/** A zone that is younger than this machine's tables is one it cannot tell the time of. */
const knownZone = (timeZone: string): string | null => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format() === '' ? null : timeZone
  } catch {
    return null
  }
}

export const describeEdge = ({ uplink, board, snapshots }: Edge): EdgeStatus => ({
  connected: uplink.status.connected,
  since: new Date(uplink.status.since).toISOString(),
  lastTrouble: uplink.status.lastTrouble,
  cut: uplink.status.cut,
  withdrawn: snapshots.isWithdrawn,
  snapshotProblem: snapshots.damage ?? null,
  timeZone: knownZone(snapshots.policy?.timeZone ?? ''),
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

/** Loge's tokens by heart: an edge stands on a machine without the console, and asks no other for its looks. */
const LOOK = `
:root{color-scheme:light dark;--paper:light-dark(#fcfaf5,#1b1a17);--ink:light-dark(#211e19,#efeae0);--ink-2:light-dark(#4b453b,#c9c2b4);--ink-3:light-dark(#686052,#a39b8c);--line:light-dark(#e0d9cb,#35312a);--door:light-dark(#17382c,#122b22);--link:light-dark(#1b4a39,#96cdb3)}
@font-face{font-family:"Ysabeau Office";src:url("/ysabeau-office.woff2") format("woff2-variations");font-weight:500 700;font-display:swap}
@font-face{font-family:"Hanken Grotesk";src:url("/hanken-grotesk.woff2") format("woff2-variations");font-weight:100 900;font-display:swap}
html{background:var(--paper);border-top:8px solid var(--door)}
body{margin:0 auto;max-width:720px;padding:16px 20px 64px;color:var(--ink);font:14px/20px "Hanken Grotesk",system-ui,-apple-system,"Segoe UI",sans-serif}
nav{text-align:right}
a{color:var(--link);display:inline-block;padding:12px 0}
[hidden]{display:none}
h1{font:540 34px/40px "Ysabeau Office","Gill Sans",Optima,Candara,system-ui,sans-serif;margin:0 0 12px}
h2{font:640 19px/24px "Ysabeau Office","Gill Sans",Optima,Candara,system-ui,sans-serif;margin:32px 0 8px;border-top:1px solid var(--ink);padding-top:8px}
p{margin:0 0 8px;max-width:68ch}
ul{margin:0;padding:0;list-style:none}
li{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,3fr) minmax(0,5fr);gap:2px 16px;padding:6px 0;border-bottom:1px solid var(--line)}
li b{font-weight:560}
code{font:500 12px/20px ui-monospace,"DejaVu Sans Mono",monospace;color:var(--ink-3);overflow-wrap:anywhere}
#away{font-weight:640;border:1px solid currentColor;border-radius:3px;padding:8px 12px}
@media(max-width:600px){li{grid-template-columns:minmax(0,1fr) auto}li code{grid-column:1/-1}}`

const TROUBLES = new Map(
  Object.entries(texts.en.troubles).map(([code, en]) => [
    code,
    { en, fr: texts.fr.troubles[code as keyof typeof texts.fr.troubles] },
  ]),
)

const sentences = (status: EdgeStatus, language: Language): readonly string[] => {
  const words = texts[language]
  const since = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    // The clock of this machine, or of whoever reads, need not be the residence's.
    timeZone: status.timeZone ?? 'UTC',
  }).format(new Date(status.since))
  const { snapshotVersion, journalProblem, backlog, lastTrouble } = status
  return [
    ...(status.withdrawn
      ? [words.withdrawn]
      : [filled(status.connected ? words.connected : words.alone, { since })]),
    ...(status.cut ? [words.cut] : []),
    ...(status.connected || status.cut || status.withdrawn || lastTrouble === null
      ? []
      : [TROUBLES.get(lastTrouble)?.[language] ?? filled(words.trouble, { trouble: lastTrouble })]),
    ...(status.snapshotProblem === null
      ? []
      : [filled(words.snapshotDamaged, { problem: status.snapshotProblem })]),
    snapshotVersion === 0 ? words.noSnapshot : filled(words.snapshot, { version: snapshotVersion }),
    filled(words.backlog, { count: backlog }),
    journalProblem === null ? words.journalWell : filled(words.journalFailing, { problem: journalProblem }),
    status.clockTrusted ? words.clockTrusted : words.clockUntrusted,
    status.timeZone === null ? words.zoneUnknown : filled(words.zone, { zone: status.timeZone }),
  ]
}

const deviceLine = (device: EdgeStatus['devices'][number], language: Language): string => {
  const words = texts[language]
  const known = device.online === true ? words.online : words.offline
  return `<li><b>${escape(device.name)}</b> <span>${device.online === null ? words.unknown : known}</span> <code>${escape(device.externalId)}</code></li>`
}

export const statusPage = (status: EdgeStatus, language: Language): string => {
  const words = texts[language]
  const other =
    language === 'fr'
      ? '<a href="?lang=en" lang="en">English</a>'
      : '<a href="?lang=fr" lang="fr">Français</a>'
  const devices = status.devices.map((device) => deviceLine(device, language)).join('')
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Loge · ${words.title}</title>
<style>${LOOK}</style>
<nav aria-label="${words.languages}">${other}</nav>
<p id="away" role="status" hidden>${words.away}</p>
<main>
<h1>${words.title}</h1>
${sentences(status, language)
  .map((sentence) => `<p>${escape(sentence)}</p>`)
  .join('\n')}
<h2>${words.devices}</h2>
${devices === '' ? `<p>${words.noDevices}</p>` : `<ul>${devices}</ul>`}
</main>
<script type="module" src="/page.js"></script>
</html>
`
}
