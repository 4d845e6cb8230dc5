/** Words of the page of the house rules. */
export const texts = {
  en: {
    house: {
      title: 'House rules',
      lead: 'What each residence settled for its doors, whether the doors know it, and who changed it.',
      none: 'There is no residence yet.',
      noneText: 'Once there is one, its rules are here.',
      rule: {
        unlockSeconds: 'A new door opens for',
        heldOpenSeconds: 'At a new door, held open becomes an alarm after',
        visitorLeaseHours: 'Without news from us, visitors still enter for',
        residentLeaseDays: 'Without news from us, residents still enter for',
        staffLeaseDays: 'Without news from us, staff still enters for',
      },
      unit: {
        seconds: '{count, plural, one {# second} other {# seconds}}',
        hours: '{count, plural, one {# hour} other {# hours}}',
        days: '{count, plural, one {# day} other {# days}}',
      },
      field: { seconds: '{rule} (seconds)', hours: '{rule} (hours)', days: '{rule} (days)' },
      hint: {
        unlockSeconds: 'Each door may say otherwise. Doors that are there keep what they have.',
        heldOpenSeconds: 'Each door may say otherwise. Doors that are there keep what they have.',
        visitorLeaseHours: 'A guest of yesterday should not open tomorrow because a cable is cut.',
        residentLeaseDays:
          'A shorter time is safer after a theft, and closes the house sooner in a long failure.',
        staffLeaseDays: 'For those who work here.',
      },
      leases:
        'Doors decide alone. When the line is cut, each kind of right lasts this long, then the door refuses.',
      usual: 'Nobody has changed anything here: these are the usual rules.',
      change: 'Change',
      changeOf: 'Change the rules of {site}',
      keep: 'Keep these rules',
      cancel: 'Leave them',
      wrong: 'Write a whole number from {least, number} to {most, number}.',
      edge: 'An edge',
      noEdge: 'No edge serves this residence: no door knows it yet.',
      inForce: {
        yes: '{edge}: in force since {when}',
        pending: '{edge}: on its way since {when}',
        unknown: '{edge}: not heard since {when}, nobody can say',
        edge_revoked: '{edge}: taken out of service ({when}), no change reaches a door',
      },
      changes: 'Changes',
      changed: '{rule}: {to} instead of {from}',
      changedBy: '{who}, {when}',
      fixed: 'What holds everywhere',
      pin: 'A code has {least, number} to {most, number} digits. Birthdays, sequences and patterns of the keypad are refused.',
      tries:
        'After {count, number} wrong codes at a door within ten minutes it takes no code for ten minutes, then twice as long each time. Badges still work.',
      names: 'The log names nobody until somebody says why they look; who is looked at can see it.',
      movements: 'Who went through which door is erased after three months.',
      egress: 'Going out is never blocked, whatever is settled here.',
    },
  },
  fr: {
    house: {
      title: 'Règles de la maison',
      lead: 'Ce que chaque résidence a réglé pour ses portes, si les portes le savent, et qui l’a changé.',
      none: 'Il n’y a pas encore de résidence.',
      noneText: 'Dès qu’il y en aura une, ses règles seront ici.',
      rule: {
        unlockSeconds: 'Une nouvelle porte s’ouvre pendant',
        heldOpenSeconds: 'À une nouvelle porte, l’alarme « restée ouverte » vient après',
        visitorLeaseHours: 'Sans nouvelles de nous, les visiteurs entrent encore pendant',
        residentLeaseDays: 'Sans nouvelles de nous, les résidents entrent encore pendant',
        staffLeaseDays: 'Sans nouvelles de nous, le personnel entre encore pendant',
      },
      unit: {
        seconds: '{count, plural, one {# seconde} other {# secondes}}',
        hours: '{count, plural, one {# heure} other {# heures}}',
        days: '{count, plural, one {# jour} other {# jours}}',
      },
      field: { seconds: '{rule} (secondes)', hours: '{rule} (heures)', days: '{rule} (jours)' },
      hint: {
        unlockSeconds: 'Chaque porte peut faire autrement. Les portes déjà là gardent leur réglage.',
        heldOpenSeconds: 'Chaque porte peut faire autrement. Les portes déjà là gardent leur réglage.',
        visitorLeaseHours: 'L’invité d’hier ne doit pas ouvrir demain parce qu’un câble est coupé.',
        residentLeaseDays:
          'Plus court, c’est plus sûr après un vol, mais la maison se ferme plus tôt lors d’une longue panne.',
        staffLeaseDays: 'Pour ceux qui travaillent ici.',
      },
      leases:
        'Les portes décident seules. Quand la liaison est coupée, chaque sorte de droit dure ce temps, puis la porte refuse.',
      usual: 'Personne n’a rien changé ici : ce sont les règles habituelles.',
      change: 'Modifier',
      changeOf: 'Modifier les règles de {site}',
      keep: 'Garder ces règles',
      cancel: 'Ne rien changer',
      wrong: 'Écrivez un nombre entier de {least, number} à {most, number}.',
      edge: 'Un boîtier',
      noEdge: 'Aucun boîtier ne sert cette résidence : aucune porte ne le sait encore.',
      inForce: {
        yes: '{edge} : en vigueur depuis {when}',
        pending: '{edge} : en route depuis {when}',
        unknown: '{edge} : sans nouvelles depuis {when}, nul ne peut le dire',
        edge_revoked: '{edge} : hors service ({when}), aucune modification n’atteint une porte',
      },
      changes: 'Modifications',
      changed: '{rule} : {to} au lieu de {from}',
      changedBy: '{who}, {when}',
      fixed: 'Ce qui vaut partout',
      pin: 'Un code a de {least, number} à {most, number} chiffres. Dates, suites et dessins du clavier sont refusés.',
      tries:
        'Après {count, number} codes faux à une porte en dix minutes, elle n’accepte plus de code pendant dix minutes, puis deux fois plus longtemps à chaque fois. Les badges fonctionnent toujours.',
      names:
        'La main courante ne nomme personne tant qu’on n’a pas dit pourquoi on regarde ; la personne regardée peut le voir.',
      movements: 'Qui est passé par quelle porte est effacé au bout de trois mois.',
      egress: 'Sortir n’est jamais empêché, quoi qu’on règle ici.',
    },
  },
} as const
