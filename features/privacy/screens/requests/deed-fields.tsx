/** What granting does, where the right alone does not say it: filled in from what is kept of the person now. */
import { Field, Loading, Notice, Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { type Case, caseScopeQuery, type CaseScope, type Deed } from './queries.ts'

/** Rights that are carried out by more than a yes. */
const KINDS = {
  rectification: 'correct',
  completion: 'correct',
  restriction: 'restrict',
  objection: 'stop_use',
  consent_withdrawal: 'withdraw_consent',
  portability_to_third_party: 'hand_over',
} as const

export const needsDeed = ({ right, personId }: Case): boolean => right in KINDS && personId !== null

interface DeedProps {
  readonly deed: Deed | undefined
  readonly change: (deed: Deed | undefined) => void
}

export const DeedFields = ({ one, ...props }: DeedProps & { readonly one: Case }) => {
  const t = useTranslations('desk')
  const { data } = useQuery(caseScopeQuery(one.id))
  if (data === undefined) return <Loading label={t('scope')} lines={3} />
  const { right } = one
  if (right === 'rectification' || right === 'completion') return <Corrections scope={data} {...props} />
  if (right === 'restriction') return <Ground {...props} />
  if (right === 'portability_to_third_party') return <ThirdParty scope={data} {...props} />
  return right === 'objection' ? (
    <Purposes
      label={t('uses')}
      none={t('usesNone')}
      kind="stop_use"
      choices={data.uses.filter(({ isStopped }) => !isStopped)}
      {...props}
    />
  ) : (
    <Purposes
      label={t('consents')}
      none={t('consentsNone')}
      kind="withdraw_consent"
      choices={data.consents}
      {...props}
    />
  )
}

const FIELDS = [
  'givenName',
  'familyName',
  'email',
  'mobile',
  'landline',
  'street',
  'postalCode',
  'city',
] as const

/** Only what differs from what is kept is a correction. */
const Corrections = ({ scope, deed, change }: DeedProps & { readonly scope: CaseScope }) => {
  const t = useTranslations('desk')
  const { person } = scope
  if (person === null) return null
  const changes = deed?.kind === 'correct' ? deed.changes : {}
  const write = (field: (typeof FIELDS)[number], value: string) => {
    const { [field]: _before, ...others } = changes
    const isSame = value === (person[field] ?? '')
    const next = isSame ? others : { ...others, [field]: value === '' ? null : value }
    change(Object.keys(next).length === 0 ? undefined : { kind: 'correct', changes: next })
  }
  return (
    <fieldset className="stack">
      <legend>{t('corrections')}</legend>
      <div className="corrections">
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(`field.${field}`)}
            hint={field in changes ? t('wasBefore', { value: person[field] ?? '–' }) : undefined}
          >
            {(ids) => (
              <input
                className="in"
                {...ids}
                maxLength={254}
                value={(field in changes ? changes[field] : person[field]) ?? ''}
                onChange={(event) => write(field, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}

const GROUNDS = ['accuracy_contested', 'unlawful', 'needed_for_claims', 'objected'] as const

const DOORS = ['close', 'keep'] as const

const Ground = ({ deed, change }: DeedProps) => {
  const t = useTranslations('desk')
  const said = deed?.kind === 'restrict' ? deed : undefined
  return (
    <>
      <Select
        label={t('ground')}
        value={said?.ground ?? ''}
        options={[
          ...(said === undefined ? [{ value: '' as const, label: t('choose') }] : []),
          ...GROUNDS.map((value) => ({ value, label: t(`ground_.${value}`) })),
        ]}
        onChange={(ground) =>
          change(ground === '' ? undefined : { kind: 'restrict', ground, door: said?.door ?? 'close' })
        }
      />
      {said === undefined ? null : (
        <Select
          label={t('door')}
          value={said.door}
          options={DOORS.map((value) => ({ value, label: t(`door_.${value}`) }))}
          onChange={(door) => change({ ...said, door })}
        />
      )}
    </>
  )
}

interface PurposesProps extends DeedProps {
  readonly label: string
  readonly none: string
  readonly kind: 'stop_use' | 'withdraw_consent'
  readonly choices: CaseScope['consents']
}

const Purposes = ({ label, none, kind, choices, deed, change }: PurposesProps) => {
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const chosen = deed?.kind === kind ? deed.purposes : []
  const toggle = (purpose: string, isOn: boolean) => {
    const purposes = isOn ? [...chosen, purpose] : chosen.filter((one) => one !== purpose)
    change(purposes.length === 0 ? undefined : { kind, purposes })
  }
  if (choices.length === 0) return <Notice kind="att">{none}</Notice>
  return (
    <fieldset className="stack">
      <legend>{label}</legend>
      {choices.map(({ purpose, sentence }) => (
        <label key={purpose} className="opt">
          <input
            type="checkbox"
            checked={chosen.includes(purpose)}
            onChange={({ target }) => toggle(purpose, target.checked)}
          />
          <span>{sentence[language]}</span>
        </label>
      ))}
    </fieldset>
  )
}

const ThirdParty = ({ scope: { thirdParties }, deed, change }: DeedProps & { readonly scope: CaseScope }) => {
  const t = useTranslations('desk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  if (thirdParties.length === 0) return <Notice kind="att">{t('thirdPartyNone')}</Notice>
  const value = deed?.kind === 'hand_over' ? `${deed.recipient} ${deed.activity}` : ''
  return (
    <Select
      label={t('thirdParty')}
      hint={t('thirdPartyHint')}
      value={value}
      options={[
        ...(value === '' ? [{ value: '', label: t('choose') }] : []),
        ...thirdParties.map(({ recipient, activity, name, label }) => ({
          value: `${recipient} ${activity}`,
          label: `${name}, ${label[language]}`,
        })),
      ]}
      onChange={(wanted) => {
        const one = thirdParties.find(({ recipient, activity }) => `${recipient} ${activity}` === wanted)
        change(
          one && {
            kind: 'hand_over',
            recipient: one.recipient,
            activity: one.activity,
            categories: one.categories,
          },
        )
      }}
    />
  )
}
