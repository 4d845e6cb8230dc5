/** What a change of rights touched, as its line in the list says it. */
export const touchedWords = {
  en: {
    group: {
      made: 'group {known, select, true {“{name}”} other {}} made',
      changed: 'group {known, select, true {“{name}”} other {}} changed',
      removed: 'group removed',
    },
    schedule: {
      made: 'schedule {known, select, true {“{name}”} other {}} made',
      changed: 'schedule {known, select, true {“{name}”} other {}} changed',
    },
    grant: '{count, plural, one {one right given} other {# rights given}}',
    revoke: '{count, plural, one {one right taken back} other {# rights taken back}}',
    suspend: '{count, plural, one {one person blocked} other {# people blocked}}',
    restore: '{count, plural, one {one person unblocked} other {# people unblocked}}',
    more: '{count, plural, one {and one more} other {and # more}}',
  },
  fr: {
    group: {
      made: 'groupe {known, select, true {« {name} »} other {}} créé',
      changed: 'groupe {known, select, true {« {name} »} other {}} modifié',
      removed: 'groupe supprimé',
    },
    schedule: {
      made: 'horaire {known, select, true {« {name} »} other {}} créé',
      changed: 'horaire {known, select, true {« {name} »} other {}} modifié',
    },
    grant: '{count, plural, one {un droit donné} other {# droits donnés}}',
    revoke: '{count, plural, one {un droit repris} other {# droits repris}}',
    suspend: '{count, plural, one {une personne bloquée} other {# personnes bloquées}}',
    restore: '{count, plural, one {une personne débloquée} other {# personnes débloquées}}',
    more: '{count, plural, one {et une autre} other {et # autres}}',
  },
} as const
