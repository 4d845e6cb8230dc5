/** What goes back by itself to whoever wrote by mail: that it came in, and what becomes of their data (GDPR art. 13). */
import { type Purpose, type Register, rulesFor, triggerWords, usesOf } from '@loge/features/law/core'
import { foot, type LetterText, type Signed } from '../letter-texts.ts'

const listed = (labels: readonly string[], none: string): string =>
  labels.length === 0 ? none : labels.join(', ')

const SAID = {
  en: {
    own: 'our own team only',
    data: 'Data',
    seenBy: 'Seen by',
    period: 'How long',
    letter: (name: string, reach: string, authority: string, notice: string): LetterText => ({
      subject: `Your mail came in · ${name}`,
      body: `Hello,\n\nYour mail came in. Somebody of the right team reads it and writes to you. This letter went out by itself, once.\n\nWe keep your address, your name as your mail gave it, and what you wrote. They come from the mail you sent. ${name} answers for them${reach}.\n\n${notice}\n\nYou may have a copy, have them corrected or erased, object, or restrict their use: tell us, without a reason. You may complain to the authority: ${authority}.\n\n`,
    }),
  },
  fr: {
    own: 'notre seule équipe',
    data: 'Données',
    seenBy: 'Vu par',
    period: 'Combien de temps',
    letter: (name: string, reach: string, authority: string, notice: string): LetterText => ({
      subject: `Votre courriel est arrivé · ${name}`,
      body: `Bonjour,\n\nVotre courriel est arrivé. Une personne de la bonne équipe le lit et vous écrit. Cette lettre est partie d’elle-même, une seule fois.\n\nNous conservons votre adresse, votre nom tel que votre courriel le donnait, et ce que vous avez écrit. Ils viennent du courriel que vous avez envoyé. ${name} en répond${reach}.\n\n${notice}\n\nVous pouvez en avoir une copie, les faire rectifier ou effacer, vous opposer à leur usage ou le limiter : dites-le-nous, sans motif. Vous pouvez saisir l’autorité : ${authority}.\n\n`,
    }),
  },
} as const

export const mailLetter = (
  signed: Signed,
  register: Register,
  purposes: readonly Pick<Purpose, 'id'>[],
): LetterText => {
  const { language, name } = signed
  const said = SAID[language]
  const { controller, jurisdiction } = register
  const reached = [controller.email, controller.address].filter((part) => part !== '').join(', ')
  const run = new Set(purposes.map(({ id }) => id))
  const colon = language === 'fr' ? ' : ' : ': '
  const uses = usesOf(register)
    .filter(({ purpose }) => run.has(purpose))
    .map(({ sentence, kept, recipients, categories }) =>
      [
        `- ${sentence[language]}`,
        `${said.data}${colon}${listed(
          categories.map((one) => one[language]),
          '',
        )}.`,
        `${kept[language]} ${said.seenBy}${colon}${listed(
          recipients.map((one) => one[language]),
          said.own,
        )}.`,
      ].join('\n  '),
    )
  const periods = rulesFor(register, ['contact_requests']).map(
    ({ sentence, trigger }) => `${sentence[language]} (${triggerWords[trigger][language]})`,
  )
  const { subject, body } = said.letter(
    name,
    reached === '' ? '' : ` (${reached})`,
    `${jurisdiction.authority.name}, ${jurisdiction.authority.web}`,
    [...uses, `${said.period}${colon}${periods.join(' ')}`].join('\n'),
  )
  return { subject, body: `${body}${foot(signed)}` }
}
