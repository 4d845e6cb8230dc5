/** What is around every public page: who it is of, the ways to the others, the language, and the foot. */
import type { AskedPage } from '@loge/http'
import type { DocumentName, Language } from '../../../core/index.ts'
import { type Html, html, NOTHING, textOf, trusted } from './html.ts'
import { style } from './style.ts'
import { type PageWords, pageWords } from './words.ts'

export const PATHS = {
  terms: '/terms',
  privacy_policy: '/privacy-policy',
  cookie_policy: '/cookies',
  legal_notice: '/legal',
  confidentiality: '/confidentiality',
  centre: '/privacy-centre',
  request: '/privacy-centre/request',
  glossary: '/privacy-centre/words',
  suspended: '/suspended',
  status: '/status',
  contact: '/contact',
  apply: '/apply',
  applied: '/apply/mine',
  newsletter: '/newsletter',
  newsletter_confirm: '/newsletter/confirm',
  newsletter_end: '/newsletter/unsubscribe',
} as const satisfies Readonly<Record<DocumentName, string>> & Readonly<Record<string, string>>

export interface Framed {
  readonly asked: Pick<AskedPage, 'query' | 'language' | 'styleSheets'>
  /** Of the organization; undefined where it is not known. */
  readonly name: string | undefined
  readonly path: string
  readonly title: string
  readonly body: Html
}

export const wordsFor = (language: Language): PageWords => pageWords[language]

/** The same page for whoever follows a link: of the same organization, in the same language. */
export const linkTo = (
  { query, language }: Pick<AskedPage, 'query' | 'language'>,
  path: string,
  also: Readonly<Record<string, string>> = {},
): string => {
  const { organization } = query
  const search = new URLSearchParams({
    ...(organization === undefined ? {} : { organization }),
    lang: language,
    ...also,
  })
  return `${path}?${search}`
}

/** What may be read meanwhile: it opens beside, so that nothing that was typed is lost. */
export const beside = (href: string, label: string, language: Language): Html =>
  html`<a href="${href}" target="_blank" rel="noopener">${label}</a> <span class="note">(${wordsFor(language).newTab})</span>`

/** To the other language of what is read, at the same version. */
const otherLanguage = ({ asked, path }: Framed, words: PageWords): Html => {
  const lang = asked.language === 'en' ? 'fr' : 'en'
  const { version, for: audience } = asked.query
  const also = {
    ...(version === undefined ? {} : { version }),
    ...(audience === undefined ? {} : { for: audience }),
    lang,
  }
  return html`<a href="${linkTo(asked, path, also)}" hreflang="${lang}" lang="${lang}" data-language="${lang}">${words.otherLanguage}</a>`
}

const head = ({ asked, title, name }: Framed): Html => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${[title, name].filter((part) => part !== undefined).join(' · ')}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${asked.styleSheets.map((path) => html`<link rel="stylesheet" href="${path}">`)}
<style>${style}</style>
<script src="/public.js"></script>
<script src="/choices.js" defer></script>`

const bar = (framed: Framed, words: PageWords): Html => {
  const { asked, name, path } = framed
  const entry = (to: string, label: string) =>
    html`<a href="${linkTo(asked, to)}"${to === path ? html` aria-current="page"` : NOTHING}>${label}</a>`
  return html`<header class="bar on-green"><div class="wrap">
<a class="logo" href="${linkTo(asked, PATHS.centre)}">${name ?? 'Loge'}</a>
<nav aria-label="${words.main}">${entry(PATHS.centre, words.pages.centre)}${entry(PATHS.contact, words.pages.contact)}<a href="/sign-in">${words.signIn}</a></nav>
${otherLanguage(framed, words)}</div></header>`
}

const foot = ({ asked }: Framed, words: PageWords): Html => {
  const link = (path: string, label: string) => html`<a href="${linkTo(asked, path)}">${label}</a>`
  const { pages } = words
  return html`<footer class="foot"><nav class="wrap" aria-label="${words.foot}">
${link(PATHS.terms, pages.terms)} ${link(PATHS.privacy_policy, pages.privacy_policy)}
${link(PATHS.cookie_policy, pages.cookie_policy)} ${link(PATHS.legal_notice, pages.legal_notice)}
${link(PATHS.centre, pages.centre)} ${link(PATHS.contact, pages.contact)} ${link(PATHS.newsletter, pages.newsletter)} ${link(PATHS.status, pages.status)} <a href="${linkTo(asked, PATHS.cookie_policy)}#choices">${pages.choices}</a>
<a href="/sign-in">${words.backToSignIn}</a> <a href="#top">${words.toTop}</a></nav></footer>`
}

/** French sets some marks apart, and they stay on the line of their word. */
const spaced = (body: Html, language: Language): Html =>
  language === 'fr' ? trusted(textOf(body).replaceAll(/ (?=[;?!»:](?:[\s<]|$))/g, '\u00a0')) : body

export const framedPage = (framed: Framed): string => {
  const { language, query } = framed.asked
  const words = wordsFor(language)
  return `<!doctype html>${textOf(html`<html lang="${language}" id="top" data-organization="${query['organization'] ?? ''}">
<head>${head(framed)}</head>
<body><a class="skip" href="#main">${words.skip}</a>
${bar(framed, words)}
<main class="wrap" id="main">${spaced(framed.body, language)}</main>
${foot(framed, words)}
</body></html>`)}`
}
