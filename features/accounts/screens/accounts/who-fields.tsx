/** Who is invited: a name, and whoever of that name is on file already, so that nobody is written down twice. */
import { Button, TextField } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import { type KnownPerson, knownQuery } from './queries.ts'

export interface Who {
  readonly givenName: string
  readonly familyName: string
  readonly known: KnownPerson | undefined
}

export const NOBODY: Who = { givenName: '', familyName: '', known: undefined }

export const isNamed = ({ givenName, familyName, known }: Who): boolean =>
  known !== undefined || (givenName.trim() !== '' && familyName.trim() !== '')

const fullName = ({ givenName, familyName }: Pick<Who, 'givenName' | 'familyName'>) =>
  `${givenName} ${familyName}`

interface WhoFieldsProps {
  readonly who: Who
  readonly onChange: (who: Who) => void
  readonly tried: boolean
}

export const WhoFields = ({ who, onChange, tried }: WhoFieldsProps) => {
  const t = useTranslations('accounts')
  const asked = useDeferredValue(`${who.givenName} ${who.familyName}`.trim())
  const isWorthAsking = who.known === undefined && isNamed(who) && asked.length > 3
  const { data: found } = useQuery({ ...knownQuery(asked), enabled: isWorthAsking, throwOnError: false })
  if (who.known !== undefined)
    return (
      <div className="row">
        <span>
          <b>{fullName(who.known)}</b> <span className="note">{t('knownPicked')}</span>
        </span>
        <Button small onClick={() => onChange({ ...who, known: undefined })}>
          {t('knownNot')}
        </Button>
      </div>
    )
  return (
    <>
      <div className="names">
        <TextField
          label={t('givenName')}
          autoComplete="off"
          maxLength={100}
          value={who.givenName}
          onChange={(givenName) => onChange({ ...who, givenName })}
          error={tried && !isNamed(who) ? t('nameMissing') : undefined}
        />
        <TextField
          label={t('familyName')}
          autoComplete="off"
          maxLength={100}
          value={who.familyName}
          onChange={(familyName) => onChange({ ...who, familyName })}
        />
      </div>
      {isWorthAsking && found !== undefined && found.length > 0 ? (
        <div className="stack" role="status">
          <p className="note">{t('known')}</p>
          <div className="row">
            {found.map((person) => (
              <Button key={person.id} small onClick={() => onChange({ ...who, known: person })}>
                {t('knownIs', { name: fullName(person) })}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </>
  )
}
