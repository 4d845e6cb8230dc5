/** The letter to somebody a breach concerns (GDPR art. 34(2)), in their language, with where to ask and to complain. */
import { fill, type Letter } from '@loge/features/notices/server'
import type { PeopleLetter } from '../../core/index.ts'
import { remediesOf } from '../requests/letters.ts'
import type { RequestSettings } from '../requests/settings.ts'

type Language = 'en' | 'fr'

const texts = {
  en: {
    subject: 'What happened to your data ({reference})',
    body: 'Hello {name},\n\nSomething happened to data we hold about you. We found it on {found}.\n\nWhat happened:\n{nature}\n\nWhat it may lead to:\n{consequences}\n\nWhat we did, and what you can do:\n{advice}\n\nQuestions: {contact}\n\n{remedies}\n\n{controller}\nReference {reference}\n',
  },
  fr: {
    subject: 'Ce qui est arrivé à vos données ({reference})',
    body: 'Bonjour {name},\n\nUn incident a touché des données que nous conservons à votre sujet. Nous l’avons constaté le {found}.\n\nCe qui s’est passé :\n{nature}\n\nCe qui peut en résulter :\n{consequences}\n\nCe que nous avons fait et ce que vous pouvez faire :\n{advice}\n\nQuestions : {contact}\n\n{remedies}\n\n{controller}\nRéférence {reference}\n',
  },
} as const

export const peopleLetter = (
  { register, organization }: RequestSettings,
  words: PeopleLetter,
  about: {
    readonly language: Language
    readonly name: string
    readonly reference: string
    readonly found: string
  },
): Letter => {
  const { controller } = register
  const contact = [controller.dpo?.email, controller.email, controller.phone, controller.address].find(
    (one) => one !== undefined && one.trim() !== '',
  )
  const values = {
    ...words,
    ...about,
    contact: contact ?? organization,
    controller: controller.name === '' ? organization : controller.name,
    remedies: remediesOf(register, about.language).join('\n'),
  }
  const { subject, body } = texts[about.language]
  return { subject: fill(subject, values), text: fill(body, values).replaceAll(/\n{3,}/g, '\n\n') }
}
