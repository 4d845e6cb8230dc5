/** What a document says: plain blocks in both languages, so that one text is shown, printed and hashed alike. */

export const DOCUMENTS = [
  'terms',
  'privacy_policy',
  'cookie_policy',
  'legal_notice',
  'confidentiality',
] as const
export type DocumentName = (typeof DOCUMENTS)[number]

/** Made from the register in force, never typed. */
export const RENDERED = ['privacy_policy', 'cookie_policy', 'legal_notice', 'confidentiality'] as const
export type RenderedName = (typeof RENDERED)[number]

export type Language = 'en' | 'fr'
export const LANGUAGES: readonly Language[] = ['en', 'fr']

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export interface Section {
  readonly id: string
  readonly title: string
  /** What it says, in a sentence of plain words. */
  readonly summary?: string
  readonly blocks: readonly Block[]
}

export interface Rendering {
  readonly title: string
  readonly lead: string
  readonly sections: readonly Section[]
}

export type DocumentContent = Readonly<Record<Language, Rendering>>

export const text = (said: string): Block => ({ kind: 'text', text: said })
export const list = (items: readonly string[]): Block => ({ kind: 'list', items })
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
})

/** A section that has nothing to say is left out. */
export const section = (id: string, title: string, blocks: readonly Block[]): readonly Section[] => {
  const said = blocks.filter(
    (block) =>
      (block.kind === 'text' && block.text.trim() !== '') ||
      (block.kind === 'list' && block.items.length > 0) ||
      (block.kind === 'table' && block.rows.length > 0),
  )
  return said.length === 0 ? [] : [{ id, title, blocks: said }]
}
