/** What the log says of those outside. */
export const texts = {
  en: {
    event: {
      message: { received: 'Message from outside received', moved: 'Message from outside moved on' },
      newsletter: {
        subscribed: 'Subscription to the newsletter confirmed',
        unsubscribed: 'Subscription to the newsletter ended',
        sent: 'Newsletter sent',
      },
      file: { opened: 'File of somebody outside opened', moved: 'File of somebody outside changed' },
      source: {
        recorded: 'Source of somebody’s data recorded',
        told: 'Somebody told where their data come from',
      },
    },
  },
  fr: {
    event: {
      message: { received: 'Message reçu de l’extérieur', moved: 'Message de l’extérieur traité' },
      newsletter: {
        subscribed: 'Inscription à la lettre d’information confirmée',
        unsubscribed: 'Inscription à la lettre d’information terminée',
        sent: 'Lettre d’information envoyée',
      },
      file: {
        opened: 'Dossier d’une personne extérieure ouvert',
        moved: 'Dossier d’une personne extérieure modifié',
      },
      source: {
        recorded: 'Origine des données d’une personne consignée',
        told: 'Personne informée de l’origine de ses données',
      },
    },
  },
} as const
