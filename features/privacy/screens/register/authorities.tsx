/** To whom people complain, by the country they live in, and where directives for after their death are offered. */
import { authoritiesIn, type CountryAuthority, type Register } from '@loge/features/law/core'
import { Button, Section, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Draft, DraftForm, type Drafting } from './draft-form.tsx'

interface AuthoritiesProps extends Draft {
  readonly mayManage: boolean
}

type Jurisdiction = Register['jurisdiction']

const FIELDS = ['name', 'address', 'web'] as const
const EMPTY: CountryAuthority = { country: '', name: '', address: '', web: '' }

/** The one of the organization stands by itself; each other replaces what is known to begin with. */
const withAuthority = (jurisdiction: Jurisdiction, one: CountryAuthority): Jurisdiction => {
  const { country, name, address, web } = one
  if (country === jurisdiction.country)
    return { ...jurisdiction, authority: { ...jurisdiction.authority, name, address, web } }
  const others = (jurisdiction.authorities ?? []).filter((other) => other.country !== country)
  return { ...jurisdiction, authorities: [...others, one] }
}

/** Ours first: it is the one of whoever lives in a country that is not here. */
const oursFirst = (content: Register): readonly CountryAuthority[] => {
  const isOurs = ({ country }: CountryAuthority) => country === content.jurisdiction.country
  const all = authoritiesIn(content)
  return [...all.filter(isOurs), ...all.filter((one) => !isOurs(one))]
}

export const Authorities = ({ content, hash, mayManage }: AuthoritiesProps) => {
  const t = useTranslations('registerDesk')
  const [opened, setOpened] = useState<string>()
  const close = () => setOpened(undefined)
  const all = oursFirst(content)
  const countries = content.jurisdiction.postMortem ?? ['FR']
  const form = (one: CountryAuthority) => (
    <AuthorityForm key={one.country} content={content} hash={hash} one={one} close={close} />
  )
  const change = (id: string, label: string) =>
    mayManage ? (
      <Button
        small
        aria-expanded={opened === id}
        aria-label={label}
        onClick={() => setOpened(opened === id ? undefined : id)}
      >
        {t('change')}
      </Button>
    ) : null
  return (
    <Section title={t('authorities')}>
      <p className="note">{t('authoritiesNote')}</p>
      {all.map((one) => (
        <div key={one.country}>
          <div className="rule-line">
            <span>
              {`${one.country} · ${one.name}`}
              <span className="note">{`${one.address} · ${one.web}`}</span>
            </span>
            <span />
            {change(one.country, t('changeAuthority', { country: one.country }))}
          </div>
          {opened === one.country ? form(one) : null}
        </div>
      ))}
      {mayManage ? (
        <Button small aria-expanded={opened === 'new'} onClick={() => setOpened('new')}>
          {t('addAuthority')}
        </Button>
      ) : null}
      {opened === 'new' ? form(EMPTY) : null}
      <div className="rule-line">
        <span>
          {t('postMortem')}
          <span className="note">{countries.length === 0 ? t('nowhere') : countries.join(', ')}</span>
        </span>
        <span />
        {change('post-mortem', t('changePostMortem'))}
      </div>
      {opened === 'post-mortem' ? <OfferForm content={content} hash={hash} close={close} /> : null}
    </Section>
  )
}

const AuthorityForm = ({ one, ...saving }: Drafting & { readonly one: CountryAuthority }) => {
  const t = useTranslations('registerDesk')
  const [said, setSaid] = useState(one)
  return (
    <DraftForm
      {...saving}
      changed={() => ({ ...saving.content, jurisdiction: withAuthority(saving.content.jurisdiction, said) })}
    >
      {one.country === '' ? (
        <TextField
          label={t('authorityField.country')}
          value={said.country}
          onChange={(country) => setSaid({ ...said, country: country.trim().toUpperCase() })}
        />
      ) : null}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`authorityField.${field}`)}
          value={said[field]}
          onChange={(value) => setSaid({ ...said, [field]: value })}
        />
      ))}
    </DraftForm>
  )
}

const OfferForm = (saving: Drafting) => {
  const t = useTranslations('registerDesk')
  const { jurisdiction } = saving.content
  const [said, setSaid] = useState((jurisdiction.postMortem ?? ['FR']).join(', '))
  const countries = said
    .split(/[\s,]+/u)
    .filter((one) => one !== '')
    .map((one) => one.toUpperCase())
  return (
    <DraftForm
      {...saving}
      changed={() => ({ ...saving.content, jurisdiction: { ...jurisdiction, postMortem: countries } })}
    >
      <TextField label={t('postMortemField')} value={said} onChange={setSaid} />
    </DraftForm>
  )
}
