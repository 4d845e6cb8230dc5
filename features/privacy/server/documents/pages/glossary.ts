/** The words an organization explains: a page of their own, from its register, and a way to it wherever one is used. */
import type { GlossaryTerm } from '@loge/features/law/core'
import type { AskedPage } from '@loge/http'
import { documentWords } from '../../../core/index.ts'
import { linkTo, PATHS, wordsFor } from './frame.ts'
import { type Html, html } from './html.ts'

const anchorOf = (id: string): string => `word-${id}`
const escaped = (said: string): string => said.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Somebody reads a section from its top: its first use of a word leads to what it means, the others would be noise. */
export const linkerOf = (
  glossary: readonly GlossaryTerm[],
  asked: Pick<AskedPage, 'query' | 'language'>,
): ((said: string) => Html) => {
  const idOf = new Map(glossary.map(({ id, term }) => [term[asked.language].toLowerCase(), id]))
  if (idOf.size === 0) return (said) => html`${said}`
  // Of two words that begin alike the longer one is meant.
  const words = [...idOf.keys()].toSorted((one, other) => other.length - one.length).map(escaped)
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}-])(${words.join('|')})s?(?![\p{L}\p{N}-])`, 'giu')
  const linked = new Set<string>()
  return (said) => {
    const parts: Html[] = []
    let end = 0
    for (const found of said.matchAll(pattern)) {
      const id = idOf.get(found[1]?.toLowerCase() ?? '')
      if (id === undefined || linked.has(id)) continue
      linked.add(id)
      const href = `${linkTo(asked, PATHS.glossary)}#${anchorOf(id)}`
      parts.push(html`${said.slice(end, found.index)}<a href="${href}">${found[0]}</a>`)
      end = found.index + found[0].length
    }
    return html`${parts}${said.slice(end)}`
  }
}

export const glossaryBody = (glossary: readonly GlossaryTerm[], asked: AskedPage): Html => {
  const { language } = asked
  const words = wordsFor(language)
  const { lead, none } = words.glossary
  const inOrder = glossary.toSorted((one, other) =>
    one.term[language].localeCompare(other.term[language], language),
  )
  return html`<h1>${words.glossary.title}</h1><p class="lead">${glossary.length === 0 ? none : lead}</p>
<dl class="words">${inOrder.map(
    ({ id, term, definition }) =>
      html`<div id="${anchorOf(id)}"><dt><b>${term[language]}</b></dt><dd>${definition[language]}</dd></div>`,
  )}</dl><p><a href="${linkTo(asked, PATHS.privacy_policy)}">${documentWords[language].privacy.title}</a></p>`
}
