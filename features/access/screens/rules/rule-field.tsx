/** One rule: whether it holds, and its settings when it does. Made from its description. */
import { PASSAGE_RULES, type PassageRule, type RuleSetting } from '@loge/features/access/core'
import { useTranslations } from 'use-intl'
import { SettingField, type SettingName, type SettingValue, usualOf, WRONG } from './setting-field.tsx'

/** `null`: it does not hold. */
export type RuleDraft = Readonly<Partial<Record<SettingName, SettingValue>>> | null

const settingsOf = (rule: PassageRule): readonly (readonly [SettingName, RuleSetting])[] =>
  Object.entries<RuleSetting>(PASSAGE_RULES[rule].settings) as [SettingName, RuleSetting][]

export const isRight = (draft: RuleDraft): boolean => !Object.values(draft ?? {}).includes(WRONG)

interface RuleFieldProps {
  readonly rule: PassageRule
  readonly draft: RuleDraft
  readonly onChange: (draft: RuleDraft) => void
}

export const RuleField = ({ rule, draft, onChange }: RuleFieldProps) => {
  const t = useTranslations('rules')
  const settings = settingsOf(rule)
  return (
    <div className="stack">
      <label className="opt">
        <input
          type="checkbox"
          checked={draft !== null}
          onChange={({ target }) =>
            onChange(
              target.checked
                ? Object.fromEntries(settings.map(([name, setting]) => [name, usualOf(setting)]))
                : null,
            )
          }
        />
        <span>{t(`rule.${rule}`)}</span>
      </label>
      {draft === null
        ? null
        : settings.map(([name, setting]) => (
            <SettingField
              key={name}
              name={name}
              setting={setting}
              value={draft[name] ?? null}
              onChange={(value) => onChange({ ...draft, [name]: value })}
            />
          ))}
    </div>
  )
}
