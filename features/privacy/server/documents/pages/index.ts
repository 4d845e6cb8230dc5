/** The public pages: before sign-in, while suspended, with cookies refused, without a script, and on paper. */
import { timeZoneOf } from '@loge/features/law/server'
import type { AskedPage, Page } from '@loge/http'
import type { Instant } from '@loge/kernel'
import { type DocumentName, DOCUMENTS, offeredOf } from '../../../core/index.ts'
import type { DocumentsDeps } from '../routes.ts'
import { findDocument, findDocumentVersion, listDocuments, stateOfDocument } from '../store.ts'
import { centreBody, requestForm } from './centre-page.ts'
import { documentBody } from './document-page.ts'
import { glossaryBody } from './glossary.ts'
import { framedPage, linkTo, PATHS, wordsFor } from './frame.ts'
import { type Html, html } from './html.ts'
import { organizationPage, type Place, type Written } from './organization-page.ts'
import { ownership } from './ownership.ts'
import { standardTerms, unpublished } from './unpublished.ts'

type Write = (place: Place, asked: AskedPage) => Promise<Written>

const choices = ({ register }: Place, { language }: AskedPage): Html => {
  const words = wordsFor(language)
  const isAsked = offeredOf(register).length > 0
  return html`<section id="choices" class="no-print"><h2>${words.choicesTitle}</h2>${
    isAsked
      ? html`<div data-choices></div><noscript><p>${words.scriptless}</p></noscript>`
      : html`<p>${words.noChoice}</p>`
  }</section>`
}

const versionAsked = ({ query }: AskedPage): number | undefined => {
  const number = Number(query['version'])
  return Number.isInteger(number) && number > 0 && number < 1_000_000 ? number : undefined
}

const findShown = async (
  { transaction, organizationId }: Place,
  document: DocumentName,
  { number, at }: { readonly number: number | undefined; readonly at: Instant },
) => {
  const inForce = await findDocument(transaction, organizationId, { document, at })
  const row =
    number === undefined
      ? inForce
      : await findDocumentVersion(transaction, organizationId, { document, number })
  return { inForce, row: row?.published_at === null ? undefined : row }
}

const writeDocument =
  (deps: DocumentsDeps, document: DocumentName): Write =>
  async (place, asked) => {
    const { transaction, organizationId, register } = place
    const words = wordsFor(asked.language)
    const at = deps.world.now()
    const number = versionAsked(asked)
    const { row, inForce } = await findShown(place, document, { number, at })
    const content = row?.content ?? unpublished(document, register, number)
    if (content === undefined)
      return {
        status: 404,
        title: words.pages[document],
        body: html`<h1>${words.none}</h1><p class="lead">${words.noneLead}</p>`,
      }
    const others = (await listDocuments(transaction, organizationId, document)).filter(
      ({ published_at }) => published_at !== null,
    )
    const rendering = content[asked.language]
    const shown = {
      document,
      row,
      state: row === undefined ? ('in_force' as const) : stateOfDocument(row, inForce?.number, at),
      rendering,
      others,
      glossary: register.glossary,
      timeZone: await timeZoneOf(transaction),
      ...(document === 'cookie_policy' ? { also: choices(place, asked) } : {}),
      ...(document === 'legal_notice' ? { after: ownership(deps.licences, register, asked.language) } : {}),
    }
    return { status: 200, title: rendering.title, body: documentBody(shown, asked) }
  }

const writeCentre: Write = async ({ register }, asked) => ({
  status: 200,
  title: wordsFor(asked.language).centre.title,
  body: centreBody(register, asked),
})

const writeRequest: Write = async ({ register }, asked) => {
  const { title, lead } = wordsFor(asked.language).request
  return {
    status: 200,
    title,
    body: html`<h1>${title}</h1><p class="lead">${lead}</p><div class="only">${requestForm(register, asked, false)}</div>`,
  }
}

const writeGlossary: Write = async ({ register }, asked) => ({
  status: 200,
  title: wordsFor(asked.language).glossary.title,
  body: glossaryBody(register.glossary, asked),
})

/** Where several organizations share an address and none is named: what holds for all of them so far. */
const anybodysTerms = (asked: AskedPage) => {
  const rendering = standardTerms(undefined)[asked.language]
  const { whichLead } = wordsFor(asked.language)
  const shown = { document: 'terms', row: undefined, state: 'in_force', rendering, others: [] } as const
  const body = html`<p class="notice">${whichLead}</p>${documentBody(shown, asked)}`
  return {
    status: 200,
    html: framedPage({ asked, name: undefined, path: PATHS.terms, title: rendering.title, body }),
  }
}

/** For whoever proved who they are and is locked out: what stays open, and who to write to. */
const writeSuspended: Write = async ({ register }, asked) => {
  const { suspended, pages, request } = wordsFor(asked.language)
  const { name, address, email } = register.controller
  return {
    status: 200,
    title: suspended.title,
    body: html`<h1>${suspended.title}</h1><p class="lead">${suspended.lead}</p>
<h2>${suspended.contact}</h2><p>${name === '' ? suspended.lodge : html`${name}, ${address}, <a href="mailto:${email}">${email}</a>`}</p>
<h2>${suspended.open}</h2><ul><li><a href="${linkTo(asked, PATHS.terms)}">${pages.terms}</a>: ${suspended.terms}</li>
<li><a href="${linkTo(asked, PATHS.request)}">${request.title}</a>: ${suspended.rights}</li>
<li><a href="${linkTo(asked, PATHS.centre)}">${pages.centre}</a></li></ul>`,
  }
}

const pageOf = (deps: DocumentsDeps, path: Page['path'], write: Write): Page =>
  organizationPage(deps, path, {
    write,
    ...(path === PATHS.terms ? { anybodys: anybodysTerms } : {}),
  })

export const documentPages = (deps: DocumentsDeps): readonly Page[] => [
  ...DOCUMENTS.map((document) => pageOf(deps, PATHS[document], writeDocument(deps, document))),
  pageOf(deps, PATHS.centre, writeCentre),
  pageOf(deps, PATHS.request, writeRequest),
  pageOf(deps, PATHS.glossary, writeGlossary),
  pageOf(deps, PATHS.suspended, writeSuspended),
]
