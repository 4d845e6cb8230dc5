/** What recipients are told by mail. It names nobody: they know by the numbers of what they were given. */
export const texts = {
  en: {
    subject: 'A person used a right over data you received from us',
    frame:
      'Hello,\n\n{what}\n{changes}\nIt is about what we gave you under: {disclosures}.\n\nThe law asks us to tell you and you to follow (GDPR art. 17, 18, 19, 21). Please answer this mail within 14 days: done, nothing held, or refused with the reason; and name {notice}.\n\n{controller}',
    correct: 'Please correct these data. The right values are:',
    erase: 'Please erase these data, every copy and link included.',
    restrict: 'Please keep these data and use them for nothing, until you hear from us.',
    stop_use: 'The person objects to a use of these data. Please stop using what you received for it.',
    stop_marketing: 'The person wants no advertising. Please use these data for none, and for no profile.',
    withdraw_consent: 'The person took a consent back. Please stop whatever rests on it.',
    hand_over: 'The person asked us to hand you their data. They go with this letter.',
  },
  fr: {
    subject: 'Une personne a exercé un droit sur des données reçues de nous',
    frame:
      'Bonjour,\n\n{what}\n{changes}\nCela concerne ce que nous vous avons transmis sous : {disclosures}.\n\nLa loi nous demande de vous en informer, et à vous d’y donner suite (RGPD, art. 17, 18, 19, 21). Merci de répondre à ce message sous 14 jours : fait, rien de conservé, ou refusé avec le motif, en rappelant {notice}.\n\n{controller}',
    correct: 'Merci de corriger ces données. Les bonnes valeurs sont :',
    erase: 'Merci d’effacer ces données, copies et liens compris.',
    restrict: 'Merci de garder ces données sans les utiliser, jusqu’à nouvelle de notre part.',
    stop_use:
      'La personne s’oppose à une utilisation de ces données. Merci de ne plus vous en servir pour cela.',
    stop_marketing:
      'La personne ne veut pas de publicité. Merci de n’en faire aucune avec ces données, ni aucun profil.',
    withdraw_consent: 'La personne a retiré un accord. Merci de cesser tout ce qui repose sur lui.',
    hand_over: 'La personne nous a demandé de vous remettre ses données. Elles accompagnent ce message.',
  },
} as const
