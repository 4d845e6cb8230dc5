/** Words for whoever lives here and does not run the house. */
export const texts = {
  en: {
    ownDoors: {
      title: 'These pages are for those who run the residence.',
      text: 'There is nothing you have to do here: your badges and codes work at the doors as they are. If one is lost, or a door stays closed, ask the caretaker or the manager.',
      settings: 'Your sign-in and devices',
      doors: 'What opens to you now',
      open: 'You may enter.',
      openUntil: 'You may enter, until {time}.',
      none: 'No door of the residence opens to you yet. The caretaker or the manager can give you a right.',
      suspended: 'Your rights are suspended. The manager can tell you why.',
    },
  },
  fr: {
    ownDoors: {
      title: 'Ces pages sont pour ceux qui gèrent la résidence.',
      text: 'Vous n’avez rien à y faire : vos badges et vos codes fonctionnent aux portes tels quels. Si vous en perdez un, ou si une porte reste fermée, adressez-vous au gardien ou au gestionnaire.',
      settings: 'Votre connexion et vos appareils',
      doors: 'Ce qui s’ouvre à vous en ce moment',
      open: 'Vous pouvez entrer.',
      openUntil: 'Vous pouvez entrer, jusqu’à {time}.',
      none: 'Aucune porte de la résidence ne s’ouvre encore à vous. Le gardien ou le gestionnaire peut vous donner un droit.',
      suspended: 'Vos droits sont suspendus. Le gestionnaire peut vous dire pourquoi.',
    },
  },
} as const
