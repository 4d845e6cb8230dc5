/** HTML as a value: whatever is put into it is text unless it was made here, so that nobody's words become markup. */

const markup: unique symbol = Symbol('markup')
export interface Html {
  readonly [markup]: string
}
type Part = string | number | Html | readonly Html[] | undefined

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)

const isHtml = (part: unknown): part is Html => typeof part === 'object' && part !== null && markup in part

const written = (part: Part): string => {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return isHtml(part) ? part[markup] : part.map((one) => one[markup]).join('')
}

export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [markup]: strings.reduce((all, text, index) => all + written(parts[index - 1]) + text),
})

export const textOf = (page: Html): string => page[markup]

/** Only for what the code itself wrote, such as a style sheet. */
export const trusted = (text: string): Html => ({ [markup]: text })

export const NOTHING: Html = html``

/** A way out to somebody else's site: marked as one, and the page it leads to learns nothing of this one. */
export const external = (href: string, label: string, mark: string): Html =>
  html`<a href="${href}" rel="external noopener noreferrer">${label}<span class="ext" role="img" aria-label=" (${mark})"></span></a>`
