/** The words of the letter about an alert. */
export const alertTexts = {
  en: {
    subject: 'Security alert: {what}',
    text: '{what}\n\nWhen: {at} (UTC).\n\nThe log says what happened:\n{origin}/events\n',
    kinds: {
      'privacy.use_refused':
        'Data were asked for a use that your register does not name: it was refused, and nothing was read.',
      'account.locked_out': 'A sign-in was locked out after ten wrong passwords within a quarter of an hour.',
      'log.altered': 'The log was changed behind our back: its proof no longer holds.',
      'security.probing': 'Somebody signed in was refused ten times within a quarter of an hour.',
      'security.mass_reading': 'Somebody read more than 200 people within ten minutes, and was slowed down.',
      'security.export_refused': 'Somebody tried to export data without the right to.',
      'security.measure_failed':
        'A measure that protects people was looked at and does not hold, or nothing shows any more that it does. The page “Security measures” says which.',
    },
  },
  fr: {
    subject: 'Alerte de sécurité : {what}',
    text: '{what}\n\nQuand : {at} (UTC).\n\nLe journal dit ce qui s’est passé :\n{origin}/events\n',
    kinds: {
      'privacy.use_refused':
        'Des données ont été demandées pour un usage que votre registre ne prévoit pas : refusé, rien n’a été lu.',
      'account.locked_out': 'Une connexion est bloquée après dix mots de passe faux en un quart d’heure.',
      'log.altered': 'Le journal a été modifié à notre insu : sa preuve ne tient plus.',
      'security.probing': 'Une personne connectée s’est vu refuser dix demandes en un quart d’heure.',
      'security.mass_reading':
        'Une personne a consulté plus de 200 fiches en dix minutes, et a été ralentie.',
      'security.export_refused': 'Une personne a tenté d’exporter des données sans en avoir le droit.',
      'security.measure_failed':
        'Une mesure qui protège les personnes a été vérifiée et ne tient pas, ou plus rien ne montre qu’elle tient. La page « Mesures de sécurité » dit laquelle.',
    },
  },
} as const
