/** What places say to people. */
export const texts = {
  en: {
    'problem.place_unknown': 'There is no such place, or you may not see it.',
    'problem.parent_unknown': 'The place it should belong to does not exist, or you may not see it.',
    'problem.floor_of_other_building':
      'This floor is in another building. Choose a floor of the same building.',
    'problem.place_name_taken': 'Another place beside it already has this name. Choose another one.',
    'problem.place_in_use': 'Something still belongs to this place. Remove or move that first.',
    'problem.time_zone_unknown':
      'This time zone is not known. Choose one from the list, such as Europe/Paris.',
    'problem.location_unknown':
      'This place is not on the same site, or the floor is not of that building. Choose them again.',
    'place.site': 'Residence',
    'place.building': 'Building',
    'place.floor': 'Floor',
    'place.unit': 'Home or premises',
    'unitKind.home': 'Home',
    'unitKind.commercial': 'Business premises',
    'unitKind.parking': 'Parking space',
    'unitKind.storage': 'Storage room',
  },
  fr: {
    'problem.place_unknown': 'Ce lieu n’existe pas, ou vous n’y avez pas accès.',
    'problem.parent_unknown': 'Le lieu auquel il doit appartenir n’existe pas, ou vous n’y avez pas accès.',
    'problem.floor_of_other_building':
      'Cet étage se trouve dans un autre bâtiment. Choisissez un étage du même bâtiment.',
    'problem.place_name_taken': 'Un lieu voisin porte déjà ce nom. Choisissez-en un autre.',
    'problem.place_in_use': 'Quelque chose dépend encore de ce lieu. Supprimez-le ou déplacez-le d’abord.',
    'problem.time_zone_unknown':
      'Ce fuseau horaire est inconnu. Choisissez-en un dans la liste, par exemple Europe/Paris.',
    'problem.location_unknown':
      'Ce lieu ne fait pas partie du même site, ou l’étage n’est pas de ce bâtiment. Choisissez-les de nouveau.',
    'place.site': 'Résidence',
    'place.building': 'Bâtiment',
    'place.floor': 'Étage',
    'place.unit': 'Logement ou local',
    'unitKind.home': 'Logement',
    'unitKind.commercial': 'Local commercial',
    'unitKind.parking': 'Place de stationnement',
    'unitKind.storage': 'Cave ou débarras',
  },
} as const
