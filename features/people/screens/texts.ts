/** What people and tenancies say to people. */
export const texts = {
  en: {
    'problem.person_unknown': 'There is no such person, or you may not see them.',
    'problem.tenancy_unknown': 'There is no such stay, or you may not see it.',
    'problem.unit_unknown': 'There is no such home, or you may not see it.',
    'problem.telephone_invalid':
      'This is not a telephone number. Write it with its country code, for example +33 6 12 34 56 78.',
    'problem.name_needs_staff': 'Please ask the manager of your residence to correct your name.',
    'problem.tenancy_ends_before_it_begins': 'The day of leaving must come after the day of moving in.',
    'problem.tenancy_overlaps': 'This person already lives in this home during these dates.',
    'civility.mr': 'Mr',
    'civility.mrs': 'Ms',
    'tenancyRole.holder': 'Holder of the lease',
    'tenancyRole.housemate': 'Shares the home',
    'tenancyRole.minor': 'Child',
    'tenancyRole.owner': 'Owner',
    'source.self': 'Told by the person',
    'source.staff': 'Entered by staff',
    'source.household': 'Told by somebody of the same home',
    'source.import': 'Taken over from a list',
  },
  fr: {
    'problem.person_unknown': 'Cette personne n’existe pas, ou vous n’y avez pas accès.',
    'problem.tenancy_unknown': 'Cette occupation n’existe pas, ou vous n’y avez pas accès.',
    'problem.unit_unknown': 'Ce logement n’existe pas, ou vous n’y avez pas accès.',
    'problem.telephone_invalid':
      'Ce n’est pas un numéro de téléphone. Écrivez-le avec l’indicatif du pays, par exemple +33 6 12 34 56 78.',
    'problem.name_needs_staff':
      'Pour faire corriger votre nom, veuillez vous adresser au gestionnaire de votre résidence.',
    'problem.tenancy_ends_before_it_begins': 'La date de départ doit être postérieure à la date d’entrée.',
    'problem.tenancy_overlaps': 'Cette personne habite déjà ce logement pendant cette période.',
    'civility.mr': 'M.',
    'civility.mrs': 'Mme',
    'tenancyRole.holder': 'Titulaire du bail',
    'tenancyRole.housemate': 'Partage le logement',
    'tenancyRole.minor': 'Enfant',
    'tenancyRole.owner': 'Propriétaire',
    'source.self': 'Indiqué par la personne',
    'source.staff': 'Saisi par le personnel',
    'source.household': 'Indiqué par une personne du même logement',
    'source.import': 'Repris d’une liste',
  },
} as const
