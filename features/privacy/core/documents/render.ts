/** Documents made from a register, and typed ones filled in from it. */
import { isMailAddress, type Register } from '@loge/features/law/core'
import type { Block, DocumentContent, Language, RenderedName, Rendering, Section } from './content.ts'
import { renderConfidentiality } from './confidentiality.ts'
import { renderCookies } from './cookies.ts'
import { renderLegal } from './legal.ts'
import { channelLines } from './channels.ts'
import { renderPolicy } from './policy.ts'
import { summarized } from './summaries.ts'

const RENDERERS: Readonly<Record<RenderedName, (register: Register, language: Language) => Rendering>> = {
  privacy_policy: renderPolicy,
  cookie_policy: renderCookies,
  legal_notice: renderLegal,
  confidentiality: renderConfidentiality,
}

export const renderDocument = (name: RenderedName, register: Register): DocumentContent => ({
  en: summarized(RENDERERS[name](register, 'en'), 'en'),
  fr: summarized(RENDERERS[name](register, 'fr'), 'fr'),
})

/** Who answers for the data, as far as a page has to name them. */
export const isOperatorNamed = ({ controller: { name, address, email } }: Register): boolean =>
  name.trim() !== '' && address.trim() !== '' && isMailAddress(email)

/** What a typed text may name instead of repeating it, so that it follows the register at each publication. */
const valuesOf = (
  { controller, jurisdiction, channels }: Register,
  language: Language,
): Readonly<Record<string, string>> => ({
  operator: controller.name,
  address: controller.address,
  email: controller.email,
  law: jurisdiction.law[language],
  authority: jurisdiction.authority.name,
  channels: channelLines({ channels }, language).join(' ; '),
})

export const fill = (said: string, register: Register, language: Language): string => {
  const values = valuesOf(register, language)
  return said.replaceAll(/\{(\w+)\}/g, (found, name: string) => values[name] ?? found)
}

const fillBlock = (block: Block, say: (said: string) => string): Block => {
  if (block.kind === 'text') return { ...block, text: say(block.text) }
  if (block.kind === 'list') return { ...block, items: block.items.map(say) }
  return { ...block, head: block.head.map(say), rows: block.rows.map((row) => row.map(say)) }
}

export const fillDocument = (content: DocumentContent, register: Register): DocumentContent => {
  const filled = (language: Language): Rendering => {
    const say = (said: string) => fill(said, register, language)
    const { title, lead, sections } = content[language]
    const fillSection = (one: Section): Section => ({
      ...one,
      title: say(one.title),
      ...(one.summary === undefined ? {} : { summary: say(one.summary) }),
      blocks: one.blocks.map((block) => fillBlock(block, say)),
    })
    return { title: say(title), lead: say(lead), sections: sections.map(fillSection) }
  }
  return { en: filled('en'), fr: filled('fr') }
}
