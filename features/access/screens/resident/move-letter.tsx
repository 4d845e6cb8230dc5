/** The letter about a move, in the language of whom it is to: to print, or to put into a mail of one's own. */
import type { Person } from '@loge/features/people/screens'
import { Button, buttonClass, Fold, printSheet } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'
import { moveLetter } from './move-letter.ts'
import type { Move } from './queries.ts'

interface MoveLetterProps {
  readonly move: Move
  readonly person: Person
  /** The homes it is from and to, by their names. */
  readonly homes: { readonly from: string; readonly to: string }
}

export const MoveLetter = ({ move, person, homes }: MoveLetterProps) => {
  const t = useTranslations('resident')
  const own = useLocale().startsWith('fr') ? 'fr' : 'en'
  const language = person.language ?? own
  const { subject, text } = moveLetter(language, { move, person, homes })
  const sheet = `letter-of-${move.id}`
  const mail = `mailto:${person.email ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`
  return (
    <Fold summary={t('letter')}>
      <article id={sheet} className="sheet" lang={language}>
        <h4>{subject}</h4>
        <p>{text}</p>
      </article>
      <div className="row">
        <Button small onClick={() => printSheet(sheet)}>
          {t('letterPrint')}
        </Button>
        {person.email === null ? (
          <span className="note">{t('letterNoMail')}</span>
        ) : (
          <a className={buttonClass('plain', true)} href={mail}>
            {t('letterMail')}
          </a>
        )}
      </div>
    </Fold>
  )
}
