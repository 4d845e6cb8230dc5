/** Words of the other places where something of an erased person may be. */
export const texts = {
  en: {
    stores: {
      title: 'Elsewhere than in the database',
      store: {
        imported_files: 'Imported files',
        queued_mail: 'Letters that wait',
        search: 'Search',
        caches: 'Memory of the server',
        logs: 'Technical logs',
        doors: 'Controllers of the doors',
        devices: 'Devices',
        backups: 'Backups',
      },
      why: {
        imported_files: 'rows of a file leave a day after it came',
        queued_mail: 'none leaves any more',
        search: 'asks the database, and keeps nothing',
        caches: 'read anew within a minute',
        logs: 'hold codes and never names',
        doors: 'each confirms that it knows nothing of the person',
        devices: 'know codes of doors, and no person',
        backups: 'a copy put back is cleansed before anybody is answered from it',
      },
      state: {
        nothing: 'nobody named',
        with_rows: 'gone',
        gone: 'gone',
        pending: '{count, plural, =0 {waiting} other {# waiting}}',
      },
      until: 'gone {when}',
    },
  },
  fr: {
    stores: {
      title: 'Ailleurs que dans la base',
      store: {
        imported_files: 'Fichiers importés',
        queued_mail: 'Lettres en attente',
        search: 'Recherche',
        caches: 'Mémoire du serveur',
        logs: 'Journaux techniques',
        doors: 'Contrôleurs des portes',
        devices: 'Équipements',
        backups: 'Sauvegardes',
      },
      why: {
        imported_files: 'les lignes d’un fichier partent un jour après son arrivée',
        queued_mail: 'aucune ne part plus',
        search: 'interroge la base, et ne garde rien',
        caches: 'relue dans la minute',
        logs: 'contiennent des codes, jamais de noms',
        doors: 'chacun confirme qu’il ne sait plus rien de la personne',
        devices: 'connaissent des codes de portes, aucune personne',
        backups: 'une copie remise en service est nettoyée avant toute réponse',
      },
      state: {
        nothing: 'personne n’y est nommé',
        with_rows: 'effacé',
        gone: 'effacé',
        pending: '{count, plural, =0 {en attente} other {# en attente}}',
      },
      until: 'effacé {when}',
    },
  },
} as const
