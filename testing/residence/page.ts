/** The page as it is first sent; `page-client.js` keeps it current. */
import type { Residence } from './residence.ts'
import { SPEEDS } from './pace.ts'
import { texts, type Language } from './texts.ts'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Data for the script; `<` cannot end the element early. */
const dataFor = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c')

const peopleOptions = ({ people, staff }: Residence): string =>
  [
    ...people.map(({ key, givenName, familyName, home, badge }) => ({
      key,
      badge,
      label: `${givenName} ${familyName}, ${home}`,
    })),
    ...staff.map(({ key, givenName, familyName, badge }) => ({
      key,
      badge,
      label: `${givenName} ${familyName}`,
    })),
  ]
    .filter(({ badge }) => badge !== null)
    .sort((a, b) => a.label.localeCompare(b.label, 'fr'))
    .map(({ key, label }) => `<option data-key="${escape(key)}" value="${escape(label)}"></option>`)
    .join('')

/** Called as Loge knows them: these names are written on the doors, in whatever language one reads this page. */
const devicesFor = ({ entrances, lifts, equipment }: Residence) => [
  ...entrances.map(({ key, name, battery }) => ({ key, name: name.fr, kind: 'entrance', battery })),
  ...lifts.map(({ key, name }) => ({ key, name: name.fr, kind: 'lift', battery: false })),
  ...equipment.map(({ key, name, kind }) => ({ key, name: name.fr, kind, battery: false })),
]

export const renderPage = (residence: Residence, language: Language): string => {
  const words = texts[language]
  const table = (id: string, caption: string): string => `
    <table aria-label="${escape(caption)}"><thead><tr><th>${words.name}</th><th>${words.state}</th><th>${words.acts}</th></tr></thead>
    <tbody id="${id}"></tbody></table>`
  const other =
    language === 'fr'
      ? '<a href="?lang=en" lang="en">English</a>'
      : '<a href="?lang=fr" lang="fr">Français</a>'
  const speeds = SPEEDS.map(
    (speed) =>
      `<button type="button" data-speed="${speed}" aria-pressed="false">${words[`pace.${speed}`]}</button>`,
  ).join('')
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${words.title}</title>
  <link rel="stylesheet" href="/tokens.css">
  <link rel="stylesheet" href="/page.css">
</head>
<body>
  <header><h1>${words.title}</h1><p>${words.lead}</p><nav>${other}</nav></header>
  <main>
    <section aria-label="${escape(words.pace)}">
      <h2>${words.pace}</h2>
      <p>${words.clock} <output id="clock">–</output></p>
      <p class="note">${words.clockNote} <output id="real">–</output></p>
      <div class="row">${speeds}</div>
    </section>
    <section aria-label="${escape(words.uplink)}">
      <h2>${words.uplink}</h2>
      <p id="uplink">${words['uplink.unknown']}</p>
      <div class="row">
        <button type="button" data-uplink="cut" hidden>${words['uplink.cut']}</button>
        <button type="button" data-uplink="restore" hidden>${words['uplink.restore']}</button>
      </div>
    </section>
    <section class="wide" aria-label="${escape(words.latest)}">
      <h2>${words.latest}</h2>
      <ul id="deeds" aria-live="polite"><li>${words.nothing}</li></ul>
    </section>
    <section class="wide" aria-label="${escape(words.entrances)}">
      <h2>${words.entrances}</h2>
      <p><label>${words.badge} <input id="person" list="people" autocomplete="off" placeholder="${escape(words.unknownBadge)}"></label> <output id="whose" class="note"></output></p>
      <datalist id="people">${peopleOptions(residence)}</datalist>
      ${table('entrances', words.entrances)}
    </section>
    <section class="wide" aria-label="${escape(words.equipment)}">
      <h2>${words.equipment}</h2>
      <p><label>${words.code} <input id="code" inputmode="numeric" autocomplete="off" maxlength="12" placeholder="0000"></label> <span class="note">${words.codeNote}</span></p>
      ${table('equipment', words.equipment)}
    </section>
  </main>
  <script type="application/json" id="data">${dataFor({ words, devices: devicesFor(residence) })}</script>
  <script type="module" src="/page.js"></script>
</body>
</html>
`
}
