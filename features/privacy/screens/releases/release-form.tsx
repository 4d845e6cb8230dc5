/** Writes down what somebody asks for: offered is only what the register in force allows them. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { PROCEDURES, type Procedure } from '../../core/index.ts'
import { TextArea } from '../requests/text-area.tsx'
import { type Chosen, PeopleField } from './people-field.tsx'
import { openRelease, type ReleaseRecipient, releasesQuery } from './queries.ts'

interface Words {
  readonly reference: string
  readonly scope: string
  readonly provision: string
  readonly procedure: Procedure
  readonly purpose: string
}

const EMPTY: Words = { reference: '', scope: '', provision: '', procedure: 'national', purpose: '' }

interface ReleaseFormProps {
  readonly recipients: readonly ReleaseRecipient[]
  readonly onDone: () => void
}

export const ReleaseForm = ({ recipients, onDone }: ReleaseFormProps) => {
  const t = useTranslations('releases')
  const problem = useProblemText()
  const queries = useQueryClient()
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const [recipientId, setRecipient] = useState('')
  const [activityId, setActivity] = useState('')
  const [categories, setCategories] = useState<readonly string[]>([])
  const [people, setPeople] = useState<readonly Chosen[]>([])
  const [receivedOn, setReceivedOn] = useState<TypedDay>('')
  const [words, setWords] = useState(EMPTY)
  const say = (change: Partial<Words>) => setWords({ ...words, ...change })
  const recipient = recipients.find(({ id }) => id === recipientId) ?? recipients[0]
  const activity = recipient?.activities.find(({ id }) => id === activityId) ?? recipient?.activities[0]
  const offered = activity?.categories ?? []
  const chosen = categories.filter((id) => offered.some((one) => one.id === id))
  const purpose = activity?.purposes.find(({ id }) => id === words.purpose) ?? activity?.purposes[0]
  const isRequisition = recipient?.kind === 'requisition'
  const opening = useMutation({
    mutationFn: openRelease,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: releasesQuery.queryKey })
      onDone()
    },
  })
  const isWhole =
    chosen.length > 0 &&
    people.length > 0 &&
    isDay(receivedOn) &&
    words.reference.trim() !== '' &&
    words.scope.trim().length >= 3 &&
    (!isRequisition || words.provision.trim() !== '')
  const save = () => {
    if (!isWhole || !isDay(receivedOn) || recipient === undefined || activity === undefined) return
    const { reference, scope, provision, procedure } = words
    opening.mutate({
      recipient: recipient.id,
      activity: activity.id,
      categories: chosen,
      personIds: people.map(({ id }) => id),
      reference,
      scope,
      receivedOn,
      ...(isRequisition ? { provision, procedure } : { purpose: purpose?.id ?? '' }),
    })
  }
  return (
    <form
      className="stack"
      aria-label={t('openTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {opening.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(opening.error)}
        </Notice>
      )}
      <Select
        label={t('recipient')}
        value={recipient?.id ?? ''}
        onChange={setRecipient}
        options={recipients.map(({ id, name, kind }) => ({
          value: id,
          label: `${name} (${t(`kinds.${kind}`)})`,
        }))}
      />
      <TextField
        label={t('reference')}
        value={words.reference}
        maxLength={120}
        onChange={(reference) => say({ reference })}
      />
      <DayField label={t('receivedOn')} value={receivedOn} onChange={setReceivedOn} />
      {isRequisition ? (
        <>
          <TextField
            label={t('provision')}
            value={words.provision}
            maxLength={500}
            onChange={(provision) => say({ provision })}
          />
          <Select
            label={t('procedure')}
            value={words.procedure}
            onChange={(procedure) => say({ procedure })}
            options={PROCEDURES.map((value) => ({ value, label: t(`procedures.${value}`) }))}
          />
        </>
      ) : null}
      <TextArea label={t('scope')} value={words.scope} onChange={(scope) => say({ scope })} rows={3} />
      <Select
        label={t('activity')}
        value={activity?.id ?? ''}
        onChange={setActivity}
        options={(recipient?.activities ?? []).map(({ id, label }) => ({
          value: id,
          label: label[language],
        }))}
      />
      {isRequisition ? null : (
        <Select
          label={t('purpose')}
          value={purpose?.id ?? ''}
          onChange={(id) => say({ purpose: id })}
          options={(activity?.purposes ?? []).map(({ id, sentence }) => ({
            value: id,
            label: sentence[language],
          }))}
        />
      )}
      <fieldset className="field">
        <legend className="lbl">{t('categories')}</legend>
        {offered.map(({ id, label }) => (
          <label key={id} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                setCategories(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <span>{label[language]}</span>
          </label>
        ))}
      </fieldset>
      <PeopleField chosen={people} onChange={setPeople} />
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={opening.isPending}>
          {t('doOpen')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
