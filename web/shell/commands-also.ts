/**
 * Other words by which people look for what can be done, in both languages whatever the page is shown in: somebody in a
 * hurry types what they hear. They are never shown.
 */
export const ALSO = {
  badgeLost: 'lost stolen badge card key fob tag perdu perdue vole volee badge carte cle',
  openDoor: 'open unlock gate ouvrir deverrouiller porte portail barriere',
  whyEnter: 'why may can enter allowed refused pourquoi peut entrer refuse droit',
  lockDown: 'lockdown evacuate emergency fire intruder confinement evacuation urgence incendie bloquer',
  newPerson: 'new resident tenant move in nouveau nouvelle resident locataire emmenagement arrivee',
  paperForm: 'paper form print fiche papier imprimer',
  import: 'excel csv xlsx spreadsheet export tableur fichier importer exporter',
  keys: 'token program cle programme jeton',
  rules: 'lease alarm seconds reglement alarme duree',
  backup: 'restore copy sauvegarder restaurer copie',
  messages: 'mail email letter courriel lettre',
  accounts: 'user invite utilisateur compte inviter',
} as const
