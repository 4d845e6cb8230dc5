/** The rules of a zone being changed: what will hold is said as it is written, with what its doors lack for it. */
import { PASSAGE_RULE_NAMES, PASSAGE_RULES } from '@loge/features/access/core'
import { Button, Notice, Select, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { draftQuery, settleZone, type ZoneDraft, type ZoneRules } from './queries.ts'
import { isRight, type RuleDraft, RuleField } from './rule-field.tsx'
import { Sentences } from './sentences.tsx'
import { type Undo, useRulesChanged } from './undo-notice.tsx'
import { Unmet } from './unmet.tsx'
import { useRuleWords } from './use-rule-words.ts'

type ZoneRuleName = 'antiPassback' | 'interlock'
type Drafts = Readonly<Record<ZoneRuleName, RuleDraft>>
type LeadsOf = Readonly<Record<string, 'in' | 'out' | 'none'>>

const NAMES = PASSAGE_RULE_NAMES.filter((rule): rule is ZoneRuleName => PASSAGE_RULES[rule].of === 'zone')

const draftOf = ({ leads, antiPassback, interlock }: ZoneDraft): ZoneDraft => ({
  leads: leads.map(({ entranceId, leads: way }) => ({ entranceId, leads: way })),
  antiPassback,
  interlock,
})

/** What is sent; `undefined` while something written is not right. */
const readDraft = (drafts: Drafts, leads: LeadsOf): ZoneDraft | undefined =>
  NAMES.some((rule) => !isRight(drafts[rule]))
    ? undefined
    : {
        leads: Object.entries(leads).flatMap(([entranceId, way]) =>
          way === 'none' ? [] : [{ entranceId, leads: way }],
        ),
        antiPassback: drafts.antiPassback as ZoneDraft['antiPassback'],
        interlock: drafts.interlock as ZoneDraft['interlock'],
      }

interface ZoneFormProps {
  readonly zone: ZoneRules
  readonly entrances: readonly EntrancePiece[]
  readonly onDone: (undo?: Undo) => void
}

export const ZoneForm = ({ zone, entrances, onDone }: ZoneFormProps) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const changed = useRulesChanged()
  const queries = useQueryClient()
  const [isTried, setTried] = useState(false)
  const [drafts, setDrafts] = useState<Drafts>({ antiPassback: zone.antiPassback, interlock: zone.interlock })
  const [leads, setLeads] = useState<LeadsOf>(() =>
    Object.fromEntries(zone.leads.map((one) => [one.entranceId, one.leads])),
  )
  const draft = readDraft(drafts, leads)
  const save = useMutation({
    mutationFn: (body: ZoneDraft) => settleZone(zone.id, zone.revision, body),
    onSuccess: async ({ revision }) => {
      await changed()
      onDone({ at: revision, run: () => settleZone(zone.id, revision, draftOf(zone)) })
    },
  })
  return (
    <form
      className="stack"
      aria-label={t('zoneForm', { zone: zone.name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (draft === undefined) return
        // What its doors lack is said above; to ask all the same would only be refused.
        const looked = queries.getQueryData(draftQuery(zone.id, draft).queryKey)
        if ((looked?.unmet.length ?? 0) === 0) save.mutate(draft)
      }}
    >
      <h4>{t('zoneForm', { zone: zone.name })}</h4>
      {NAMES.map((rule) => (
        <RuleField
          key={rule}
          rule={rule}
          draft={drafts[rule]}
          onChange={(next) => setDrafts({ ...drafts, [rule]: next })}
        />
      ))}
      {drafts.antiPassback === null ? null : (
        <Leads
          {...{ zone, entrances, leads, isTried }}
          onChange={(next) => {
            setTried(true)
            setLeads(next)
          }}
        />
      )}
      {draft === undefined ? null : <Preview zone={zone} draft={draft} entrances={entrances} />}
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={() => onDone()}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface LeadsProps extends Pick<ZoneFormProps, 'zone' | 'entrances'> {
  readonly leads: LeadsOf
  /** Nothing is wrong before somebody began. */
  readonly isTried: boolean
  readonly onChange: (leads: LeadsOf) => void
}

const WAYS = ['none', 'in', 'out'] as const

const Leads = ({ zone, entrances, leads, isTried, onChange }: LeadsProps) => {
  const t = useTranslations('rules')
  const wayOf = (id: string) => leads[id] ?? 'none'
  const isOneWay = new Set(zone.entranceIds.map(wayOf)).size === 1
  const errorAt = (id: string): string | undefined =>
    wayOf(id) === 'none' ? t('leadsMissing') : isOneWay ? t('leadsOneOfEach') : undefined
  return (
    <fieldset className="field stack rule-ways">
      <legend>{t('leads')}</legend>
      {zone.entranceIds.map((id) => (
        <Select
          key={id}
          label={entrances.find((one) => one.id === id)?.name ?? id}
          value={leads[id] ?? 'none'}
          options={WAYS.map((value) => ({ value, label: t(`leadsOption.${value}`) }))}
          onChange={(way) => onChange({ ...leads, [id]: way })}
          error={isTried ? errorAt(id) : undefined}
        />
      ))}
    </fieldset>
  )
}

interface PreviewProps extends Pick<ZoneFormProps, 'zone' | 'entrances'> {
  readonly draft: ZoneDraft
}

const Preview = ({ zone, draft, entrances }: PreviewProps) => {
  const t = useTranslations('rules')
  const { ofZone } = useRuleWords()
  const { data } = useQuery(draftQuery(zone.id, draft))
  return (
    <div className="stack">
      <h4>{t('preview')}</h4>
      <Sentences label={t('preview')} texts={ofZone(draft)} />
      <Unmet unmet={data?.unmet ?? []} entrances={entrances} />
    </div>
  )
}
