/**
 * Other words by which people look for each page and each act, in both languages whatever the page is shown in: somebody
 * in a hurry types what they hear. They are never shown. What is not listed here is no command (`commands.tsx`).
 */
export const ALSO = {
  today: { en: 'home start dashboard now needs', fr: 'accueil jour tableau de bord maintenant à faire' },
  doorsLong: {
    en: 'gates readers locks lifts barrier devices hardware battery plan map adopt',
    fr: 'portails lecteurs serrures ascenseurs barrière appareils matériel pile batterie plan adopter',
  },
  access: {
    en: 'rights groups profiles grid permissions who opens keys',
    fr: 'accès droits groupes profils grille autorisations qui ouvre clés',
  },
  campaigns: {
    en: 'campaign review audit yearly check excessive rights',
    fr: 'campagne revue contrôle annuel vérifier droits de trop',
  },
  events: {
    en: 'log journal history passages logbook police export last night refused refusals',
    fr: 'journal historique passages registre police exporter cette nuit refus refusés',
  },
  reports: {
    en: 'report weekly monthly scheduled statistics summary',
    fr: 'rapport hebdomadaire mensuel programmé statistiques bilan',
  },
  residents: {
    en: 'people tenants owners staff homes list names badges plates cars move in move out',
    fr: 'habitants locataires propriétaires gardien personnes logements liste noms badges plaques voitures emménagement déménagement départ',
  },
  emergency: {
    en: 'lockdown evacuation fire alarm intruder safety',
    fr: 'confinement évacuation incendie alarme intrus sécurité',
  },
  register: {
    en: 'privacy gdpr processing retention periods recipients record article 30',
    fr: 'rgpd vie privée traitements conservation durées destinataires article 30',
  },
  myData: {
    en: 'privacy gdpr personal copy consent rights download portability directive death objection',
    fr: 'rgpd vie privée personnelles copie consentement accord droits télécharger portabilité directive décès opposition',
  },
  privacyDesk: {
    en: 'gdpr request officer dpo erasure deadline letter rights case',
    fr: 'rgpd demande dpo délégué effacement délai lettre droits dossier',
  },
  customers: {
    en: 'client prospect crm company contact sales offers',
    fr: 'client prospect crm société interlocuteur vente offres',
  },
  outside: {
    en: 'contact form mail newsletter subscribers recruit source prospects',
    fr: 'contact formulaire courrier lettre information abonnés recrutement source prospects',
  },
  settings: {
    en: 'preferences options configuration parameters more',
    fr: 'paramètres préférences options configuration plus',
  },
  labels: { en: 'qr stickers print code', fr: 'étiquettes qr autocollants imprimer' },
  rollouts: {
    en: 'rollout firmware update bulk settings several devices progress paused',
    fr: 'déploiement logiciel mise à jour groupés réglages plusieurs appareils pause',
  },
  looks: {
    en: 'looked privacy consulted who read review curious',
    fr: 'consultations vie privée qui a regardé lu contrôle',
  },
  sites: {
    en: 'residence address clock time zone holidays calendar',
    fr: 'résidence adresse horloge fuseau heure fériés calendrier',
  },
  rules: {
    en: 'lease alarm seconds policy how long forgotten retention',
    fr: 'règlement alarme durée délai secondes conservation',
  },
  accounts: {
    en: 'user invite colleague sign in login',
    fr: 'utilisateur compte inviter collègue connexion',
  },
  roles: {
    en: 'permissions delegate delegation deputy stand in manager',
    fr: 'droits délégation déléguer remplaçant rôle gérant permissions',
  },
  keys: { en: 'token program api integration', fr: 'jeton programme api intégration clef' },
  edges: { en: 'gateway controller box bridge network', fr: 'boîtier passerelle contrôleur boite réseau' },
  import: {
    en: 'excel csv xlsx spreadsheet upload export download copy',
    fr: 'tableur fichier excel csv importer exporter télécharger copie',
  },
  messages: { en: 'mail email letters sending smtp', fr: 'courriel lettres mail envoi smtp' },
  documents: {
    en: 'terms privacy policy cookies legal conditions publish',
    fr: 'cgu conditions confidentialité cookies mentions légales publier',
  },
  breaches: {
    en: 'leak incident stolen lost notify authority 72 hours data breach gdpr',
    fr: 'fuite incident vol perte notifier autorité cnil 72 heures violation rgpd',
  },
  releases: {
    en: 'requisition police court authority data room buyer disclosure hand over',
    fr: 'réquisition police tribunal autorité salle de données acquéreur communication remettre',
  },
  support: {
    en: 'help desk ticket debug case read data assistance',
    fr: 'aide ticket panne dossier lire données dépannage',
  },
  retention: {
    en: 'privacy purge erase periods legal hold certificate gdpr',
    fr: 'vie privée purge effacer durées dossier certificat rgpd',
  },
  measures: {
    en: 'encryption protection audit evidence checks safeguards',
    fr: 'chiffrement protection audit preuve vérifications garanties',
  },
  backup: {
    en: 'restore copy save disaster archive',
    fr: 'sauvegarder restaurer restauration copie archive',
  },
  installation: {
    en: 'version server about database system update',
    fr: 'version serveur à propos base de données système mise à jour',
  },
  badgeLost: {
    en: 'lost stolen badge card key fob tag replace',
    fr: 'perdu perdue volé volée badge carte clé remplacer',
  },
  openDoor: {
    en: 'open unlock gate barrier let in',
    fr: 'ouvrir déverrouiller porte portail barrière faire entrer',
  },
  whyEnter: {
    en: 'why may can enter allowed refused explain',
    fr: 'pourquoi peut entrer refusé droit expliquer',
  },
  lockDown: {
    en: 'lockdown evacuate emergency fire intruder close all',
    fr: 'confinement évacuation urgence incendie intrus bloquer fermer',
  },
  emergencyKey: {
    en: 'break glass emergency key access urgent override',
    fr: 'clé d’urgence bris de glace accès exceptionnel',
  },
  zones: {
    en: 'zone area sector group of doors anti-passback exemption exempt counted',
    fr: 'zone secteur périmètre groupe de portes anti-retour exemption exempter compté',
  },
  newPerson: {
    en: 'new resident tenant owner move in arrival create',
    fr: 'nouveau nouvelle résident locataire propriétaire emménagement arrivée créer',
  },
  paperForm: { en: 'paper form print intake sheet', fr: 'fiche papier imprimer formulaire feuille' },
  schedules: {
    en: 'schedule hours week opening times timetable',
    fr: 'horaires heures semaine plages ouverture calendrier',
  },
  rightsToReview: {
    en: 'expiring expired unused never used orphaned excessive',
    fr: 'expirent expiré échéance jamais utilisé inutilisé orphelin de trop',
  },
  pastChanges: {
    en: 'undo changes history revert mistake',
    fr: 'annuler modifications historique erreur revenir',
  },
  firmware: {
    en: 'firmware update upgrade setting several devices',
    fr: 'logiciel micrologiciel mise à jour réglage appareils',
  },
  handOver: {
    en: 'delegate delegation deputy holiday stand in absence',
    fr: 'déléguer délégation remplaçant vacances intérim absence',
  },
  sessions: { en: 'devices sessions signed in where', fr: 'appareils sessions connexions où' },
  language: { en: 'language english french translate', fr: 'langue français anglais traduire' },
  light: { en: 'light theme day bright appearance', fr: 'thème clair jour apparence' },
  dark: { en: 'dark theme night black appearance', fr: 'thème sombre nuit noir apparence' },
  system: { en: 'automatic theme device appearance', fr: 'automatique thème appareil apparence' },
  keysSheet: { en: 'keyboard shortcuts hotkeys help', fr: 'clavier raccourcis touches aide' },
  signOut: { en: 'logout log off leave quit', fr: 'déconnexion quitter partir sortir' },
} as const

export type Command = keyof typeof ALSO
