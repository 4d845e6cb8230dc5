/** The ways in an organization tells of, said alike wherever they stand: they are data of its register, and typed nowhere. */
import type { ChannelKind, Register } from '@loge/features/law/core'
import type { Language } from './content.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<ChannelKind, string>>>> = {
  en: {
    web_form: 'form',
    in_app: 'in the application, under My data',
    email: 'e-mail',
    post: 'letter',
    phone: 'telephone',
  },
  fr: {
    web_form: 'formulaire',
    in_app: 'dans l’application, sous Mes données',
    email: 'courriel',
    post: 'courrier',
    phone: 'téléphone',
  },
}

export const channelLines = (
  { channels }: Pick<Register, 'channels'>,
  language: Language,
  use: 'questions' | 'rights' = 'rights',
): readonly string[] =>
  channels
    .filter((one) => one.for.includes(use))
    .map(({ kind, address }) =>
      [WORDS[language][kind], address].filter((said) => said.trim() !== '').join(' : '),
    )
    .map((line) => (language === 'en' ? line.replace(' : ', ': ') : line.replace(' : ', '\u00a0: ')))
