/** What the readable copy says around the values. Every sentence in both languages. */
export const copyWords = {
  en: {
    title: 'What we hold about you',
    reference: (reference: string, day: string) => `Request ${reference}, copy made on ${day}`,
    yes: 'Yes, we process data about you. Here are all of them.',
    uses: 'What for, for whom, from where, until when',
    usesHead: [
      'Data',
      'What for, and on which basis',
      'Who may receive them',
      'Where they come from',
      'Until when',
    ],
    ownOnly: 'our own staff',
    source: {
      provided: 'given by you',
      observed: 'observed by us',
      derived: 'worked out by us',
      third_party: 'given by somebody else',
    },
    given: 'To whom something was really given',
    givenHead: ['When', 'To whom', 'Which data'],
    givenNobody: 'To nobody outside.',
    rights: 'What you can ask',
    rightsText:
      'You can have your data corrected, completed, erased or frozen, take them along, object to a use, take a consent back, and say what becomes of them after your death. If you do not agree with us, you can complain to:',
    values: 'Every value',
    masked:
      'Other people are masked, and secrets that sign you in are shown to nobody: “[secret]” says that one is held.',
    origin: 'Where it comes from',
    from: (how: string, day: string, whom: string) => `${how}, on ${day}, from ${whom}`,
    until: 'Kept until',
  },
  fr: {
    title: 'Ce que nous conservons à votre sujet',
    reference: (reference: string, day: string) => `Demande ${reference}, copie établie le ${day}`,
    yes: 'Oui, nous traitons des données à votre sujet. Les voici toutes.',
    uses: 'À quoi, à qui, d’où, jusqu’à quand',
    usesHead: [
      'Données',
      'À quoi, et sur quelle base',
      'Qui peut les recevoir',
      'D’où elles viennent',
      'Jusqu’à quand',
    ],
    ownOnly: 'notre propre personnel',
    source: {
      provided: 'données par vous',
      observed: 'constatées par nous',
      derived: 'déduites par nous',
      third_party: 'données par quelqu’un d’autre',
    },
    given: 'À qui quelque chose a réellement été transmis',
    givenHead: ['Quand', 'À qui', 'Quelles données'],
    givenNobody: 'À personne d’extérieur.',
    rights: 'Ce que vous pouvez demander',
    rightsText:
      'Vous pouvez faire corriger, compléter, effacer ou geler vos données, les récupérer, vous opposer à une utilisation, retirer un accord et dire ce qu’elles deviennent après votre décès. Si vous n’êtes pas d’accord avec nous, vous pouvez adresser une réclamation à :',
    values: 'Chaque valeur',
    masked:
      'Les autres personnes sont masquées, et les secrets qui vous identifient ne sont montrés à personne : « [secret] » indique qu’il en existe un.',
    origin: 'D’où cela vient',
    from: (how: string, day: string, whom: string) => `${how}, le ${day}, de : ${whom}`,
    until: 'Conservé jusqu’au',
  },
} as const
