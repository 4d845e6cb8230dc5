/** The copy as a person reads and prints it, in their language: what, why, for whom, from where, until when; then every value. */
import { sayDayIn } from '@loge/features/law/server'
import type { Register } from '@loge/features/law/core'
import type { Instant } from '@loge/kernel'
import { documentWords, type Known, type Language } from '../../core/index.ts'
import { asFile, type CopyLine } from '../copy.ts'
import type { RecordOrigin } from '../copy-origin.ts'
import { type Html, html, NOTHING, textOf, trusted } from '../documents/pages/html.ts'
import { copyWords } from './copy-words.ts'

export interface Given {
  readonly at: Instant
  readonly name: string
  readonly country: string
  readonly categories: readonly string[]
}

export interface CopyAbout {
  readonly register: Register
  readonly known: readonly Known[]
  /** To whom something was really given. */
  readonly given: readonly Given[]
  readonly language: Language
  readonly name: string
  readonly reference: string
  readonly timeZone: string
  readonly madeAt: Instant
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c1b19}
h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #c9c4ba;padding:.3rem .6rem .3rem 0}
.n{color:#5d584f;font-size:.85em}td{overflow-wrap:anywhere}@media print{tr{break-inside:avoid}}`

const bytes = (part: Html): Uint8Array => Buffer.from(textOf(part))

const dayIn = ({ language, timeZone }: CopyAbout, at: Instant): string => sayDayIn(language, at, timeZone)

const knownRow = (about: CopyAbout, one: Known): Html => {
  const { language } = about
  const words = copyWords[language]
  const why = one.purposes.map(
    ({ sentence, basis }) =>
      html`${sentence[language]} <span class="n">${documentWords[language].basis[basis]}</span><br>`,
  )
  const whom = one.recipients.map(({ label, names }) => [label[language], ...names].join(', ')).join('; ')
  return html`<tr><th scope="row">${one.label[language]}</th><td>${why}</td><td>${whom === '' ? words.ownOnly : whom}</td>
<td>${one.sources.map((source) => words.source[source]).join(', ')}</td>
<td>${one.until === null ? NOTHING : html`${dayIn(about, one.until)}<br>`}${one.kept.map((sentence, index) => html`${sentence[language]} <span class="n">${one.starts[index]?.[language] ?? ''}</span><br>`)}</td></tr>`
}

const heads = (texts: readonly string[]): Html =>
  html`<tr>${texts.map((text) => html`<th scope="col">${text}</th>`)}</tr>`

const headOf = (about: CopyAbout): Html => {
  const { register, known, given, language, name, reference, madeAt } = about
  const words = copyWords[language]
  const { controller, jurisdiction } = register
  const labelOf = (id: string) => register.categories.find((one) => one.id === id)?.label[language] ?? id
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${words.title} ${reference}</title>
<style>${trusted(STYLE)}</style></head><body><h1>${words.title}</h1>
<p>${name}<br>${words.reference(reference, dayIn(about, madeAt))}<br>${controller.name} ${controller.address} ${controller.email}</p>
<p><b>${words.yes}</b></p>
<h2>${words.uses}</h2><table><thead>${heads(words.usesHead)}</thead><tbody>${known.map((one) => knownRow(about, one))}</tbody></table>
<h2>${words.given}</h2>${
    given.length === 0
      ? html`<p>${words.givenNobody}</p>`
      : html`<table><thead>${heads(words.givenHead)}</thead><tbody>${given.map(
          (one) =>
            html`<tr><td>${dayIn(about, one.at)}</td><td>${one.name}, ${one.country}</td><td>${one.categories.map(labelOf).join(', ')}</td></tr>`,
        )}</tbody></table>`
  }
<h2>${words.rights}</h2><p>${words.rightsText} ${jurisdiction.authority.name}, ${jurisdiction.authority.address}, ${jurisdiction.authority.web}.</p>
<h2>${words.values}</h2><p class="n">${words.masked}</p>`
}

/** As PostgreSQL says it in JSON. */
const shown = (value: unknown, name: unknown): Html => {
  const file = asFile(value)
  if (file === undefined) return html`${typeof value === 'string' ? value : JSON.stringify(value)}`
  const called = typeof name === 'string' ? name : 'file'
  return html`<a download="${called}" href="${file}">${called}</a>`
}

type Table = Extract<CopyLine, { kind: 'table' }>

/** How it came, on which day, and from whom. */
const originWords = (
  { language, register, name }: CopyAbout,
  { sources, on, supplier }: RecordOrigin,
): string => {
  const words = copyWords[language]
  const whom = supplier === 'person' ? name : supplier === 'controller' ? register.controller.name : supplier
  const day = sayDayIn(language, Date.parse(`${on}T00:00:00Z`))
  return words.from(sources.map((source) => words.source[source]).join(', '), day, whom)
}

/** Each value with where it comes from, and the day it is gone or what decides it. */
const rowOf = (
  about: CopyAbout,
  table: Table,
  { values, keptUntil, origin }: Extract<CopyLine, { kind: 'row' }>,
): Html => {
  const { language, register } = about
  const words = copyWords[language]
  const rules = new Set(table.fields.flatMap(({ retention }) => retention))
  const criteria = register.retention
    .filter(({ id }) => rules.has(id))
    .map(({ sentence }) => sentence[language])
  const told = table.fields.filter(({ column }) => (values[column] ?? null) !== null)
  return html`<table><tbody>${told.map(
    ({ column, category, source }) =>
      html`<tr><th scope="row">${register.categories.find(({ covers }) => covers.includes(category))?.label[language] ?? ''} <span class="n">${column}</span></th>
<td>${shown(values[column], values['name'])}</td><td class="n">${words.source[source]}</td></tr>`,
  )}<tr><th scope="row">${words.origin}</th><td colspan="2">${originWords(about, origin)}</td></tr><tr><th scope="row">${words.until}</th><td colspan="2">${keptUntil ?? criteria.join(' ')}</td></tr></tbody></table>`
}

export async function* writeReadable(
  about: CopyAbout,
  lines: AsyncIterable<CopyLine>,
): AsyncGenerator<Uint8Array> {
  yield bytes(headOf(about))
  let table: Table | undefined
  for await (const line of lines) {
    if (line.kind === 'table') {
      table = line
      yield bytes(html`<h3>${line.table.replaceAll('_', ' ')}</h3>`)
    } else yield bytes(table === undefined ? NOTHING : rowOf(about, table, line))
  }
  yield bytes(html`</body></html>`)
}
