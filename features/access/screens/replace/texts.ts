/** Words of replacing equipment. */
export const texts = {
  en: {
    replace: {
      title: 'Replacement',
      open: 'Replace it…',
      lead: 'What takes its place gets its name, where it is, its doors and, where it has the same ones, its settings. {name} is then retired. It can be undone for a day.',
      successor: 'What takes its place',
      choose: 'Choose…',
      waiting: '{name}, to be adopted',
      adopted: '{name}, at no entrance',
      nothing:
        'No fitting piece has announced itself. Connect the new equipment: once it announces itself and can do what this one does, it can be chosen here.',
      standIn: 'As {role} of {entrance}',
      unfit: 'It has no part that can be this.',
      missing: 'Choose the part.',
      settingsLeft:
        '{count, plural, one {This setting does not move over: the new one has no such setting, or does not take the value. Set it by hand afterwards.} other {These settings do not move over: the new one has no such settings, or does not take the values. Set them by hand afterwards.}}',
      settingLeft: '{name}: {value}',
      missingSuccessor: 'Choose what takes its place.',
      loading: 'Its parts',
      reason: 'Why?',
      reasonHint: 'Kept in the logbook: “water in the case”.',
      reasonShort: 'Write at least three letters.',
      save: 'Replace it',
      cancel: 'Cancel',
      replacedBy: 'Replaced by <other>{name}</other> {time}.',
      tookPlaceOf: 'Took the place of <other>{name}</other> {time}.',
      doors:
        '{count, plural, =0 {No entrance moved over.} one {One entrance moved over.} other {# entrances moved over.}}',
      why: 'Why: {reason}.',
      undone: 'Undone {time}.',
      undo: 'Undo',
    },
  },
  fr: {
    replace: {
      title: 'Remplacement',
      open: 'Remplacer…',
      lead: 'Le remplaçant reçoit son nom, son emplacement, ses portes et, s’il a les mêmes, ses réglages. {name} est alors retiré. Vous pourrez annuler pendant un jour.',
      successor: 'Le remplaçant',
      choose: 'Choisissez…',
      waiting: '{name}, à adopter',
      adopted: '{name}, à aucune entrée',
      nothing:
        'Aucun équipement adapté ne s’est annoncé. Raccordez le nouveau : dès qu’il s’annonce et sait faire ce que fait celui-ci, vous le choisirez ici.',
      standIn: 'Comme {role} de {entrance}',
      unfit: 'Aucune de ses parties ne peut l’être.',
      missing: 'Choisissez la partie.',
      settingsLeft:
        '{count, plural, one {Ce réglage ne suit pas : le remplaçant ne l’a pas, ou n’accepte pas la valeur. Réglez-le à la main ensuite.} other {Ces réglages ne suivent pas : le remplaçant ne les a pas, ou n’accepte pas leurs valeurs. Réglez-les à la main ensuite.}}',
      settingLeft: '{name} : {value}',
      missingSuccessor: 'Choisissez le remplaçant.',
      loading: 'Ses parties',
      reason: 'Pourquoi ?',
      reasonHint: 'Gardé dans le journal : « boîtier noyé ».',
      reasonShort: 'Écrivez au moins trois lettres.',
      save: 'Remplacer',
      cancel: 'Renoncer',
      replacedBy: 'Remplacé par <other>{name}</other> {time}.',
      tookPlaceOf: 'A pris la place de <other>{name}</other> {time}.',
      doors:
        '{count, plural, =0 {Aucune entrée n’a suivi.} one {Une entrée a suivi.} other {# entrées ont suivi.}}',
      why: 'Motif : {reason}.',
      undone: 'Annulé {time}.',
      undo: 'Annuler le remplacement',
    },
  },
} as const
