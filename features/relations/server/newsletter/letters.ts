/** The letters of the newsletter, with the way out in each. */
import type { Sentence } from '@loge/features/law/core'
import { linkTo, PATHS } from '@loge/features/privacy/server'
import type { LetterText, Signed } from '../letter-texts.ts'

const address = ({ origin, slug, language }: Signed, path: string, token?: string): string =>
  `${origin}${linkTo({ query: { organization: slug }, language }, path, token === undefined ? {} : { token })}`

export const confirmLetter = (signed: Signed, list: Sentence, token: string): LetterText => {
  const url = address(signed, PATHS.newsletter_confirm, token)
  const name = list[signed.language]
  return {
    en: {
      subject: `Please confirm: ${name} · ${signed.name}`,
      body: `Hello,\n\nSomebody asked that “${name}” be sent to this address. If it was you, confirm it here within two days:\n${url}\n\nIf it was not, do nothing: this address is forgotten by then, and nothing more comes.\n\n${signed.name}\n`,
    },
    fr: {
      subject: `Merci de confirmer : ${name} · ${signed.name}`,
      body: `Bonjour,\n\nOn nous a demandé d’envoyer « ${name} » à cette adresse. Si c’était vous, confirmez-le ici dans les deux jours :\n${url}\n\nSinon, ne faites rien : cette adresse est alors oubliée, et plus rien ne vient.\n\n${signed.name}\n`,
    },
  }[signed.language]
}

export interface Issue {
  readonly subject: Sentence
  readonly body: Sentence
  readonly token: string
}

/** RFC 8058: a mail program ends it with one press, without opening a page. */
export const newsletterLetter = (
  signed: Signed,
  { subject, body, token }: Issue,
): LetterText & { readonly headers: Readonly<Record<string, string>> } => {
  const { language } = signed
  const out = address(signed, PATHS.newsletter_end, token)
  const foot = {
    en: `You receive this because you subscribed and confirmed it.\nUnsubscribe, in one press and without an account: ${out}\nWhat becomes of your data: ${address(signed, PATHS.privacy_policy)}\n`,
    fr: `Vous recevez cette lettre parce que vous vous y êtes inscrit et l’avez confirmé.\nVous désinscrire, d’une pression et sans compte : ${out}\nCe que deviennent vos données : ${address(signed, PATHS.privacy_policy)}\n`,
  }[language]
  return {
    subject: subject[language],
    body: `${body[language]}\n\n--\n${signed.name}\n${foot}`,
    headers: { 'List-Unsubscribe': `<${out}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}
