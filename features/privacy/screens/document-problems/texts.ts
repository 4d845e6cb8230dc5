/** What documents and choices about cookies refuse. */
export const texts = {
  en: {
    'problem.document_unknown': 'There is no such version of this document.',
    'problem.document_changed':
      'Somebody else wrote the draft meanwhile. Read it again, then make your change.',
    'problem.document_draft_missing': 'There is no draft of the terms. Write one first.',
    'problem.document_in_past': 'A document takes effect now at the earliest.',
    'problem.document_incomplete':
      'The draft is not whole: both languages need a title and at least one section, each with its text.',
    'problem.document_faulty':
      'A section has no number or the wrong one, a reference leads nowhere, or a section has no summary. Nothing was published.',
    'problem.checklist_incomplete':
      'The privacy policy would not say everything the law asks for. Fill in what the checklist names, then publish.',
    'problem.document_not_shown': 'What you read is not this version. Read it again, then answer.',
    'problem.operator_unnamed':
      'The register does not say who runs the service: name, address and a working e-mail address. Nothing was published.',
    'problem.audience_not_counted': 'Nothing is counted here, or not yet.',
    'problem.choice_unknown': 'That kind of cookie is not among what was asked about.',
    'problem.account_required': 'Only a person who is signed in answers for themselves; a key cannot.',
  },
  fr: {
    'problem.document_unknown': 'Cette version du document n’existe pas.',
    'problem.document_changed':
      'Quelqu’un d’autre a modifié le brouillon entre-temps. Relisez-le, puis refaites votre modification.',
    'problem.document_draft_missing': 'Il n’y a pas de brouillon des conditions. Rédigez-en un d’abord.',
    'problem.document_in_past': 'Un document prend effet maintenant au plus tôt.',
    'problem.document_incomplete':
      'Le brouillon n’est pas complet : chaque langue demande un titre et au moins une section, avec son texte.',
    'problem.document_faulty':
      'Une section n’a pas de numéro ou pas le bon, un renvoi ne mène nulle part, ou une section n’a pas de résumé. Rien n’a été publié.',
    'problem.checklist_incomplete':
      'La politique de confidentialité ne dirait pas tout ce que la loi demande. Complétez ce que nomme la liste, puis publiez.',
    'problem.document_not_shown': 'Ce que vous avez lu n’est pas cette version. Relisez-la, puis répondez.',
    'problem.operator_unnamed':
      'Le registre ne dit pas qui exploite le service : nom, adresse et adresse électronique valable. Rien n’a été publié.',
    'problem.audience_not_counted': 'Rien n’est compté ici, ou pas encore.',
    'problem.choice_unknown': 'Cette nature de cookie ne fait pas partie de ce qui était demandé.',
    'problem.account_required':
      'Seule une personne connectée répond pour elle-même ; une clé ne le peut pas.',
  },
} as const
