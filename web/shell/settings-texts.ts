/** Words of the settings page. */
export const texts = {
  en: {
    settings: {
      title: 'Settings',
      lead: 'What this device shows, and how you sign in.',
      display: 'Display',
      theme: 'Light or dark',
      themeSystem: 'As the device',
      themeLight: 'Light',
      themeDark: 'Dark',
      language: 'Language',
      you: 'You',
      signOut: 'Sign out',
      signOutEverywhere: 'Sign out everywhere',
      signOutEverywhereHint: 'Ends every session of yours, on every device, this one too.',
      ways: 'Add a passkey or a password',
    },
  },
  fr: {
    settings: {
      title: 'Réglages',
      lead: 'Ce que montre cet appareil, et votre façon de vous connecter.',
      display: 'Affichage',
      theme: 'Clair ou sombre',
      themeSystem: 'Comme l’appareil',
      themeLight: 'Clair',
      themeDark: 'Sombre',
      language: 'Langue',
      you: 'Vous',
      signOut: 'Se déconnecter',
      signOutEverywhere: 'Se déconnecter partout',
      signOutEverywhereHint: 'Met fin à toutes vos sessions, sur tous vos appareils, celui-ci compris.',
      ways: 'Ajouter une clé d’accès ou un mot de passe',
    },
  },
} as const
