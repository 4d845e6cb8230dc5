/** The public page of how the service stands: now, to come, and the last twelve months; before sign-in and without a script. */
import { sayDayIn, sayMomentIn } from '@loge/features/law/server'
import { type Html, html, NOTHING, organizationPage, PATHS } from '@loge/features/privacy/server'
import type { Page } from '@loge/http'
import { HOUR_MS, type Instant, MINUTE_MS } from '@loge/kernel'
import { interruptionState, type Language, serviceWords } from '../core/index.ts'
import type { ServiceDeps } from './routes.ts'
import { readStanding, type Standing, type StoredInterruption } from './store.ts'

interface Reader {
  readonly language: Language
  readonly zone: string
  readonly now: Instant
}

const spanOf = ({ startsAt, endsAt }: StoredInterruption, { language, zone }: Reader): string => {
  const words = serviceWords[language]
  const said = (at: Instant) => sayMomentIn(language, at, zone)
  return endsAt === null ? said(startsAt) : words.span(said(startsAt), said(endsAt))
}

const lengthOf = ({ startsAt, endsAt }: StoredInterruption, { language }: Reader): string => {
  const words = serviceWords[language]
  if (endsAt === null) return words.goesOn
  const ms = endsAt - startsAt
  if (ms < 2 * HOUR_MS) return words.minutes(Math.max(1, Math.round(ms / MINUTE_MS)))
  return words.hours((ms / HOUR_MS).toLocaleString(language, { maximumFractionDigits: 1 }))
}

const table = (shown: readonly StoredInterruption[], reader: Reader): Html => {
  const words = serviceWords[reader.language]
  if (shown.length === 0) return html`<p>${words.nothing}</p>`
  const [, long = '', cause = '', what = ''] = words.head
  return html`<div class="scroll"><table class="tbl rows"><thead><tr>${words.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${shown.map(
    (one) =>
      html`<tr><th scope="row">${spanOf(one, reader)}</th><td data-l="${long}">${lengthOf(one, reader)}</td><td data-l="${cause}">${one.cause === null ? words.unsaid : words.causes[one.cause]}</td><td data-l="${what}">${one.cancelledAt === null ? NOTHING : html`<b>${words.cancelled}</b> `}${one.words?.[reader.language] ?? ''}</td></tr>`,
  )}</tbody></table></div>`
}

const standsNow = (all: readonly StoredInterruption[], reader: Reader): Html => {
  const words = serviceWords[reader.language]
  const now = all.filter((one) => interruptionState(one, reader.now) === 'now')
  if (now.length === 0) return html`<p class="notice"><b>${words.fine}</b></p>`
  return html`${now.map(
    (one) =>
      html`<p class="notice"><b>${one.kind === 'planned' ? words.planned : words.now}</b> ${one.words?.[reader.language] ?? ''}</p>`,
  )}`
}

const measured = ({ since, share }: Standing, { language, zone }: Reader): Html => {
  if (since === null) return NOTHING
  const words = serviceWords[language]
  const percent = share.toLocaleString(language, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return html`<p>${words.share(percent)} (${words.since(sayDayIn(language, since, zone))}).</p>`
}

export const servicePages = (deps: ServiceDeps): readonly Page[] => [
  organizationPage(deps, PATHS.status, {
    write: async ({ transaction, organizationId, now, timeZone: zone }, { language }) => {
      const words = serviceWords[language]
      const reader = { language, zone, now }
      const standing = await readStanding(transaction, organizationId, now)
      const inState = (...states: readonly string[]) =>
        standing.interruptions.filter((one) => states.includes(interruptionState(one, now)))
      return {
        status: 200,
        title: words.title,
        body: html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>${standsNow(standing.interruptions, reader)}<p>${words.doors}</p>
<section><h2>${words.coming}</h2>${table(inState('coming').toReversed(), reader)}</section>
<section><h2>${words.history}</h2>${measured(standing, reader)}${table(inState('now', 'over', 'cancelled'), reader)}</section>`,
      }
    },
  }),
]
