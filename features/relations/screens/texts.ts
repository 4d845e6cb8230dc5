/** What is said to whoever deals with those outside when it refuses. */
export const texts = {
  en: {
    'problem.message_closed': 'This message is closed. Who writes again writes another.',
    'problem.message_answered': 'This message was answered already.',
    'problem.message_there_already': 'It is with this team already.',
    'problem.messages_too_many':
      'Many messages came from this address. Write us a letter, or try again tomorrow.',
    'problem.file_open_already': 'They have an open file of this kind already. Look for it in the list.',
    'problem.file_without_name': 'Name whose file it is. Nothing was kept.',
    'problem.file_ended': 'This file has ended. Open another if they come back.',
    'problem.file_not_prospect':
      'Only the file of a prospect is active or not, or becomes that of a customer.',
    'problem.contact_in_future': 'A contact is logged once it has taken place. Choose the day again.',
    'problem.source_in_future': 'It was collected today or before. Choose the day again.',
    'problem.application_closed': 'This application is over. Whoever applies again sends another.',
    'problem.application_step_back': 'This application is there or further already.',
    'problem.application_data_not_listed':
      'The register does not list such data for applications. Nothing was kept.',
    'problem.application_source_refused':
      'The register lists no such source for applications. Nothing was kept.',
    'problem.file_without_address':
      'There is no professional address to write to. Add one to the file first.',
    'problem.first_letter_late':
      'More than a month has passed since the show, and they were never written to. Do not write to them for the first time now.',
    'problem.consent_without_proof':
      'Attach what the organiser shows for their consent. Without it nobody the organiser named is written to.',
    'problem.file_refused':
      'This file was refused: it is no PDF, PNG or JPEG, or it does more than be read. Nothing was kept.',
  },
  fr: {
    'problem.message_closed': 'Ce message est clos. Qui écrit de nouveau en écrit un autre.',
    'problem.message_answered': 'Ce message a déjà reçu une réponse.',
    'problem.message_there_already': 'Il est déjà auprès de cette équipe.',
    'problem.messages_too_many':
      'Beaucoup de messages sont venus de cette adresse. Écrivez-nous une lettre, ou réessayez demain.',
    'problem.file_open_already': 'Un dossier de ce genre est déjà ouvert. Cherchez-le dans la liste.',
    'problem.file_without_name': 'Indiquez de qui est le dossier. Rien n’a été conservé.',
    'problem.file_ended': 'Ce dossier est terminé. Ouvrez-en un autre si la personne revient.',
    'problem.file_not_prospect':
      'Seul le dossier d’un prospect est actif ou non, ou devient celui d’un client.',
    'problem.contact_in_future':
      'Un contact se note une fois qu’il a eu lieu. Choisissez de nouveau le jour.',
    'problem.source_in_future': 'La collecte date d’aujourd’hui ou d’avant. Choisissez de nouveau le jour.',
    'problem.application_closed': 'Cette candidature est close. Qui postule de nouveau en envoie une autre.',
    'problem.application_step_back': 'Cette candidature en est déjà là, ou plus loin.',
    'problem.application_data_not_listed':
      'Le registre ne prévoit pas ces données pour les candidatures. Rien n’a été conservé.',
    'problem.application_source_refused':
      'Le registre ne prévoit pas cette source pour les candidatures. Rien n’a été conservé.',
    'problem.file_without_address':
      'Il n’y a pas d’adresse professionnelle à laquelle écrire. Ajoutez-la d’abord au dossier.',
    'problem.first_letter_late':
      'Plus d’un mois a passé depuis le salon sans que nous ayons écrit. N’écrivez pas maintenant pour la première fois.',
    'problem.consent_without_proof':
      'Joignez la preuve de consentement de l’organisateur. Sans elle, on n’écrit à personne qu’il a transmis.',
    'problem.file_refused':
      'Ce fichier a été refusé : ce n’est ni un PDF, ni un PNG, ni un JPEG, ou il fait plus que se lire. Rien n’a été conservé.',
  },
} as const
