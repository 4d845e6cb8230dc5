/** Settles the rules of a house, each within what it may be. */
import { Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { HOUSE_RULE_NAMES, HOUSE_RULES, type HouseRuleName } from '../../core/index.ts'
import { placementsQuery } from '../residence/queries.ts'
import { houseRulesQuery, settleRules, type SettledRules, type WantedRules } from './queries.ts'

type Typed = Readonly<Record<HouseRuleName, string>>

const typedOf = (rules: WantedRules): Typed =>
  Object.fromEntries(HOUSE_RULE_NAMES.map((rule) => [rule, String(rules[rule])])) as Record<
    HouseRuleName,
    string
  >

const isWithin = (rule: HouseRuleName, text: string): boolean => {
  const { least, most } = HOUSE_RULES[rule]
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
}

const wantedOf = (typed: Typed): WantedRules =>
  Object.fromEntries(HOUSE_RULE_NAMES.map((rule) => [rule, Number(typed[rule])])) as Record<
    HouseRuleName,
    number
  >

interface HouseFormProps {
  readonly settled: SettledRules
  readonly name: string
  readonly onDone: () => void
}

export const HouseForm = ({ settled, name, onDone }: HouseFormProps) => {
  const t = useTranslations('house')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(() => typedOf(settled.rules))
  const save = useMutation({
    mutationFn: (wanted: WantedRules) => settleRules(settled, wanted),
    onSuccess: (kept) => {
      queries.setQueryData(houseRulesQuery(settled.siteId).queryKey, kept)
      void queries.invalidateQueries({ queryKey: placementsQuery.queryKey })
      onDone()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (HOUSE_RULE_NAMES.every((rule) => isWithin(rule, typed[rule]))) save.mutate(wantedOf(typed))
  }
  return (
    <form className="stack" noValidate aria-label={t('changeOf', { site: name })} onSubmit={send}>
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      {HOUSE_RULE_NAMES.map((rule) => {
        const { unit, least, most } = HOUSE_RULES[rule]
        return (
          <TextField
            key={rule}
            label={t(`field.${unit}`, { rule: t(`rule.${rule}`) })}
            inputMode="numeric"
            autoComplete="off"
            value={typed[rule]}
            hint={t(`hint.${rule}`)}
            onChange={(text) => setTyped({ ...typed, [rule]: text })}
            error={isWithin(rule, typed[rule]) ? undefined : t('wrong', { least, most })}
          />
        )
      })}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('keep')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
