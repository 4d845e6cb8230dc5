/** What happens to accounts and keys, as the logbook says it. */
export const texts = {
  en: {
    event: {
      account: {
        created: 'Account given',
        changed: 'Account changed',
        link_requested: 'Sign-in link made',
        signed_in: 'Signed in',
        sign_in_failed: 'Sign-in refused',
        locked_out: 'Locked out after too many wrong passwords',
        signed_out: 'Signed out',
        password_set: 'Password set',
        passkey_added: 'Passkey added',
        passkey_removed: 'Passkey removed',
        role_given: 'Role given',
        role_taken: 'Role taken back',
        role_handed_over: 'Role handed over for a while',
        hand_over_ended: 'Role handed over, ended early',
      },
      role: { created: 'Role made', changed: 'Role changed', retired: 'Role retired' },
      api_key: { created: 'API key made', revoked: 'API key revoked' },
    },
  },
  fr: {
    event: {
      account: {
        created: 'Compte ouvert',
        changed: 'Compte modifié',
        link_requested: 'Lien de connexion créé',
        signed_in: 'Connexion',
        sign_in_failed: 'Connexion refusée',
        locked_out: 'Connexion bloquée après trop de mots de passe faux',
        signed_out: 'Déconnexion',
        password_set: 'Mot de passe choisi',
        passkey_added: 'Clé d’accès ajoutée',
        passkey_removed: 'Clé d’accès retirée',
        role_given: 'Rôle donné',
        role_taken: 'Rôle repris',
        role_handed_over: 'Rôle confié pour un temps',
        hand_over_ended: 'Rôle confié, repris avant la fin',
      },
      role: { created: 'Rôle créé', changed: 'Rôle modifié', retired: 'Rôle retiré' },
      api_key: { created: 'Clé d’API créée', revoked: 'Clé d’API révoquée' },
    },
  },
} as const
