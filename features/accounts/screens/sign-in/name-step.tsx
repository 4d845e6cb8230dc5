/** The first start of a real installation: who installs it, and which residence it is, before anything else. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { SignInFrame } from './frame.tsx'
import type { Me } from './me.ts'
import { HOME, type Naming, NOTHING_SAID, saveNaming, slipsOf, YOU } from './naming.ts'

interface NameStepProps {
  readonly me: Me
  readonly language: ReactNode
}

const LONGEST = { email: 254, country: 2, postalCode: 20, timeZone: 60 } as const
const FILLED_BY = {
  givenName: 'given-name',
  familyName: 'family-name',
  email: 'username',
  street: 'street-address',
  postalCode: 'postal-code',
  city: 'address-level2',
} as const

const useNaming = (me: Me) => {
  const queries = useQueryClient()
  const locale = useLocale()
  return useMutation({
    mutationFn: (said: Naming) => saveNaming(me, said, locale === 'fr-FR' ? 'fr' : 'en'),
    // The plate on the door, the residence and its keeper: all have another name now.
    onSuccess: () => queries.invalidateQueries(),
  })
}

export const NameStep = ({ me, language }: NameStepProps) => {
  const t = useTranslations('naming')
  const problem = useProblemText()
  const form = useRef<HTMLFormElement>(null)
  const [said, setSaid] = useState(NOTHING_SAID)
  const [tried, setTried] = useState(false)
  const save = useNaming(me)
  const slips = tried ? slipsOf(said) : {}
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(slipsOf(said)).length === 0) save.mutate(said)
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  const field = (name: (typeof YOU)[number] | (typeof HOME)[number]) => {
    const slip = slips[name]
    const hint = name === 'email' || name === 'country' || name === 'timeZone' ? t(`${name}Hint`) : undefined
    return (
      <TextField
        key={name}
        label={t(name)}
        type={name === 'email' ? 'email' : 'text'}
        autoComplete={name in FILLED_BY ? FILLED_BY[name as keyof typeof FILLED_BY] : 'off'}
        maxLength={name in LONGEST ? LONGEST[name as keyof typeof LONGEST] : 100}
        value={said[name]}
        onChange={(value) => setSaid({ ...said, [name]: name === 'country' ? value.toUpperCase() : value })}
        hint={hint}
        error={slip === undefined ? undefined : t(slip)}
      />
    )
  }
  return (
    <SignInFrame title={t('title')} lead={t('lead')} language={language}>
      <form className="stack si-form" ref={form} noValidate onSubmit={send}>
        <h2>{t('you')}</h2>
        <Select
          label={t('civility')}
          value={said.civility}
          options={(['none', 'mrs', 'mr'] as const).map((value) => ({
            value,
            label: t(`civilities.${value}`),
          }))}
          onChange={(civility) => setSaid({ ...said, civility })}
        />
        {YOU.map(field)}
        <h2>{t('residence')}</h2>
        {HOME.map(field)}
        {save.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(save.error)}
          </Notice>
        )}
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </SignInFrame>
  )
}
