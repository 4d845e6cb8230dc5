/** Words of lifts: a controller that becomes one, and its floors among the doors. */
export const texts = {
  en: {
    lifts: {
      choice: 'A lift, with an entrance for each floor',
      choiceHint:
        'The reader is in the car. A badge shown there releases the buttons of the floors its holder has a right to.',
      floors: 'Its floors',
      floorsLead: 'Each output releases the button of one floor. People read “{example}”.',
      name: 'Floor of the output {output}',
      level: 'Where {output} stops',
      noLevel: 'Nobody said',
      empty: 'Leave the name empty where an output is not wired.',
      few: 'A lift has two floors at least: name this one.',
      group: 'Lift',
      groupOk:
        '{name}, {all, select, true {{count, plural, one {# floor} other {# floors}}} other {{ok, number} of {count, plural, one {# floor} other {# floors}} in order}}',
      adopt: 'Make this lift',
    },
  },
  fr: {
    lifts: {
      choice: 'Un ascenseur, avec une entrée par étage',
      choiceHint:
        'Le lecteur est dans la cabine. Un badge présenté là libère les boutons des étages où son porteur a le droit d’aller.',
      floors: 'Ses étages',
      floorsLead: 'Chaque sortie libère le bouton d’un étage. On lira « {example} ».',
      name: 'Étage de la sortie {output}',
      level: 'Où s’arrête {output}',
      noLevel: 'Non précisé',
      empty: 'Laissez le nom vide si une sortie n’est pas câblée.',
      few: 'Un ascenseur a au moins deux étages : nommez celui-ci.',
      group: 'Ascenseur',
      groupOk:
        '{name}, {all, select, true {{count, plural, one {# étage} other {# étages}}} other {{ok, number} sur {count, plural, one {# étage} other {# étages}} en ordre}}',
      adopt: 'Créer cet ascenseur',
    },
  },
} as const
