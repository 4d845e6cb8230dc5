/** Zones: which there are, and another one. */
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { createZone, removeZone, zonesQuery } from './queries.ts'

interface ZonesProps {
  readonly entrances: readonly EntrancePiece[]
  readonly mayChange: boolean
}

export const Zones = ({ entrances, mayChange }: ZonesProps) => {
  const t = useTranslations('emergency')
  const { data: zones } = useQuery(zonesQuery)
  const [isOpen, setIsOpen] = useState(false)
  const problem = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: removeZone,
    onSettled: () => queries.invalidateQueries({ queryKey: zonesQuery.queryKey }),
  })
  return (
    <Section title={t('zonesTitle')}>
      <p className="soft">{zones?.length === 0 ? t('noZones') : t('zonesText')}</p>
      <dl className="kv">
        {(zones ?? []).map(({ id, name, entranceIds }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              {t('zoneDoors', { count: entranceIds.length })}{' '}
              {mayChange ? (
                <Button
                  small
                  aria-label={t('zoneRemoveOf', { name })}
                  busy={remove.isPending && remove.variables === id}
                  onClick={() => remove.mutate(id)}
                >
                  {t('zoneRemove')}
                </Button>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      {remove.error === null ? null : <Notice kind="att">{problem(remove.error)}</Notice>}
      {!mayChange || entrances.length === 0 ? null : isOpen ? (
        <NewZone entrances={entrances} close={() => setIsOpen(false)} />
      ) : (
        <div className="row acts">
          <Button onClick={() => setIsOpen(true)}>{t('zoneAdd')}</Button>
        </div>
      )}
    </Section>
  )
}

const NewZone = ({ entrances, close }: { entrances: readonly EntrancePiece[]; close: () => void }) => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isTried, setIsTried] = useState(false)
  const save = useMutation({
    mutationFn: createZone,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: zonesQuery.queryKey })
      close()
    },
  })
  // A zone lies within one site: the one of the first door chosen.
  const siteId = entrances.find(({ id }) => id === chosen[0])?.entrance.siteId
  const submit = () => {
    setIsTried(true)
    if (name.trim() !== '' && siteId !== undefined)
      save.mutate({ siteId, name: name.trim(), entranceIds: [...chosen] })
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={t('zoneName')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={isTried && name.trim() === '' ? t('zoneNameShort') : undefined}
      />
      <fieldset className="field">
        <legend>{t('zoneChoose')}</legend>
        {entrances.map(({ id, name: door, entrance }) => (
          <label key={id} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={siteId !== undefined && entrance.siteId !== siteId}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />{' '}
            {door}
          </label>
        ))}
      </fieldset>
      {isTried && chosen.length === 0 ? <Notice kind="att">{t('zoneEmpty')}</Notice> : null}
      <div className="row">
        <Button type="submit" busy={save.isPending}>
          {t('zoneSave')}
        </Button>
      </div>
      {save.error === null ? null : <Notice kind="att">{problem(save.error)}</Notice>}
    </form>
  )
}
