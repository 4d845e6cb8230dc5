/** One document as a page: its text, its version and its dates, and the ways to its other versions. */
import type { GlossaryTerm } from '@loge/features/law/core'
import { sayDayIn } from '@loge/features/law/server'
import type { AskedPage } from '@loge/http'
import {
  type Block,
  documentWords,
  type DocumentName,
  type Language,
  type Rendering,
  type Section,
} from '../../../core/index.ts'
import type { DocumentState, StoredDocument } from '../store.ts'
import { linkTo, PATHS, wordsFor } from './frame.ts'
import { linkerOf } from './glossary.ts'
import { findIn, type Hit } from './find.ts'
import { external, type Html, html, NOTHING } from './html.ts'

interface Saying {
  /** What a link out of the site is marked with. */
  readonly mark: string
  /** Text, in which a word of the glossary leads to what it means. */
  readonly say: (said: string) => Html
}

/** An address that can be followed is a link; everything else is text. */
const linked = (said: string, { mark, say }: Saying): Html => {
  const [found] = /https:\/\/[^\s)]+|[^\s@:,()]+@[^\s@:,()]+\.[a-z]{2,}/i.exec(said) ?? []
  if (found === undefined) return say(said)
  const [before = ''] = said.split(found, 1)
  const link = found.startsWith('https://')
    ? external(found, found, mark)
    : html`<a href="mailto:${found}">${found}</a>`
  return html`${say(before)}${link}${say(said.slice(before.length + found.length))}`
}

const ofBlock = (block: Block, saying: Saying): Html => {
  if (block.kind === 'text') return html`<p>${linked(block.text, saying)}</p>`
  if (block.kind === 'list')
    return html`<ul>${block.items.map((item) => html`<li>${linked(item, saying)}</li>`)}</ul>`
  return html`<div class="scroll" tabindex="0" role="group"><table class="tbl rows"><thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${block.rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) =>
        index === 0
          ? html`<th scope="row">${cell}</th>`
          : html`<td data-l="${block.head[index] ?? ''}">${linked(cell, saying)}</td>`,
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
  /** Where the organization counts its days. */
  readonly timeZone?: string
  /** What the words of the organization mean. */
  readonly glossary?: readonly GlossaryTerm[]
  /** Put before the sections. */
  readonly also?: Html
  /** Put after them. */
  readonly after?: Html
}

/** From the record of the version alone. */
const stamp = ({ document, row, state, timeZone }: ShownDocument, language: Language): Html => {
  const words = wordsFor(language)
  if (row === undefined || row.effective_at === null || row.published_at === null)
    return html`<p class="notice">${document === 'terms' ? words.standard : words.unnamed}</p>`
  const since = sayDayIn(language, row.effective_at, timeZone)
  const said =
    state === 'archived'
      ? words.archived(since)
      : state === 'scheduled'
        ? words.effectiveFrom(since)
        : words.effective(since)
  return html`<p class="stamp">${words.version(row.number)} · ${said} · ${words.updated(sayDayIn(language, row.published_at, timeZone))}<br>${words.digest} <code>${row.hash}</code></p>`
}

const otherVersions = ({ document, row, others, timeZone }: ShownDocument, asked: AskedPage): Html => {
  const words = wordsFor(asked.language)
  const rest = others.filter(({ number }) => number !== row?.number)
  if (rest.length === 0) return NOTHING
  return html`<section class="no-print"><h2>${words.earlier}</h2><ul>${rest.map(
    ({ number, effective_at }) =>
      html`<li><a href="${linkTo(asked, PATHS[document], { version: String(number) })}">${words.version(number)}, ${effective_at === null ? '' : sayDayIn(asked.language, effective_at, timeZone)}</a></li>`,
  )}</ul></section>`
}

const ofHit = ({ id, title, before, word, after }: Hit): Html =>
  html`<li><a href="#${id}">${title}</a>: …${before}<mark>${word}</mark>${after}…</li>`

/** Answered by the server, so that it works without a script. */
const finder = ({ document, rendering }: ShownDocument, asked: AskedPage): Html => {
  const words = wordsFor(asked.language)
  const { organization, version, q = '' } = asked.query
  const kept = { organization, version, lang: asked.language }
  const hidden = Object.entries(kept).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  )
  const hits = findIn(rendering, q)
  return html`<form class="find no-print" role="search" action="${PATHS[document]}">${hidden}<label for="find">${words.find}</label><input class="in" id="find" type="search" name="q" value="${q}" maxlength="100" required><button class="btn">${words.findButton}</button></form>
${hits === undefined ? NOTHING : html`<div class="found notice no-print" role="status"><p>${words.found(hits.length, q)}</p><ul>${hits.map(ofHit)}</ul></div>`}`
}

/** The cookie policy is a page of its own. */
const cookieLink = (asked: AskedPage): Html =>
  html`<p><a href="${linkTo(asked, PATHS.cookie_policy)}">${documentWords[asked.language].cookies.title}</a></p>`

/** The list of the words itself leads nowhere else. */
const sayingOf = ({ glossary = [] }: ShownDocument, asked: AskedPage, section: string): Saying => ({
  mark: wordsFor(asked.language).external,
  say: linkerOf(section === 'glossary' ? [] : glossary, asked),
})

const blocksOf = (shown: ShownDocument, asked: AskedPage, { id, blocks }: Section): readonly Html[] => {
  const saying = sayingOf(shown, asked, id)
  return blocks.map((block) => ofBlock(block, saying))
}

export const documentBody = (shown: ShownDocument, asked: AskedPage): Html => {
  const { title, lead, sections } = shown.rendering
  const words = wordsFor(asked.language)
  return html`<h1>${title}</h1><p class="lead">${lead}</p>${stamp(shown, asked.language)}
${finder(shown, asked)}<div class="doc"><nav class="toc" aria-label="${words.contents}"><ul>${sections.map(({ id, title: head }) => html`<li><a href="#${id}">${head}</a></li>`)}</ul></nav>
<div>${shown.also}${sections.map((one) => {
    const { id, title: head, summary } = one
    return html`<section id="${id}"><h2>${head}</h2>${summary === undefined ? NOTHING : html`<p class="summary"><b>${words.inShort}</b> ${summary}</p>`}${blocksOf(shown, asked, one)}${shown.document === 'privacy_policy' && id === 'cookies' ? cookieLink(asked) : NOTHING}</section>`
  })}${shown.after}${otherVersions(shown, asked)}</div></div>`
}
