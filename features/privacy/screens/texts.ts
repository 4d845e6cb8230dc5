/** What the rights of people say when they refuse. */
export const texts = {
  en: {
    'problem.erasure_of_oneself': 'Nobody erases themselves here. Ask a colleague to do it.',
    'problem.hold_ends_in_past': 'A hold ends on a day to come. Choose a later day.',
    'problem.hold_of_unknown_table': 'Nothing of a person is kept there. Choose among the kinds offered.',
    'problem.purpose_unknown': 'Nobody asks you to agree to this any more.',
    'problem.consent_text_changed':
      'What you agree to was worded anew meanwhile. Read it again, then choose.',
    'problem.consent_missing': 'This person has not agreed to this, or took it back.',
    'problem.directive_empty': 'Choose what becomes of at least one kind of data.',
    'problem.directive_needs_executor': 'Say who your data go to, and how we reach them.',
    'problem.directive_needs_holder': 'Say who holds the directive with this number.',
    'problem.recipient_unknown': 'The register in force names no such recipient. Nothing was given.',
    'problem.recipient_not_of_activity':
      'According to the register, this activity gives nothing to such a recipient. Nothing was given.',
    'problem.category_not_for_recipient':
      'According to the register, such a recipient does not get all of these data. Nothing was given.',
    'problem.contract_missing': 'No contract with this recipient is in force today. Nothing was given.',
    'problem.provision_missing':
      'An authority gets what a provision of the law says. Name it; nothing was given.',
    'problem.transfer_not_allowed':
      'The country of this recipient, or of somebody who works for it, is not allowed by the register. Nothing was given.',
  },
  fr: {
    'problem.erasure_of_oneself': 'Personne ne s’efface soi-même ici. Demandez à un collègue de le faire.',
    'problem.hold_ends_in_past':
      'Une conservation pour motif légal prend fin un jour à venir. Choisissez un jour plus tardif.',
    'problem.hold_of_unknown_table':
      'Rien de personnel n’est conservé là. Choisissez parmi les sortes proposées.',
    'problem.purpose_unknown': 'Plus personne ne vous demande cet accord.',
    'problem.consent_text_changed':
      'Le texte de cet accord a changé entre-temps. Relisez-le, puis choisissez.',
    'problem.consent_missing': 'Cette personne n’a pas donné cet accord, ou l’a retiré.',
    'problem.directive_empty': 'Choisissez ce que devient au moins une sorte de données.',
    'problem.directive_needs_executor':
      'Indiquez à qui vos données sont remises, et comment joindre cette personne.',
    'problem.directive_needs_holder': 'Indiquez qui conserve la directive portant ce numéro.',
    'problem.recipient_unknown':
      'Le registre en vigueur ne connaît pas ce destinataire. Rien n’a été transmis.',
    'problem.recipient_not_of_activity':
      'D’après le registre, ce traitement ne transmet rien à un tel destinataire. Rien n’a été transmis.',
    'problem.category_not_for_recipient':
      'D’après le registre, un tel destinataire ne reçoit pas toutes ces données. Rien n’a été transmis.',
    'problem.contract_missing':
      'Aucun contrat avec ce destinataire n’est en vigueur aujourd’hui. Rien n’a été transmis.',
    'problem.provision_missing':
      'Une autorité reçoit ce qu’un texte de loi prévoit. Indiquez lequel ; rien n’a été transmis.',
    'problem.transfer_not_allowed':
      'Le pays de ce destinataire, ou d’un de ses sous-traitants, n’est pas autorisé par le registre. Rien n’a été transmis.',
  },
} as const
