/** What the log says of those outside. */
export const texts = {
  en: {
    event: {
      application: {
        received: 'Application received',
        moved: 'Application moved on',
        opened: 'Application opened',
        refused: 'Application not shown: no right to it',
      },
      talent: {
        joined: 'Candidate agreed to be called back',
        left: 'Candidate left the pool',
        opened: 'CV of the pool opened',
      },
      message: { received: 'Message from outside received', moved: 'Message from outside moved on' },
      newsletter: {
        subscribed: 'Subscription to the newsletter confirmed',
        unsubscribed: 'Subscription to the newsletter ended',
        sent: 'Newsletter sent',
      },
      file: { opened: 'File of somebody outside opened', moved: 'File of somebody outside changed' },
      show: { added: 'Trade show added' },
      source: {
        recorded: 'Source of somebody’s data recorded',
        told: 'Somebody told where their data come from',
      },
    },
  },
  fr: {
    event: {
      application: {
        received: 'Candidature reçue',
        moved: 'Candidature traitée',
        opened: 'Candidature ouverte',
        refused: 'Candidature non montrée, faute de droit',
      },
      talent: {
        joined: 'Candidat d’accord pour être rappelé',
        left: 'Candidat sorti du vivier',
        opened: 'CV du vivier ouvert',
      },
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
      show: { added: 'Salon ajouté' },
      source: {
        recorded: 'Origine des données d’une personne consignée',
        told: 'Personne informée de l’origine de ses données',
      },
    },
  },
} as const
