/** The record of processing as a file: the same words as the register, in one language. */
import { csvLine, type Instant } from '@loge/kernel'
import {
  type Article,
  type LegalBasis,
  type ProcessingRecord,
  type RecordLine,
  recordOf,
  type Register,
  type Role,
  type SafeguardKind,
  type Sentence,
} from '../core/index.ts'

type Language = 'en' | 'fr'

const WORDS = {
  en: {
    head: [
      'Controller',
      'Address',
      'E-mail',
      'Data-protection officer',
      'Activity',
      'Part we play',
      'Purposes',
      'Legal bases',
      'Whose data',
      'Which data',
      'Where from',
      'Recipients',
      'Other countries and safeguards',
      'Kept',
      'Decided by a machine alone',
      'Security',
    ],
    role: { controller: 'controller', joint: 'joint controller', processor: 'processor' },
    basis: {
      consent: 'consent',
      contract: 'contract',
      legal_obligation: 'legal obligation',
      vital_interests: 'vital interests',
      public_task: 'public task',
      legitimate_interests: 'legitimate interests',
    },
    safeguard: {
      adequacy: 'adequacy decision (art. 45)',
      standard_clauses: 'standard clauses of the Commission (art. 46(2)(c))',
      authority_clauses: 'standard clauses of an authority (art. 46(2)(d))',
      binding_rules: 'binding corporate rules (art. 47)',
    },
    yes: 'yes',
    no: 'no',
  },
  fr: {
    head: [
      'Responsable',
      'Adresse',
      'Courriel',
      'Délégué à la protection des données',
      'Traitement',
      'Notre rôle',
      'Finalités',
      'Bases légales',
      'Personnes concernées',
      'Données',
      'Provenance',
      'Destinataires',
      'Autres pays et garanties',
      'Durée de conservation',
      'Décision entièrement automatisée',
      'Sécurité',
    ],
    role: { controller: 'responsable', joint: 'responsable conjoint', processor: 'sous-traitant' },
    basis: {
      consent: 'consentement',
      contract: 'contrat',
      legal_obligation: 'obligation légale',
      vital_interests: 'intérêts vitaux',
      public_task: 'mission d’intérêt public',
      legitimate_interests: 'intérêt légitime',
    },
    safeguard: {
      adequacy: 'décision d’adéquation (art. 45)',
      standard_clauses: 'clauses types de la Commission (art. 46.2.c)',
      authority_clauses: 'clauses types d’une autorité (art. 46.2.d)',
      binding_rules: 'règles d’entreprise contraignantes (art. 47)',
    },
    yes: 'oui',
    no: 'non',
  },
} as const satisfies Record<
  Language,
  {
    head: readonly string[]
    role: Record<Role, string>
    basis: Record<LegalBasis, string>
    safeguard: Record<SafeguardKind, string>
    yes: string
    no: string
  }
>

const joined = (parts: readonly string[]): string => [...new Set(parts)].join(' ; ')

const cellsOf = (
  { controller }: ProcessingRecord,
  line: RecordLine,
  language: Language,
): readonly string[] => {
  const words = WORDS[language]
  const say = (sentences: readonly Sentence[]) => joined(sentences.map((one) => one[language]))
  const { dpo } = controller
  return [
    controller.name,
    controller.address,
    controller.email,
    dpo === null ? '' : `${dpo.name}, ${dpo.email}`,
    line.label[language],
    words.role[line.role],
    say(line.purposes.map(({ sentence }) => sentence)),
    joined(line.purposes.map(({ basis }) => words.basis[basis])),
    say(line.audiences),
    say(line.categories),
    say(line.sources),
    joined(
      line.recipients.map(({ label, names }) =>
        names.length === 0 ? label[language] : `${label[language]} (${names.join(', ')})`,
      ),
    ),
    joined(
      line.transfers.map(
        ({ name, country, safeguard }) =>
          `${name}, ${country}${safeguard === null ? '' : `, ${words.safeguard[safeguard]}`}`,
      ),
    ),
    say(line.purposes.map(({ kept }) => kept)),
    words[line.art22 ? 'yes' : 'no'],
    say(line.measures),
  ]
}

interface Wanted {
  readonly article: Article
  readonly format: 'csv' | 'json'
  readonly language: Language
  readonly at: Instant
}

/** In French a spreadsheet expects semicolons; the mark of byte order tells it the letters are UTF-8. */
const csvOf = (record: ProcessingRecord, language: Language): string => {
  const separator = language === 'fr' ? ';' : ','
  return `\uFEFF${[WORDS[language].head, ...record.lines.map((line) => cellsOf(record, line, language))]
    .map((cells) => csvLine(cells, separator))
    .join('')}`
}

export const exportRecord = (register: Register, { article, format, language, at }: Wanted) => {
  const record = recordOf(register, article)
  const text = format === 'csv' ? csvOf(record, language) : `${JSON.stringify(record, null, 2)}\n`
  return {
    fileName: `register-${article}-${new Date(at).toISOString().slice(0, 10)}.${format}`,
    mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
    content: (async function* () {
      yield Buffer.from(text)
    })(),
  }
}
