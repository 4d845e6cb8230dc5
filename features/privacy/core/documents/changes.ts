/** What changed between two registers, in words: as a letter lists it. */
import type { Language } from './content.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    controller_changed: 'who answers for your data',
    activity_added: 'a new use',
    activity_removed: 'a use less',
    purpose_added: 'a new purpose',
    purpose_removed: 'a purpose less',
    basis_changed: 'another lawful basis',
    category_added: 'more kinds of data',
    category_removed: 'fewer kinds of data',
    audience_added: 'more people concerned',
    recipient_added: 'a new recipient',
    recipient_removed: 'a recipient less',
    country_changed: 'another country',
    transfer_widened: 'wider transfers',
    period_longer: 'a longer period',
    period_shorter: 'a shorter period',
    trigger_changed: 'another start of a period',
    decided_by_machine: 'a decision by a machine',
    tracker_added: 'a new cookie',
    wording: 'the wording',
  },
  fr: {
    controller_changed: 'qui répond de vos données',
    activity_added: 'un nouvel usage',
    activity_removed: 'un usage de moins',
    purpose_added: 'une nouvelle finalité',
    purpose_removed: 'une finalité de moins',
    basis_changed: 'une autre base légale',
    category_added: 'plus de catégories de données',
    category_removed: 'moins de catégories de données',
    audience_added: 'plus de personnes concernées',
    recipient_added: 'un nouveau destinataire',
    recipient_removed: 'un destinataire de moins',
    country_changed: 'un autre pays',
    transfer_widened: 'des transferts plus larges',
    period_longer: 'une durée plus longue',
    period_shorter: 'une durée plus courte',
    trigger_changed: 'un autre point de départ',
    decided_by_machine: 'une décision par une machine',
    tracker_added: 'un nouveau cookie',
    wording: 'la rédaction',
  },
}

/** Each kind once, in words; `changes` are as a version keeps them: a kind, then what it is of. */
export const materialChanges = (changes: readonly string[], language: Language): readonly string[] =>
  [...new Set(changes.map((change) => change.split(' ', 1)[0] ?? ''))].flatMap(
    (kind) => WORDS[language][kind] ?? [],
  )
