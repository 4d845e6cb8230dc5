/** What the rights of people say when they refuse. */
export const texts = {
  en: {
    'problem.erasure_of_oneself': 'Nobody erases themselves here. Ask a colleague to do it.',
    'problem.purpose_unknown': 'Nobody asks you to agree to this any more.',
    'problem.consent_text_changed':
      'What you agree to was worded anew meanwhile. Read it again, then choose.',
    'problem.consent_missing': 'This person has not agreed to this, or took it back.',
    'problem.directive_empty': 'Choose what becomes of at least one kind of data.',
    'problem.directive_needs_executor': 'Say who your data go to, and how we reach them.',
    'problem.directive_needs_holder': 'Say who holds the directive with this number.',
  },
  fr: {
    'problem.erasure_of_oneself': 'Personne ne s’efface soi-même ici. Demandez à un collègue de le faire.',
    'problem.purpose_unknown': 'Plus personne ne vous demande cet accord.',
    'problem.consent_text_changed':
      'Le texte de cet accord a changé entre-temps. Relisez-le, puis choisissez.',
    'problem.consent_missing': 'Cette personne n’a pas donné cet accord, ou l’a retiré.',
    'problem.directive_empty': 'Choisissez ce que devient au moins une sorte de données.',
    'problem.directive_needs_executor':
      'Indiquez à qui vos données sont remises, et comment joindre cette personne.',
    'problem.directive_needs_holder': 'Indiquez qui conserve la directive portant ce numéro.',
  },
} as const
