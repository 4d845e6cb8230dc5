/** Letters to those outside, whole, in the language of whoever reads them. */
import type { Register } from '@loge/features/law/core'
import { linkTo, PATHS } from '@loge/features/privacy/server'

type Language = 'en' | 'fr'

export interface Signed {
  readonly name: string
  readonly origin: string
  readonly slug: string
  readonly language: Language
}

const link = ({ origin, slug, language }: Signed, path: string): string =>
  `${origin}${linkTo({ query: { organization: slug }, language }, path)}`

export const foot = (signed: Signed): string =>
  ({
    en: `${signed.name}\n\nWhat becomes of your data: ${link(signed, PATHS.privacy_policy)}\nA copy, a correction, an erasure, an objection: ${link(signed, PATHS.request)}\n`,
    fr: `${signed.name}\n\nCe que deviennent vos données : ${link(signed, PATHS.privacy_policy)}\nUne copie, une rectification, un effacement, une opposition : ${link(signed, PATHS.request)}\n`,
  })[signed.language]

export interface LetterText {
  readonly subject: string
  readonly body: string
}

export const answerLetter = (
  signed: Signed,
  { words, wrote }: { readonly words: string; readonly wrote: string },
): LetterText => {
  const quoted = wrote
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  return {
    en: {
      subject: `Our answer to your message · ${signed.name}`,
      body: `Hello,\n\n${words}\n\n${foot(signed)}\nYou wrote to us:\n${quoted}\n`,
    },
    fr: {
      subject: `Notre réponse à votre message · ${signed.name}`,
      body: `Bonjour,\n\n${words}\n\n${foot(signed)}\nVous nous avez écrit :\n${quoted}\n`,
    },
  }[signed.language]
}

export interface Found {
  /** As the register calls the source. */
  readonly source: string
  readonly supplier: string | null
  readonly url: string | null
  readonly collectedOn: string
}

/** GDPR art. 14: what we hold, from whom, what for, how long, and every right over it. */
export const noticeLetter = (signed: Signed, register: Register, found: Found): LetterText => {
  const { language } = signed
  const { controller, jurisdiction } = register
  const authority = `${jurisdiction.authority.name}, ${jurisdiction.authority.web}`
  const address = [controller.email, controller.address].filter((part) => part !== '').join(', ')
  const from = [found.supplier, found.url].filter((part) => part !== null).join(', ')
  return {
    en: {
      subject: `We hold data about you · ${signed.name}`,
      body: `Hello,\n\nWe hold your name and how to reach you, and you did not give them to us yourself. They came to us on ${found.collectedOn} from: ${found.source}${from === '' ? '' : ` (${from})`}.\n\n${signed.name} answers for them${address === '' ? '' : ` (${address})`}. What for, on which legal basis, how long, who sees them and whether they leave the country stands in our policy. You may have a copy, have them corrected or erased, object, or restrict their use: tell us, without a reason. You may complain to the authority: ${authority}.\n\n${foot(signed)}`,
    },
    fr: {
      subject: `Nous détenons des données sur vous · ${signed.name}`,
      body: `Bonjour,\n\nNous détenons votre nom et vos coordonnées, sans les tenir de vous-même. Ils nous sont parvenus le ${found.collectedOn}, de : ${found.source}${from === '' ? '' : ` (${from})`}.\n\n${signed.name} en répond${address === '' ? '' : ` (${address})`}. Pour quoi, sur quelle base légale, combien de temps, qui les voit et s’ils quittent le pays : notre politique le dit. Vous pouvez en avoir une copie, les faire rectifier ou effacer, vous opposer à leur usage ou le limiter : dites-le-nous, sans motif. Vous pouvez saisir l’autorité : ${authority}.\n\n${foot(signed)}`,
    },
  }[language]
}

const dated = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(day))

/** Told before it goes: on which day, and what keeps it. */
export const endingLetter = (signed: Signed, day: string): LetterText => {
  const on = dated(signed.language, day)
  return {
    en: {
      subject: `Your data are erased on ${on} · ${signed.name}`,
      body: `Hello,\n\nWe have not heard from you for a long time. What we keep of you, your account included, is erased on ${on}.\n\nIf you want to stay, sign in or write to us before that day: that is enough. If not, there is nothing to do.\n\n${foot(signed)}`,
    },
    fr: {
      subject: `Vos données seront effacées le ${on} · ${signed.name}`,
      body: `Bonjour,\n\nNous n’avons plus de nouvelles de vous depuis longtemps. Ce que nous gardons de vous, compte compris, sera effacé le ${on}.\n\nSi vous souhaitez rester, connectez-vous ou écrivez-nous avant ce jour : cela suffit. Sinon, vous n’avez rien à faire.\n\n${foot(signed)}`,
    },
  }[signed.language]
}

export interface Met {
  readonly show: string
  readonly place: string
  readonly on: string
  /** Who named them to us, where they did not come to us themselves. */
  readonly supplier: string | null
}

/** The first letter after a show says where we have them from, before anything else is said. */
export const followUpLetter = (
  signed: Signed,
  {
    subject,
    words,
    met,
  }: { readonly subject: string; readonly words: string; readonly met: Met | undefined },
): LetterText => {
  const end = `${words}\n\n${foot(signed)}`
  if (met === undefined) return { subject, body: `${end}` }
  const on = dated(signed.language, met.on)
  const en = met.supplier === null ? `We met at` : `${met.supplier} named you to us after`
  const fr =
    met.supplier === null
      ? `Nous nous sommes rencontrés à`
      : `${met.supplier} nous a transmis votre nom après`
  return {
    en: {
      subject,
      body: `Hello,\n\n${en} ${met.show} (${met.place}, ${on}). You agreed to be written to. We hold your name, your work and how to reach you there, for this alone; you may take your agreement back at any time, without a reason, by the second link below.\n\n${end}`,
    },
    fr: {
      subject,
      body: `Bonjour,\n\n${fr} ${met.show} (${met.place}, ${on}). Vous avez accepté que nous vous écrivions. Nous détenons votre nom, votre fonction et vos coordonnées professionnelles, pour cela uniquement ; vous pouvez retirer votre accord à tout moment, sans motif, par le second lien ci-dessous.\n\n${end}`,
    },
  }[signed.language]
}
