/** What the rights of people say when they refuse. */
export const texts = {
  en: {
    'problem.confidentiality_unsigned':
      'Sign the undertaking of confidentiality first. It is shown when you open Loge.',
    'problem.breach_time_wrong':
      'A breach is noticed by now and after it began, and it ends after it began. Look at the three moments again.',
    'problem.breach_closed': 'This breach is closed. You can still add a note.',
    'problem.breach_same_person': 'You judged it yourself. Ask a colleague to confirm that it is less grave.',
    'problem.breach_nothing_to_confirm': 'Nothing waits for a second person here.',
    'problem.breach_not_assessed': 'First judge how grave it is for people.',
    'problem.breach_first_notice_missing': 'First note the first notification; then what was learned since.',
    'problem.breach_late_reason_missing': 'It comes late. Say why: the law asks for it.',
    'problem.breach_notice_owed': 'It may be a risk for people, so the authority is told.',
    'problem.breach_people_missing': 'First look for the people it concerns, or name them.',
    'problem.breach_duty_open': 'Something is still to be done before it can be closed. The list says what.',
    'problem.reading_too_much':
      'You opened the files of many people within a few minutes. For everybody’s safety, please wait a little before the next ones.',
    'problem.use_not_in_register':
      'The register in force does not say that these data are used for this, so they are not. Complete the register.',
    'problem.erasure_of_oneself': 'Nobody erases themselves here. Ask a colleague to do it.',
    'problem.hold_ends_in_past': 'A hold ends on a day to come. Choose a later day.',
    'problem.hold_of_unknown_table': 'Nothing of a person is kept there. Choose among the kinds offered.',
    'problem.not_restricted': 'The data of this person are not frozen.',
    'problem.restriction_not_told':
      'First tell this person that the freeze will end, and note how you told them. Then it can end.',
    'problem.purpose_unknown': 'Nobody asks you to agree to this any more.',
    'problem.consent_text_changed':
      'What you agree to was worded anew meanwhile. Read it again, then choose.',
    'problem.consent_missing': 'This person has not agreed to this, or took it back.',
    'problem.directive_empty': 'Choose what becomes of at least one kind of data.',
    'problem.directive_needs_executor': 'Say who your data go to, and how we reach them.',
    'problem.directive_not_offered': 'The law of the country you live in does not provide for this.',
    'problem.directive_needs_holder': 'Say who holds the directive with this number.',
    'problem.recipient_unknown': 'The register in force names no such recipient. Nothing was given.',
    'problem.recipient_not_of_activity':
      'According to the register, this activity gives nothing to such a recipient. Nothing was given.',
    'problem.category_not_for_recipient':
      'According to the register, such a recipient does not get all of these data. Nothing was given.',
    'problem.category_never_shared':
      'According to the register, some of these data are given to nobody at all. Nothing was given.',
    'problem.contract_missing': 'No contract with this recipient is in force today. Nothing was given.',
    'problem.contract_without_document':
      'The register names no signed document of this recipient. Nothing was given.',
    'problem.contract_without_confidentiality':
      'This recipient has not bound its people to secrecy by today. Nothing was given.',
    'problem.contract_without_clauses':
      'The contract with this recipient leaves out what the law asks it to say. Nothing was given.',
    'problem.contract_over': 'The contract with this recipient is over. Nothing was given.',
    'problem.provision_missing':
      'An authority gets what a provision of the law says. Name it; nothing was given.',
    'problem.transfer_not_allowed':
      'The country of this recipient, or of somebody who works for it, is not allowed by the register. Nothing was given.',
    'problem.release_needed':
      'An authority or a possible buyer gets data out of a case of its own alone: open one under “Handing over on request”.',
    'problem.release_wrong_kind':
      'An authority asks by a provision and a procedure, a possible buyer by neither. Other recipients have no case here.',
    'problem.release_purpose_missing': 'Name the purpose of the register it is for.',
    'problem.release_not_open': 'This was decided already.',
    'problem.release_not_approved': 'Nothing is handed over before it is approved, nor twice.',
    'problem.release_officer_only': 'The data protection officer decides this, and not whoever asked for it.',
    'problem.release_people_untold': 'Not everybody concerned was told yet. Their letters come first.',
    'problem.release_person_frozen': 'The data of one of these people are frozen. Nothing was shown.',
    'problem.release_empty': 'There is nothing within this scope. Nothing was handed over.',
    'problem.release_changed': 'The data changed since you looked. Look again, then hand over what you see.',
    'problem.request_ended': 'This case is over.',
    'problem.request_step_out_of_place': 'This cannot be done at this point of the case.',
    'problem.request_extended_already': 'It was extended once already. The law allows no second time.',
    'problem.request_reasons_missing': 'Say why, and on which provision. The person is told both.',
    'problem.request_remedies_missing':
      'The register names no authority with its address and page, so nobody could be told where to complain. Complete the register first.',
    'problem.request_question_open': 'This person was asked something already and has not answered yet.',
    'problem.request_enclosure_missing':
      'Add the document that goes with the answer first, with what is confidential in it blacked out.',
    'problem.request_questions_missing':
      'Say which questions they answered. What they answered is written nowhere.',
    'problem.file_destroyed': 'It was looked at and destroyed. Nothing of it is kept.',
    'problem.request_doubt_missing':
      'Say what makes you doubt who is asking. Without a doubt nobody is asked for proof.',
    'problem.request_identity_not_asked': 'This organization never asks for proof of who somebody is.',
    'problem.request_identity_known': 'It is known already who is asking.',
    'problem.request_identity_first': 'First make sure who is asking. Nothing personal leaves before.',
    'problem.request_person_first': 'First say whose data it is about.',
    'problem.request_late': 'The last day has passed. It can no longer be moved: answer now.',
    'problem.request_address_missing': 'Give an e-mail or a postal address, so that the answer arrives.',
    'problem.request_date_wrong':
      'This day cannot be right: it lies in the future, too far back, or before the request.',
    'problem.request_not_a_person': 'A key has no data of its own. Sign in as a person.',
    'problem.requests_too_many':
      'Many requests came from there. Write us a letter or an e-mail, or try again tomorrow.',
    'problem.support_not_agreed': 'This person has not said yes yet. Nothing is shown before.',
    'problem.support_over': 'This support access is over. Open another, for a case of its own.',
    'problem.support_out_of_scope': 'This kind of data is not part of this support access.',
    'problem.support_span': 'What a case is about begins before it ends, and not in the future.',
    'problem.support_intimate': 'Say why you need to see what was watched. The person reads it.',
    'problem.support_data_date': 'Data came today or before.',
    'problem.support_frozen': 'The data of this person are frozen. Support does not read them.',
    'problem.support_own_review':
      'Somebody else reviews it: not whoever opened or used it, and not the person concerned.',
    'problem.support_still_open': 'It is not over yet. End it first, then it is reviewed.',
    'problem.support_not_asked': 'Nobody waits for your answer about this any more.',
    'problem.letter_not_to_post': 'This letter is on its way by e-mail.',
    'problem.request_deed_missing': 'Say what is to be done, and whose data it is about.',
    'problem.request_deed_of_another_right': 'This is done for another right. Change what is asked first.',
    'problem.request_use_not_objectionable':
      'Only a use that rests on an interest of yours ends by an objection. A consent is taken back.',
    'problem.request_nothing_to_correct': 'What is kept is what they ask for already. Tell them so.',
    'problem.request_human_decides': 'Somebody who is signed in decides this, not a key or a machine.',
    'problem.request_marketing_always_ends':
      'An objection to advertising has no exception: grant it (GDPR art. 21(3)).',
    'problem.request_no_earlier':
      'They asked nothing before, so nothing is repeated. Of a first request one can only say that it is manifestly unfounded.',
    'problem.request_excess_first': 'First find, with a criterion and a reason, that it asks too much.',
    'problem.request_fee_beyond_cap':
      'That is more than your register ever charges. Count less, or answer free of charge.',
    'problem.request_fee_announced': 'A fee was told in this case already.',
    'problem.request_fee_open': 'They have not accepted the fee yet. Nothing is done before.',
    'problem.request_fee_not_told': 'The letter that tells of the fee has not left yet.',
    'problem.request_no_fee_open': 'No fee waits for an answer here.',
    'problem.request_fee_or_refusal':
      'A fee was told. It is one or the other: it cannot be refused for the same reason too.',
    'problem.request_second_person': 'Somebody else than who found it to be too much has to refuse it.',
    'problem.request_no_copy': 'No copy was granted in this case.',
    'problem.person_contested':
      'This person says that what is kept of them is wrong. Nothing is given to anybody until that is settled.',
    'problem.person_objected': 'This person objected to what the data would be used for. Nothing was given.',
    'problem.notice_out_of_place': 'This recipient was not told yet, or has answered already.',
  },
  fr: {
    'problem.confidentiality_unsigned':
      'Signez d’abord l’engagement de confidentialité. Il s’affiche quand vous ouvrez Loge.',
    'problem.breach_time_wrong':
      'Une violation est constatée au plus tard maintenant, après avoir commencé, et finit après avoir commencé. Relisez les trois moments.',
    'problem.breach_closed': 'Cette violation est close. Une note peut encore être ajoutée.',
    'problem.breach_same_person':
      'Vous l’avez évaluée vous-même. Demandez à un collègue de confirmer qu’elle est moins grave.',
    'problem.breach_nothing_to_confirm': 'Rien n’attend ici une seconde personne.',
    'problem.breach_not_assessed': 'Évaluez d’abord la gravité pour les personnes.',
    'problem.breach_first_notice_missing': 'Notez d’abord la première notification, puis le complément.',
    'problem.breach_late_reason_missing': 'Le délai est dépassé. Indiquez pourquoi : la loi le demande.',
    'problem.breach_notice_owed':
      'Il y a peut-être un risque pour les personnes : l’autorité doit être informée.',
    'problem.breach_people_missing': 'Cherchez d’abord les personnes concernées, ou désignez-les.',
    'problem.breach_duty_open': 'Il reste quelque chose à faire avant de clore. La liste dit quoi.',
    'problem.reading_too_much':
      'Vous avez ouvert les fiches de nombreuses personnes en quelques minutes. Pour la sécurité de chacun, veuillez patienter un peu avant les suivantes.',
    'problem.use_not_in_register':
      'Le registre en vigueur ne dit pas que ces données servent à cela : elles ne servent donc pas. Complétez le registre.',
    'problem.erasure_of_oneself': 'Personne ne s’efface soi-même ici. Demandez à un collègue de le faire.',
    'problem.hold_ends_in_past':
      'Une conservation pour motif légal prend fin un jour à venir. Choisissez un jour plus tardif.',
    'problem.hold_of_unknown_table':
      'Rien de personnel n’est conservé là. Choisissez parmi les sortes proposées.',
    'problem.not_restricted': 'Les données de cette personne ne sont pas gelées.',
    'problem.restriction_not_told':
      'Prévenez d’abord cette personne que le gel va prendre fin, et notez comment. Il pourra alors être levé.',
    'problem.purpose_unknown': 'Plus personne ne vous demande cet accord.',
    'problem.consent_text_changed':
      'Le texte de cet accord a changé entre-temps. Relisez-le, puis choisissez.',
    'problem.consent_missing': 'Cette personne n’a pas donné cet accord, ou l’a retiré.',
    'problem.directive_empty': 'Choisissez ce que devient au moins une sorte de données.',
    'problem.directive_needs_executor':
      'Indiquez à qui vos données sont remises, et comment joindre cette personne.',
    'problem.directive_not_offered': 'La loi du pays où vous vivez ne le prévoit pas.',
    'problem.directive_needs_holder': 'Indiquez qui conserve la directive portant ce numéro.',
    'problem.recipient_unknown':
      'Le registre en vigueur ne connaît pas ce destinataire. Rien n’a été transmis.',
    'problem.recipient_not_of_activity':
      'D’après le registre, ce traitement ne transmet rien à un tel destinataire. Rien n’a été transmis.',
    'problem.category_not_for_recipient':
      'D’après le registre, un tel destinataire ne reçoit pas toutes ces données. Rien n’a été transmis.',
    'problem.category_never_shared':
      'D’après le registre, une partie de ces données n’est transmise à personne. Rien n’a été transmis.',
    'problem.contract_missing':
      'Aucun contrat avec ce destinataire n’est en vigueur aujourd’hui. Rien n’a été transmis.',
    'problem.contract_without_document':
      'Le registre ne nomme aucun document signé par ce destinataire. Rien n’a été transmis.',
    'problem.contract_without_confidentiality':
      'Ce destinataire n’a pas encore soumis son personnel au secret. Rien n’a été transmis.',
    'problem.contract_without_clauses':
      'Il manque au contrat avec ce destinataire ce que la loi exige d’y écrire. Rien n’a été transmis.',
    'problem.contract_over': 'Le contrat avec ce destinataire a pris fin. Rien n’a été transmis.',
    'problem.provision_missing':
      'Une autorité reçoit ce qu’un texte de loi prévoit. Indiquez lequel ; rien n’a été transmis.',
    'problem.transfer_not_allowed':
      'Le pays de ce destinataire, ou d’un de ses sous-traitants, n’est pas autorisé par le registre. Rien n’a été transmis.',
    'problem.release_needed':
      'Une autorité ou un acquéreur éventuel ne reçoit de données que par un dossier à son nom : ouvrez-en un sous « Remises sur demande ».',
    'problem.release_wrong_kind':
      'Une autorité invoque un texte et une procédure, un acquéreur ni l’un ni l’autre. Les autres destinataires n’ont pas de dossier ici.',
    'problem.release_purpose_missing': 'Indiquez la finalité du registre dont il s’agit.',
    'problem.release_not_open': 'La décision est déjà prise.',
    'problem.release_not_approved': 'Rien n’est remis avant l’accord, ni deux fois.',
    'problem.release_officer_only':
      'La décision revient au délégué à la protection des données, et non à la personne qui l’a demandée.',
    'problem.release_people_untold':
      'Toutes les personnes concernées n’ont pas encore été informées. Leurs lettres passent d’abord.',
    'problem.release_person_frozen': 'Les données d’une de ces personnes sont gelées. Rien n’a été montré.',
    'problem.release_empty': 'Ce périmètre ne contient rien. Rien n’a été remis.',
    'problem.release_changed':
      'Les données ont changé depuis votre lecture. Relisez, puis remettez ce que vous voyez.',
    'problem.request_ended': 'Ce dossier est clos.',
    'problem.request_step_out_of_place': 'Ce n’est pas possible à ce stade du dossier.',
    'problem.request_extended_already':
      'Le délai a déjà été prolongé une fois. La loi n’en permet pas une seconde.',
    'problem.request_reasons_missing':
      'Indiquez le motif et le texte sur lequel il se fonde. La personne est informée des deux.',
    'problem.request_remedies_missing':
      'Le registre ne nomme aucune autorité avec son adresse et son site : personne ne saurait où réclamer. Complétez d’abord le registre.',
    'problem.request_question_open':
      'Une question a déjà été posée à cette personne, et elle n’y a pas encore répondu.',
    'problem.request_enclosure_missing':
      'Ajoutez d’abord le document qui accompagne la réponse, en y masquant ce qui est confidentiel.',
    'problem.request_questions_missing':
      'Indiquez les questions auxquelles la personne a répondu. Ses réponses ne sont notées nulle part.',
    'problem.file_destroyed': 'Ce document a été regardé puis détruit. Rien n’en est gardé.',
    'problem.request_doubt_missing':
      'Indiquez ce qui vous fait douter de son identité. Sans doute, on ne demande pas de justificatif.',
    'problem.request_identity_not_asked': 'Cette organisation ne demande jamais de justificatif d’identité.',
    'problem.request_identity_known': 'On sait déjà qui demande.',
    'problem.request_identity_first': 'Vérifiez d’abord qui demande. Rien de personnel ne part avant cela.',
    'problem.request_person_first': 'Indiquez d’abord de qui sont les données.',
    'problem.request_late': 'Le dernier jour est passé. Il ne peut plus être repoussé : répondez maintenant.',
    'problem.request_address_missing':
      'Donnez une adresse électronique ou postale, pour que la réponse arrive.',
    'problem.request_date_wrong':
      'Cette date est impossible : elle est dans le futur, trop ancienne, ou antérieure à la demande.',
    'problem.request_not_a_person': 'Une clé n’a pas de données à elle. Connectez-vous en tant que personne.',
    'problem.requests_too_many':
      'De nombreuses demandes sont venues de là. Écrivez-nous une lettre ou un courriel, ou réessayez demain.',
    'problem.support_not_agreed': 'Cette personne n’a pas encore donné son accord. Rien n’est montré avant.',
    'problem.support_over': 'Cet accès est terminé. Ouvrez-en un autre, pour un dossier à part.',
    'problem.support_out_of_scope': 'Cette sorte de données ne fait pas partie de cet accès.',
    'problem.support_span': 'Les faits commencent avant de finir, et pas dans l’avenir.',
    'problem.support_intimate':
      'Indiquez pourquoi vous devez voir les programmes regardés. La personne le lit.',
    'problem.support_data_date': 'Les données sont arrivées aujourd’hui ou avant.',
    'problem.support_frozen': 'Les données de cette personne sont gelées. L’assistance ne les lit pas.',
    'problem.support_own_review':
      'Quelqu’un d’autre relit cet accès : ni qui l’a ouvert ou utilisé, ni la personne concernée.',
    'problem.support_still_open': 'Cet accès n’est pas terminé. Terminez-le d’abord, puis il sera relu.',
    'problem.support_not_asked': 'Plus personne n’attend votre réponse à ce sujet.',
    'problem.letter_not_to_post': 'Cette lettre est en train de partir par e-mail.',
    'problem.request_deed_missing': 'Indiquez ce qui doit être fait, et de qui sont les données.',
    'problem.request_deed_of_another_right':
      'Cela correspond à un autre droit. Changez d’abord l’objet de la demande.',
    'problem.request_use_not_objectionable':
      'Seule une utilisation fondée sur votre intérêt cesse par une opposition. Un accord, lui, se retire.',
    'problem.request_nothing_to_correct':
      'Ce qui est conservé est déjà ce que la personne demande. Dites-le-lui.',
    'problem.request_human_decides':
      'C’est à une personne connectée d’en décider, pas à une clé ni à une machine.',
    'problem.request_marketing_always_ends':
      'L’opposition à la publicité ne souffre aucune exception : acceptez-la (RGPD, art. 21, § 3).',
    'problem.request_no_earlier':
      'Rien n’a été demandé auparavant, donc rien n’est répété. D’une première demande, on peut seulement dire qu’elle est manifestement infondée.',
    'problem.request_excess_first': 'Constatez d’abord, avec un critère et un motif, qu’elle est excessive.',
    'problem.request_fee_beyond_cap':
      'C’est plus que ce que votre registre permet de facturer. Comptez moins, ou répondez gratuitement.',
    'problem.request_fee_announced': 'Des frais ont déjà été annoncés dans ce dossier.',
    'problem.request_fee_open': 'La personne n’a pas encore accepté les frais. Rien ne se fait avant.',
    'problem.request_fee_not_told': 'La lettre qui annonce les frais n’est pas encore partie.',
    'problem.request_no_fee_open': 'Aucuns frais n’attendent de réponse ici.',
    'problem.request_fee_or_refusal':
      'Des frais ont été annoncés. C’est l’un ou l’autre : on ne peut pas refuser aussi pour ce motif.',
    'problem.request_second_person': 'Une autre personne que celle qui l’a jugée excessive doit la refuser.',
    'problem.request_no_copy': 'Aucune copie n’a été accordée dans ce dossier.',
    'problem.person_contested':
      'Cette personne conteste ce qui est conservé à son sujet. Rien n’est transmis avant que ce soit tranché.',
    'problem.person_objected': 'Cette personne s’est opposée à l’utilisation prévue. Rien n’a été transmis.',
    'problem.notice_out_of_place': 'Ce destinataire n’a pas encore été informé, ou a déjà répondu.',
  },
} as const
