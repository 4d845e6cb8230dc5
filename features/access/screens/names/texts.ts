/** Words of showing a name that is folded. */
export const texts = {
  en: {
    names: {
      why: 'Why do you need {count, plural, one {the name} other {the names}}?',
      reason: {
        danger: 'Somebody may be in danger',
        asked_by_them: 'They asked me to look',
        damage: 'Damage, theft or a forced door',
        authorities: 'The police or a court asks',
        rights: 'I am checking who may enter',
      },
      choose: 'Choose a reason',
      chooseFirst: 'Choose why before the names are shown.',
      show: 'Show {count, plural, one {the name} other {the names}}',
      byName: { gains: 'Who gains, by name', losses: 'Who loses, by name' },
      page: 'Names, page {page, number}',
      further: 'Further names ({shown, number} of {all, number})',
      hint: 'Written in the logbook with your name and this reason; the person can see who looked.',
      none: 'There is no name you may see.',
    },
  },
  fr: {
    names: {
      why: 'Pourquoi vous faut-il {count, plural, one {ce nom} other {ces noms}} ?',
      reason: {
        danger: 'Quelqu’un est peut-être en danger',
        asked_by_them: 'La personne me l’a demandé',
        damage: 'Dégât, vol ou porte forcée',
        authorities: 'La police ou un juge le demande',
        rights: 'Je vérifie qui peut entrer',
      },
      choose: 'Choisissez un motif',
      chooseFirst: 'Choisissez le motif avant l’affichage.',
      show: 'Afficher {count, plural, one {le nom} other {les noms}}',
      byName: { gains: 'Qui y gagne, nommément', losses: 'Qui y perd, nommément' },
      page: 'Noms, page {page, number}',
      further: 'Noms suivants ({shown, number} sur {all, number})',
      hint: 'Inscrit dans la main courante avec votre nom et ce motif ; la personne peut voir qui a regardé.',
      none: 'Il n’y a aucun nom que vous puissiez voir.',
    },
  },
} as const
