/** Who was passed on or found: by when each must be told, and the form that keeps somebody with their source. */
import { Blank, Button, Loading, Mark, Notice, Select, TextField, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addOutsider, noteTold, OUTSIDE, sourcesQuery, type ToTell as Line, toTellQuery } from './queries.ts'
import { useTongue } from './use-tongue.ts'

export const ToTell = ({ mayManage }: { readonly mayManage: boolean }) => {
  const t = useTranslations('outside')
  const [isAdding, setAdding] = useState(false)
  const { data } = useQuery({ ...toTellQuery, throwOnError: (_, { state }) => state.data === undefined })
  if (data === undefined) return <Loading label={t('part.toTell')} lines={4} />
  return (
    <div className="stack">
      <p className="soft">{t('toTellLead')}</p>
      {!mayManage ? null : isAdding ? (
        <AddForm close={() => setAdding(false)} />
      ) : (
        <div>
          <Button onClick={() => setAdding(true)}>{t('add')}…</Button>
        </div>
      )}
      {data.data.length === 0 ? (
        <Blank title={t('toldAll')}>{t('toldAllText')}</Blank>
      ) : (
        <table className="tbl outside">
          <thead>
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('source')}</th>
              <th scope="col" className="num">
                {t('tellBy')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.data.map((line) => (
              <Row key={line.id} line={line} mayManage={mayManage} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

const Row = ({ line, mayManage }: { readonly line: Line; readonly mayManage: boolean }) => {
  const t = useTranslations('outside')
  const { civilDay } = useMoments()
  const queries = useQueryClient()
  const told = useMutation({
    mutationFn: () => noteTold(line.id),
    onSettled: () => queries.invalidateQueries({ queryKey: OUTSIDE }),
  })
  return (
    <tr>
      <th scope="row">
        {line.personName}
        <span className="note">{line.isWritten ? t('onItsWay') : t('noAddress')}</span>
      </th>
      <td>
        {line.supplier ?? line.url ?? line.detail}
        <span className="note">
          {t(`kind.${line.kind}`)} · {civilDay(line.collectedOn)}
        </span>
      </td>
      <td className="num">
        <Mark kind={line.daysLeft < 0 ? 'bad' : line.daysLeft < 7 ? 'att' : 'wait'} /> {civilDay(line.dueOn)}
        {mayManage && !line.isWritten ? (
          <div>
            <Button kind="text" busy={told.isPending} onClick={() => told.mutate()}>
              {t('noteTold')}
            </Button>
          </div>
        ) : null}
      </td>
    </tr>
  )
}

const EMPTY = {
  givenName: '',
  familyName: '',
  email: '',
  source: '',
  detail: '',
  supplier: '',
  url: '',
  collectedOn: '',
  language: 'fr' as 'en' | 'fr',
}

const filled = (value: string, key: 'email' | 'supplier' | 'url') =>
  value.trim() === '' ? {} : { [key]: value.trim() }

const AddForm = ({ close }: { readonly close: () => void }) => {
  const t = useTranslations('outside')
  const locale = useTongue()
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: sources } = useQuery(sourcesQuery)
  const [typed, setTyped] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const set = (more: Partial<typeof EMPTY>) => setTyped((before) => ({ ...before, ...more }))
  const add = useMutation({
    mutationFn: addOutsider,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: OUTSIDE })
      close()
    },
  })
  const options = (sources?.data ?? []).map(({ id, label }) => ({ value: id, label: label[locale] }))
  const chosen = typed.source === '' ? (options[0]?.value ?? '') : typed.source
  const kind = sources?.data.find(({ id }) => id === chosen)?.kind
  const { givenName, familyName, detail, collectedOn, language } = typed
  const isMissing = [givenName, familyName, detail, collectedOn].some((value) => value.trim() === '')
  const text = (key: 'givenName' | 'familyName' | 'detail' | 'collectedOn', type = 'text') => (
    <TextField
      label={`${t(`form.${key}`)} *`}
      type={type}
      value={typed[key]}
      autoComplete="off"
      required
      onChange={(value) => set({ [key]: value })}
      error={isTried && typed[key].trim() === '' ? t('needed') : undefined}
    />
  )
  return (
    <form
      className="stack key-in"
      noValidate
      aria-label={t('add')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing)
          add.mutate({
            givenName,
            familyName,
            detail,
            collectedOn,
            language,
            source: chosen,
            ...filled(typed.email, 'email'),
            ...filled(typed.supplier, 'supplier'),
            ...filled(typed.url, 'url'),
          })
      }}
    >
      {text('givenName')}
      {text('familyName')}
      <TextField
        label={t('form.email')}
        type="email"
        value={typed.email}
        autoComplete="off"
        hint={t('form.emailHint')}
        onChange={(email) => set({ email })}
      />
      <Select label={t('source')} value={chosen} options={options} onChange={(source) => set({ source })} />
      {kind === 'third_party' ? (
        <TextField
          label={`${t('form.supplier')} *`}
          value={typed.supplier}
          onChange={(supplier) => set({ supplier })}
        />
      ) : null}
      {kind === 'public' ? (
        <TextField
          label={`${t('form.url')} *`}
          type="url"
          value={typed.url}
          onChange={(url) => set({ url })}
        />
      ) : null}
      {text('detail')}
      {text('collectedOn', 'date')}
      <Select
        label={t('form.language')}
        value={language}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next) => set({ language: next })}
      />
      {add.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={add.isPending}>
          {t('form.keep')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  )
}
