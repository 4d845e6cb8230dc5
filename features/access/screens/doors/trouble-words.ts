/** What is not as it should be at a door, in words: codes blocked after too many wrong ones, a lock that does not confirm. */
export const codesWords = {
  en: {
    title: {
      door: 'No code is taken here until {until}.',
      site: 'No code is taken at any door of the site until {until}.',
    },
    text: {
      door: '{count, plural, one {One wrong code was} other {# wrong codes were}} typed at this door. Badges and phones work as usual.',
      site: '{count, plural, one {One wrong code was} other {# wrong codes were}} typed at the doors of the site. Badges and phones work as usual.',
    },
    why: 'Why should codes be taken again?',
    reason: {
      mistyped: 'Somebody mistyped',
      replaced: 'The code was changed',
      keypad: 'The keypad was repaired',
      test: 'A test',
      other: 'Another reason…',
    },
    release: 'Take codes again',
    hint: 'Written in the logbook with your name and this reason. The next wrong codes block again, for longer.',
    notAllowed: 'Your role does not end this; it ends by itself.',
    offline: 'This is off until the line is back. The block ends by itself.',
    alone: 'The building does not answer, so nobody can end this from here. The block ends by itself.',
    released: 'Codes are taken again since {time}.',
    failed: 'Codes are not taken again: {reason}.',
    silent: 'No answer from the building. Past its deadline the order is dropped.',
  },
  fr: {
    title: {
      door: 'Aucun code n’est accepté ici jusqu’à {until}.',
      site: 'Aucun code n’est accepté aux portes du site jusqu’à {until}.',
    },
    text: {
      door: '{count, plural, one {Un code faux a été saisi} other {# codes faux ont été saisis}} à cette porte. Badges et téléphones fonctionnent comme d’habitude.',
      site: '{count, plural, one {Un code faux a été saisi} other {# codes faux ont été saisis}} aux portes du site. Badges et téléphones fonctionnent comme d’habitude.',
    },
    why: 'Pourquoi accepter de nouveau les codes ?',
    reason: {
      mistyped: 'Quelqu’un s’est trompé',
      replaced: 'Le code a été changé',
      keypad: 'Le clavier a été réparé',
      test: 'Un essai',
      other: 'Une autre raison…',
    },
    release: 'Accepter de nouveau les codes',
    hint: 'Inscrit dans la main courante avec votre nom et cette raison. De nouveaux codes faux bloqueront encore, plus longtemps.',
    notAllowed: 'Votre rôle ne permet pas de lever ce blocage ; il prendra fin de lui-même.',
    offline: 'Impossible jusqu’au retour de la ligne. Le blocage prendra fin de lui-même.',
    alone: 'Le bâtiment ne répond pas : personne ne peut lever ce blocage d’ici. Il prendra fin de lui-même.',
    released: 'Les codes sont de nouveau acceptés depuis {time}.',
    failed: 'Les codes ne sont toujours pas acceptés : {reason}.',
    silent: 'Pas de réponse du bâtiment. Passé le délai, l’ordre est abandonné.',
  },
} as const

export const unconfirmedWords = {
  en: {
    title: 'Its lock does not confirm what it is told.',
    text: '{count, plural, one {One opening was} other {# openings in a row were}} ordered without an answer: since {since}, last {last}. Whoever stood there may not have got in. Look at its power, its link and its bolt. This goes away at its next answer, or once somebody has recorded on Today what they found.',
  },
  fr: {
    title: 'Sa serrure ne confirme pas ce qui lui est demandé.',
    text: '{count, plural, one {Une ouverture a été demandée} other {# ouvertures de suite ont été demandées}} sans réponse : depuis {since}, la dernière {last}. Qui attendait là n’est peut-être pas entré. Vérifiez son courant, sa liaison et son pêne. Ce message disparaît à sa prochaine réponse, ou dès que quelqu’un a noté dans Aujourd’hui ce qu’il a constaté.',
  },
} as const
