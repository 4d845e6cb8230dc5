/** What whoever works with the data of others signs before they see any (GDPR art. 28(3)(b), 29, 32(4)). */
import type { Register } from '@loge/features/law/core'
import { type Language, list, type Rendering, section, text } from './content.ts'
import { linesOf } from './policy.ts'
import { documentWords } from './words.ts'

export const renderConfidentiality = ({ controller }: Register, language: Language): Rendering => {
  const { confidentiality: say } = documentWords[language]
  return {
    title: say.title,
    lead: say.lead,
    sections: [
      ...section('towards', say.towards, [
        list(linesOf(controller.name, controller.legalForm, controller.registration, controller.address)),
      ]),
      ...section('undertaking', say.undertaking, [list(say.undertakings)]),
      ...section('secrets', say.secrets, [text(say.secretsText)]),
      ...section('lasting', say.lasting, [text(say.lastingText)]),
      ...section('breaking', say.breaking, [text(say.breakingText)]),
    ],
  }
}
