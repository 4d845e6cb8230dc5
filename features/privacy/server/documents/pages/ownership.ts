/** Whose the elements of the service are, and the works of others in it with their licences. */
import type { Register } from '@loge/features/law/core'
import { isOperatorNamed, type Language } from '../../../core/index.ts'
import type { DocumentsDeps } from '../routes.ts'
import { wordsFor } from './frame.ts'
import { type Html, html } from './html.ts'

/** Whose the elements are, and whose work the software contains: of the software that runs, so of no version. */
export const ownership = (
  licences: DocumentsDeps['licences'],
  register: Register,
  language: Language,
): Html => {
  const words = wordsFor(language)
  const operator = isOperatorNamed(register) ? register.controller.name : words.theOperator
  const byLicence = [...Map.groupBy(licences, ({ licence }) => licence)].toSorted(([a], [b]) =>
    a.localeCompare(b),
  )
  return html`<section id="licences"><h2>${words.ownership}</h2><p>${words.owner(operator)}</p><p>${words.licences(licences.length)}</p>
<ul>${byLicence.map(([licence, works]) => html`<li><b>${licence}</b> ${works.map(({ name, version }) => `${name} ${version}`).join(', ')}</li>`)}</ul></section>`
}
