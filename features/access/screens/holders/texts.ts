/** Whose a right is that names nobody, and how such a one is chosen. */
export const texts = {
  en: {
    holders: {
      residentsAll: 'Whoever lives in the residence',
      residentsOf: 'Whoever lives in {building}',
      oneHome: 'Whoever lives in one home',
      homeHint: 'Who moves in has it, who moves out no longer does.',
      homeOf: 'Whoever lives in {home}',
      oneRole: 'Whoever holds a role of the house',
      roleHint: 'Who is given the role under Settings, Accounts has it, who loses the role no longer does.',
      roleOf: 'Whoever has the role “{role}”',
      pick: { home: 'Home', role: 'Role' },
      missing: { home: 'A home to give it to.', role: 'A role to give it to.' },
    },
  },
  fr: {
    holders: {
      residentsAll: 'Quiconque habite la résidence',
      residentsOf: 'Quiconque habite {building}',
      oneHome: 'Quiconque habite un logement',
      homeHint: 'Qui emménage l’obtient, qui part ne l’a plus.',
      homeOf: 'Quiconque habite {home}',
      oneRole: 'Quiconque tient un rôle de la maison',
      roleHint: 'Qui reçoit le rôle dans Réglages, Comptes l’obtient, qui le perd ne l’a plus.',
      roleOf: 'Quiconque a le rôle « {role} »',
      pick: { home: 'Logement', role: 'Rôle' },
      missing: { home: 'Un logement à qui le donner.', role: 'Un rôle à qui le donner.' },
    },
  },
} as const
