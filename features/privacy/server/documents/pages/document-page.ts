/** One document as a page: its text, its version and its dates, and the ways to its other versions. */
import type { AskedPage } from '@loge/http'
import type { Block, DocumentName, Language, Rendering } from '../../../core/index.ts'
import type { DocumentState, StoredDocument } from '../store.ts'
import { linkTo, PATHS, wordsFor } from './frame.ts'
import { type Html, html, NOTHING } from './html.ts'

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const

export const dayIn = (language: Language, at: number, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(at)

/** An address that can be followed is a link; everything else is text. */
const linked = (said: string): Html => {
  const [found] = /https:\/\/[^\s)]+|[^\s@:,()]+@[^\s@:,()]+\.[a-z]{2,}/i.exec(said) ?? []
  if (found === undefined) return html`${said}`
  const [before = ''] = said.split(found, 1)
  const href = found.startsWith('https://') ? found : `mailto:${found}`
  return html`${before}<a href="${href}">${found}</a>${said.slice(before.length + found.length)}`
}

const ofBlock = (block: Block): Html => {
  if (block.kind === 'text') return html`<p>${linked(block.text)}</p>`
  if (block.kind === 'list')
    return html`<ul>${block.items.map((item) => html`<li>${linked(item)}</li>`)}</ul>`
  return html`<div class="scroll" tabindex="0" role="group"><table class="tbl rows"><thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${block.rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) =>
        index === 0
          ? html`<th scope="row">${cell}</th>`
          : html`<td data-l="${block.head[index] ?? ''}">${linked(cell)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

export interface ShownDocument {
  readonly document: DocumentName
  readonly row: Pick<StoredDocument, 'number' | 'hash' | 'published_at' | 'effective_at'> | undefined
  readonly state: DocumentState
  readonly rendering: Rendering
  /** Published ones, newest first. */
  readonly others: readonly Pick<StoredDocument, 'number' | 'effective_at'>[]
  /** Put before the sections. */
  readonly also?: Html
}

/** From the record of the version alone. */
const stamp = ({ row, state }: ShownDocument, language: Language): Html => {
  const words = wordsFor(language)
  if (row === undefined || row.effective_at === null || row.published_at === null)
    return html`<p class="notice">${words.unnamed}</p>`
  const since = dayIn(language, row.effective_at)
  const said =
    state === 'archived'
      ? words.archived(since)
      : state === 'scheduled'
        ? words.effectiveFrom(since)
        : words.effective(since)
  return html`<p class="stamp">${words.version(row.number)} · ${said} · ${words.updated(dayIn(language, row.published_at))}<br>${words.digest} <code>${row.hash}</code></p>`
}

const otherVersions = ({ document, row, others }: ShownDocument, asked: AskedPage): Html => {
  const words = wordsFor(asked.language)
  const rest = others.filter(({ number }) => number !== row?.number)
  if (rest.length === 0) return NOTHING
  return html`<section class="no-print"><h2>${words.earlier}</h2><ul>${rest.map(
    ({ number, effective_at }) =>
      html`<li><a href="${linkTo(asked, PATHS[document], { version: String(number) })}">${words.version(number)}, ${effective_at === null ? '' : dayIn(asked.language, effective_at)}</a></li>`,
  )}</ul></section>`
}

export const documentBody = (shown: ShownDocument, asked: AskedPage): Html => {
  const { title, lead, sections } = shown.rendering
  const words = wordsFor(asked.language)
  return html`<h1>${title}</h1><p class="lead">${lead}</p>${stamp(shown, asked.language)}
<div class="doc"><nav class="toc" aria-label="${words.contents}"><ul>${sections.map(({ id, title: head }) => html`<li><a href="#${id}">${head}</a></li>`)}</ul></nav>
<div>${shown.also}${sections.map(
    ({ id, title: head, blocks }) =>
      html`<section id="${id}"><h2>${head}</h2>${blocks.map(ofBlock)}</section>`,
  )}${otherVersions(shown, asked)}</div></div>`
}
