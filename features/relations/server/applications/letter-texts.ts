/** Letters to whoever applied, whole, in their language. */
import { linkTo, PATHS } from '@loge/features/privacy/server'
import { foot, type LetterText, type Signed } from '../letter-texts.ts'

export const linkOf = ({ origin, slug, language }: Signed, token: string): string =>
  `${origin}${linkTo({ query: { organization: slug }, language }, PATHS.applied, { token })}`

export const receivedLetter = (signed: Signed, token: string): LetterText =>
  ({
    en: {
      subject: `Your application arrived · ${signed.name}`,
      body: `Hello,\n\nYour application arrived. Only the people who recruit open it.\n\nHow far it is, who opened it and until when it is kept, and how to withdraw it or to leave the list of those we call back:\n${linkOf(signed, token)}\n\nWhoever has this link sees your application: do not pass it on.\n\n${foot(signed)}`,
    },
    fr: {
      subject: `Votre candidature nous est parvenue · ${signed.name}`,
      body: `Bonjour,\n\nVotre candidature nous est parvenue. Seules les personnes qui recrutent l’ouvrent.\n\nOù elle en est, qui l’a ouverte, jusqu’à quand elle est conservée, et comment la retirer ou sortir de la liste des personnes à rappeler :\n${linkOf(signed, token)}\n\nQui détient ce lien voit votre candidature : ne le transmettez pas.\n\n${foot(signed)}`,
    },
  })[signed.language]

export const movedLetter = (
  signed: Signed,
  { words, token }: { readonly words: string; readonly token: string },
): LetterText =>
  ({
    en: {
      subject: `About your application · ${signed.name}`,
      body: `Hello,\n\n${words}\n\nYour application, what is kept of it and until when:\n${linkOf(signed, token)}\n\n${foot(signed)}`,
    },
    fr: {
      subject: `Au sujet de votre candidature · ${signed.name}`,
      body: `Bonjour,\n\n${words}\n\nVotre candidature, ce qui en est conservé et jusqu’à quand :\n${linkOf(signed, token)}\n\n${foot(signed)}`,
    },
  })[signed.language]
