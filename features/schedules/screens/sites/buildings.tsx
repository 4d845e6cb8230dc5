/** The buildings of a site and the homes of each, renamed in place, and removed where nothing depends on them. */
import { Button, Fold, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { buildingsQuery, type Part, removePart, renamePart, unitsQuery } from './queries.ts'

export const Buildings = ({
  siteId,
  mayManage,
}: {
  readonly siteId: string
  readonly mayManage: boolean
}) => {
  const t = useTranslations('sites')
  const { data } = useQuery({ ...buildingsQuery(siteId), throwOnError: false })
  if (data === undefined) return null
  return (
    <div className="parts">
      <h3>{t('buildings')}</h3>
      {data.length === 0 ? <p className="soft">{t('noBuilding')}</p> : null}
      <ul className="list">
        {data.map((building) => (
          <OnePart key={building.id} part={{ ...building, kind: 'building' }} mayManage={mayManage}>
            <Fold summary={t('homes')}>
              <Homes buildingId={building.id} mayManage={mayManage} />
            </Fold>
          </OnePart>
        ))}
      </ul>
    </div>
  )
}

const Homes = ({ buildingId, mayManage }: { readonly buildingId: string; readonly mayManage: boolean }) => {
  const t = useTranslations('sites')
  const { data } = useQuery({ ...unitsQuery(buildingId), throwOnError: false })
  if (data?.length === 0) return <p className="soft">{t('noHome')}</p>
  return (
    <ul className="list">
      {data?.map((unit) => (
        <OnePart key={unit.id} part={{ ...unit, kind: 'unit' }} mayManage={mayManage} />
      ))}
    </ul>
  )
}

interface OnePartProps {
  readonly part: Part
  readonly mayManage: boolean
  readonly children?: ReactNode
}

const OnePart = ({ part, mayManage, children }: OnePartProps) => {
  const t = useTranslations('sites')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [name, setName] = useState<string>()
  const [isSure, setSure] = useState(false)
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: ['places'] }) }
  const rename = useMutation({
    mutationFn: (wanted: string) => renamePart(part, wanted),
    onSuccess: () => setName(undefined),
    ...settled,
  })
  const remove = useMutation({ mutationFn: () => removePart(part), ...settled })
  const error = rename.error ?? remove.error
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name !== undefined && name.trim() !== '') rename.mutate(name.trim())
  }
  return (
    <li className="part">
      {name === undefined ? (
        <div className="row">
          <b>{part.name}</b>
          {mayManage ? (
            <span className="row push">
              <Button
                small
                aria-label={t('renameOf', { name: part.name })}
                onClick={() => setName(part.name)}
              >
                {t('rename')}
              </Button>
              <Button
                small
                kind={isSure ? 'danger' : 'text'}
                aria-label={t(isSure ? 'removeSureOf' : 'removeOf', { name: part.name })}
                busy={remove.isPending}
                onClick={() => (isSure ? remove.mutate() : setSure(true))}
                onBlur={() => setSure(false)}
              >
                {t(isSure ? 'removeSure' : 'remove')}
              </Button>
            </span>
          ) : null}
        </div>
      ) : (
        <form className="row" noValidate aria-label={t('renameOf', { name: part.name })} onSubmit={send}>
          <TextField label={t('newName')} value={name} onChange={setName} maxLength={120} />
          <Button small kind="main" type="submit" busy={rename.isPending}>
            {t('keep')}
          </Button>
          <Button small kind="text" onClick={() => setName(undefined)}>
            {t('cancel')}
          </Button>
        </form>
      )}
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      {children}
    </li>
  )
}
