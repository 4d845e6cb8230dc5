/** The rules of each residence on one page: what is settled, where it is in force, who changed it, what is fixed. */
import { meQuery } from '@loge/features/accounts/screens'
import { Blank, Button, Loading, Section, useMoments, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { HOUSE_RULE_NAMES, HOUSE_RULES, PIN_LONGEST, PIN_SHORTEST, TRIES_PER_DOOR } from '../../core/index.ts'
import { siteQuery } from '../rights/queries.ts'
import { useWhoChanged } from '../rights/use-change-words.ts'
import { HouseForm } from './house-form.tsx'
import { InForceThere } from './in-force-there.tsx'
import { houseRulesQuery, type SettledRules } from './queries.ts'
import './house.css'

export const HousePage = () => {
  const t = useTranslations('house')
  useTitle(t('title'))
  const { data: me } = useQuery(meQuery)
  const { data: sites } = useQuery({ ...siteQuery, throwOnError: (_, { state }) => state.data === undefined })
  const mayChange = me?.grants.some(({ permission }) => permission === 'access.manage') === true
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack house">
        {sites === undefined ? <Loading label={t('title')} lines={8} /> : null}
        {sites?.data.length === 0 ? <Blank title={t('none')}>{t('noneText')}</Blank> : null}
        {sites?.data.map(({ id, name }) => (
          <OneHouse key={id} siteId={id} name={name} mayChange={mayChange} />
        ))}
        {sites === undefined ? null : <Fixed />}
      </div>
    </div>
  )
}

interface OneHouseProps {
  readonly siteId: string
  readonly name: string
  readonly mayChange: boolean
}

const OneHouse = ({ siteId, name, mayChange }: OneHouseProps) => {
  const t = useTranslations('house')
  const { data } = useQuery({
    ...houseRulesQuery(siteId),
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [isChanging, setChanging] = useState(false)
  return (
    <Section title={name}>
      {data === undefined ? (
        <Loading label={name} lines={5} />
      ) : isChanging ? (
        <HouseForm settled={data} name={name} onDone={() => setChanging(false)} />
      ) : (
        <div className="stack">
          <dl className="house-rules">
            {HOUSE_RULE_NAMES.map((rule) => (
              <div key={rule}>
                <dt>{t(`rule.${rule}`)}</dt>
                <dd>{t(`unit.${HOUSE_RULES[rule].unit}`, { count: data.rules[rule] })}</dd>
              </div>
            ))}
          </dl>
          <p className="note">{t('leases')}</p>
          {data.revision === 0 ? <p className="soft">{t('usual')}</p> : <InForceThere siteId={siteId} />}
          {mayChange ? (
            <div className="row">
              <Button aria-label={t('changeOf', { site: name })} onClick={() => setChanging(true)}>
                {t('change')}
              </Button>
            </div>
          ) : null}
        </div>
      )}
      {data === undefined || data.changes.length === 0 ? null : <Changes changes={data.changes} />}
    </Section>
  )
}

const Changes = ({ changes }: Pick<SettledRules, 'changes'>) => {
  const t = useTranslations('house')
  const who = useWhoChanged()
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <>
      <h3>{t('changes')}</h3>
      <ul className="list">
        {changes.map(({ revision, at, by, changed }) => (
          <li key={revision} className="house-change">
            {changed.flatMap(({ rule, from, to }) => {
              const known = HOUSE_RULE_NAMES.find((one) => one === rule)
              if (known === undefined) return []
              const unit = (count: number) => t(`unit.${HOUSE_RULES[known].unit}`, { count })
              return [
                <p key={rule}>
                  {t('changed', { rule: t(`rule.${known}`), from: unit(from), to: unit(to) })}
                </p>,
              ]
            })}
            <p className="note">{t('changedBy', { who: who(by), when: when(Date.parse(at), now) })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What no residence settles, said all the same: whoever asks finds it here. */
const Fixed = () => {
  const t = useTranslations('house')
  return (
    <Section title={t('fixed')}>
      <ul className="house-fixed">
        <li>{t('pin', { least: PIN_SHORTEST, most: PIN_LONGEST })}</li>
        <li>{t('tries', { count: TRIES_PER_DOOR })}</li>
        <li>{t('names')}</li>
        <li>{t('movements')}</li>
        <li>{t('egress')}</li>
      </ul>
    </Section>
  )
}
