/** The privacy centre: what is kept about whom, in one table; and the form to ask, for whoever has no account. */
import type { Register } from '@loge/features/law/core'
import type { AskedPage } from '@loge/http'
import { channelLines, documentWords, keptFor, type Language } from '../../../core/index.ts'
import { beside, linkTo, PATHS, wordsFor } from './frame.ts'
import { external, type Html, html, NOTHING } from './html.ts'

const lines = (register: Register, audience: string, language: Language): Html => {
  const { centre } = wordsFor(language)
  const kept = keptFor(register, audience, language)
  if (kept.length === 0) return html`<p>${centre.nothing}</p>`
  const [, why = '', seenBy = '', until = ''] = centre.head
  return html`<div class="scroll"><table class="tbl rows"><thead><tr>${centre.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${kept.map(
    (line) =>
      html`<tr><th scope="row">${line.what}</th><td data-l="${why}"><span>${line.why}<span class="note"><br>${line.basis}</span></span></td><td data-l="${seenBy}">${line.seenBy === '' ? centre.own : line.seenBy}</td><td data-l="${until}"><b>${line.until}</b></td></tr>`,
  )}</tbody></table></div>`
}

/** As the policy and the terms list them. */
const reach = (register: Register, language: Language): readonly string[] => [
  ...new Set([register.controller.email, ...channelLines(register, language)].filter((said) => said !== '')),
]

const who = (register: Register, language: Language): Html => {
  const { controller, jurisdiction } = register
  const { centre } = wordsFor(language)
  const { colon } = documentWords[language]
  const { authority } = jurisdiction
  return html`<p class="soft dense">${controller.name === '' ? NOTHING : html`${centre.controller}${colon}${controller.name}, ${controller.address}, <a href="mailto:${controller.email}">${controller.email}</a>. `}${
    controller.dpo === null
      ? NOTHING
      : html`${centre.dpo}${colon}${controller.dpo.name}, <a href="mailto:${controller.dpo.email}">${controller.dpo.email}</a>. `
  }${centre.complaint}${colon}${external(authority.web, authority.name, wordsFor(language).external)}, ${authority.address}.</p>
<h3>${centre.channels}</h3><ul>${channelLines(register, language).map((line) => html`<li>${line}</li>`)}</ul><p class="note" data-warning>${documentWords[language].privacy.transmission}</p>`
}

const option = (name: string, [label = '', note = '']: readonly string[], isFirst: boolean): Html =>
  html`<label class="opt"><input type="radio" name="right" value="${name}"${isFirst ? html` checked` : NOTHING} required><span><b>${label}</b><span class="note">${note}</span></span></label>`

/** The same form in the centre and on its own page; `few` shows the rights people ask for most. */
export const requestForm = (register: Register, asked: AskedPage, few: boolean): Html => {
  const { request, pages } = wordsFor(asked.language)
  const rights = Object.entries(request.rights)
  const shown = few ? rights.slice(0, 4) : rights
  return html`<form class="ask no-print" id="request" method="dialog" data-sent="${request.sent}" data-failed="${request.failed}" data-many="${request.tooMany}" data-needs="${request.needsAddress}" aria-labelledby="ask-title">
<h2 id="ask-title">${request.title}</h2><p class="soft dense">${request.lead}</p>
<p>${beside(linkTo(asked, PATHS.privacy_policy), pages.privacy_policy, asked.language)}</p>
<noscript><p class="notice">${request.noScript} ${reach(register, asked.language).join(' ; ')}</p></noscript>
<fieldset><legend>${request.what}</legend>${shown.map(([name, said], index) => option(name, said, index === 0))}</fieldset>
${few ? html`<p><a href="${linkTo(asked, PATHS.request)}">${request.rights.question[0] ?? pages.request}…</a></p>` : NOTHING}
<div class="field"><label for="ask-name">${request.name} *</label><input class="in" id="ask-name" name="name" required maxlength="200" autocomplete="name"></div>
<div class="field"><label for="ask-email">${request.email}</label><input class="in" id="ask-email" name="email" type="email" maxlength="254" autocomplete="email" aria-describedby="ask-email-hint"><p class="hint" id="ask-email-hint">${request.emailHint}</p></div>
<div class="field"><label for="ask-address">${request.address}</label><textarea class="in" id="ask-address" name="address" rows="2" maxlength="1000" autocomplete="street-address"></textarea></div>
<div class="field"><label for="ask-words">${request.words} *</label><textarea class="in" id="ask-words" name="words" rows="3" required maxlength="20000" aria-describedby="ask-words-hint"></textarea><p class="hint" id="ask-words-hint">${request.wordsHint}</p></div>
<div class="trap" aria-hidden="true"><label>${request.website}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<p role="status" class="notice" hidden></p>
<button class="btn btn-main btn-wide">${request.send}</button></form>`
}

export const centreBody = (register: Register, asked: AskedPage): Html => {
  const { language, query } = asked
  const { centre } = wordsFor(language)
  const { audiences, clock } = register
  const here = audiences.find(({ id }) => id === query['for']) ?? audiences[0]
  const { days } = clock
  return html`<div class="hero"><div><h1>${centre.title}</h1><p class="lead">${centre.lead}</p></div>
<ul class="promise">${centre.promises.map((said) => html`<li>${said}</li>`)}<li>${days === null || days > 30 ? centre.answer : centre.answerDays(days)}</li></ul></div>
<nav class="aud" aria-label="${centre.whom}">${audiences.map(
    ({ id, label }) =>
      html`<a href="${linkTo(asked, PATHS.centre, { for: id })}"${id === here?.id ? html` aria-current="true"` : NOTHING}>${label[language]}</a>`,
  )}</nav>
<div class="two"><section aria-labelledby="kept-title"><h2 id="kept-title">${here === undefined ? '' : centre.about(here.label[language])}</h2>
${here === undefined ? NOTHING : lines(register, here.id, language)}${who(register, language)}<p class="soft dense">${centre.inAccount}</p>${register.glossary.length === 0 ? NOTHING : html`<p><a href="${linkTo(asked, PATHS.glossary)}">${wordsFor(language).glossary.title}</a></p>`}</section>
${requestForm(register, asked, true)}</div>`
}
