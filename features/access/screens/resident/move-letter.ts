/** What the letter about a move says. Pure, and in one language whatever the page speaks. */
import { letterTexts } from './letter-texts.ts'

interface Told {
  readonly move: { readonly kind: 'in' | 'out' | 'transfer'; readonly on: string }
  readonly person: { readonly givenName: string; readonly familyName: string }
  readonly homes: { readonly from: string; readonly to: string }
}

const DAY: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
}

export const moveLetter = (
  language: 'en' | 'fr',
  { move, person, homes }: Told,
): { readonly subject: string; readonly text: string } => {
  const words = letterTexts[language]
  // A civil day: the same wherever it is read.
  const day = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', DAY).format(
    Date.parse(`${move.on}T00:00:00Z`),
  )
  const said: Readonly<Record<string, string>> = {
    name: `${person.givenName} ${person.familyName}`.trim(),
    day: language === 'fr' ? day.replace(/ 1 /, ' 1er ') : day,
    ...homes,
  }
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => said[name] ?? '')
  const { subject, body } = words[move.kind]
  return {
    subject: fill(subject),
    text: [words.greeting, ...body, words.rights, words.close].map(fill).join('\n\n'),
  }
}
