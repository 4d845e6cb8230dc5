/** What there is to read of a document before anybody published it. */
import { asksSecrecy, type Register } from '@loge/features/law/core'
import {
  type Block,
  type DocumentContent,
  type DocumentName,
  fillDocument,
  isOperatorNamed,
  type Language,
  RENDERED,
  renderDocument,
  type RenderedName,
  type Rendering,
  termsTemplate,
} from '../../../core/index.ts'
import { wordsFor } from './frame.ts'

const isRendered = (document: DocumentName): document is RenderedName =>
  (RENDERED as readonly string[]).includes(document)

/** Terms are there before anybody published theirs: those that come with the software, with whoever is named so far. */
export const standardTerms = (register: Register | undefined): DocumentContent => {
  if (register !== undefined && isOperatorNamed(register)) return fillDocument(termsTemplate, register)
  const law = register?.jurisdiction.law
  const named = (language: Language): Rendering => {
    const { title, lead, sections } = termsTemplate[language]
    const say = (said: string) => {
      const whole = said.replaceAll('{operator}', wordsFor(language).theOperator)
      return whole.charAt(0).toUpperCase() + whole.slice(1)
    }
    const known = sections.map((section) => ({
      ...section,
      blocks: section.blocks.flatMap((block): readonly Block[] => {
        if (block.kind !== 'text') return [block]
        if (
          /\{(?:address|channels)\}/.test(block.text) ||
          (block.text.includes('{law}') && law === undefined)
        )
          return []
        return [{ ...block, text: say(block.text).replaceAll('{law}', law?.[language] ?? '') }]
      }),
    }))
    return { title, lead: say(lead), sections: known }
  }
  return { en: named('en'), fr: named('fr') }
}

/** What there is to read of a document nobody published; of a version that is not there, nothing. */
export const unpublished = (document: DocumentName, register: Register, number: number | undefined) => {
  if (number !== undefined || (document === 'confidentiality' && !asksSecrecy(register))) return undefined
  return isRendered(document) ? renderDocument(document, register) : standardTerms(register)
}
