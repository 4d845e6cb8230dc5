/** The legal notice: who runs the service, as the register says. */
import type { Register } from '@loge/features/law/core'
import { type Language, list, type Rendering, section, text } from './content.ts'
import { linesOf } from './policy.ts'
import { documentWords } from './words.ts'

export const renderLegal = (
  { controller, jurisdiction, transfers }: Register,
  language: Language,
): Rendering => {
  const { legal } = documentWords[language]
  const { authority } = jurisdiction
  return {
    title: legal.title,
    lead: legal.lead,
    sections: [
      ...section('operator', legal.operator, [
        list(linesOf(controller.name, controller.legalForm, controller.registration, controller.address)),
      ]),
      ...section('contact', legal.contact, [
        list(linesOf(controller.email, controller.phone, controller.web)),
        text(documentWords[language].privacy.transmission),
      ]),
      ...section('law', legal.law, [text(jurisdiction.law[language])]),
      ...section('authority', legal.authority, [
        list(linesOf(authority.name, authority.address, authority.web)),
      ]),
      ...section('hosting', legal.hosting, [
        list(transfers.locations.map(({ label, country }) => `${label[language]} (${country})`)),
      ]),
    ],
  }
}
