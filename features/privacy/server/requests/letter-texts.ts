/** What the letters about rights say, written once for a reader who knows no law. */
export const texts = {
  en: {
    'right.information': 'to be told how we use your data',
    'right.access': 'to know what we hold about you, and to have a copy',
    'right.rectification': 'to have something wrong corrected',
    'right.completion': 'to have something missing added',
    'right.erasure': 'to have your data erased',
    'right.restriction': 'to have the use of your data frozen',
    'right.portability': 'to take your data with you',
    'right.portability_to_third_party': 'to have your data sent to somebody else',
    'right.objection': 'to object to a use of your data',
    'right.objection_to_marketing': 'to get no more advertising from us',
    'right.consent_withdrawal': 'to take back a consent',
    'right.post_mortem': 'to say what becomes of your data after your death',
    'right.automated_decision': 'to have a human look again at what a machine decided',
    'right.complaint_information': 'to know where you can complain',
    'right.safeguards': 'for a copy of the safeguards under which data go to other countries',
    'right.question': 'to have a question about your data answered',
    'letter.privacy.frame': 'Hello {name},\n\n{text}\n\n{signature}\n',
    'letter.privacy.signature': '{controller}\nReference {reference}',
    'letter.privacy.dpo': 'Questions: {email}',
    'letter.privacy.acknowledgement.subject': 'We have received your request ({reference})',
    'letter.privacy.acknowledgement':
      'We received your request on {received}. You asked {right} ({article}).\n\nYou will have our answer by {due} at the latest. It is free of charge.\n\nIf you wish to add something, answer this letter and name the reference {reference}.',
    'letter.privacy.question.subject': 'We need something from you ({reference})',
    'letter.privacy.question':
      'You asked us on {received} {right}. To answer you, we need the following:\n\n{words}\n\nUntil your answer the time we have stands still; it goes on from the day you write.',
    'letter.privacy.identity':
      'What you send to show who you are is looked at and destroyed. We keep no copy. If it is a document, black out everything but your name.',
    'letter.privacy.extension.subject': 'We need more time for your request ({reference})',
    'letter.privacy.extension':
      'You asked us on {received} {right}. We cannot answer within the month, for this reason:\n\n{words}\n\nYou will have our answer by {due} at the latest (GDPR art. 12(3)).\n\n{remedies}',
    'letter.privacy.answer.subject': 'Our answer to your request ({reference})',
    'letter.privacy.answer':
      'You asked us on {received} {right} ({article}). We do as you ask.\n\n{words}\n\n{remedies}',
    'letter.privacy.partly.subject': 'Our answer to your request ({reference})',
    'letter.privacy.partly':
      'You asked us on {received} {right} ({article}). We do part of what you ask.\n\n{words}\n\nThe rest we refuse, for this reason:\n\n{reason}\n\nWe rest this on: {ground}.\n\n{remedies}',
    'letter.privacy.refusal.subject': 'Our answer to your request ({reference})',
    'letter.privacy.refusal':
      'You asked us on {received} {right} ({article}). We refuse, for this reason:\n\n{reason}\n\nWe rest this on: {ground}.\n\n{words}\n\n{remedies}',
    'letter.privacy.withdrawal.subject': 'Your request is withdrawn ({reference})',
    'letter.privacy.withdrawal':
      'You asked us on {received} {right}, and withdrew that. We do nothing more about it. You can ask again at any time.\n\n{remedies}',
    'letter.privacy.fee.subject': 'What your request would cost ({reference})',
    'letter.privacy.fee':
      'You asked us on {received} {right}. Such a request is answered free of charge, except where it asks too much (GDPR art. 12(5)(a)). We find that it does: {criterion}. The reason:\n\n{reason}\n\nThe work is {hours} h at {hourly}, so {work}; the postage {postage}: {amount} in all. Nothing else is charged.\n\nNothing is done, and nothing is owed, before you agree. Answer this letter and say that you accept, that you do not, or that you withdraw the request. Our answer is due by {due}.\n\n{remedies}',
    'letter.privacy.notice': 'This is how we use your data, in short (our notice, version {version}):',
    'letter.privacy.noticeWhole': 'And in full:',
    'letter.privacy.safeguards':
      'The document goes with this letter. What is confidential in it, and concerns nobody’s data, is blacked out. Data go to these, under these safeguards:',
    'letter.privacy.safeguardsNone': 'Today the register names nobody who gets data in another country.',
    'letter.privacy.changes': 'What changed, as it is from now on:',
    'field.civility': 'Title',
    'field.givenName': 'First name',
    'field.familyName': 'Last name',
    'field.bornOn': 'Date of birth',
    'field.street': 'Street',
    'field.postalCode': 'Postal code',
    'field.city': 'City',
    'field.country': 'Country',
    'field.email': 'E-mail',
    'field.landline': 'Landline',
    'field.mobile': 'Mobile',
    'field.language': 'Language',
    'field.nothing': 'taken out',
    'excess.number': 'the number of your requests ({count} before this one)',
    'excess.repetition': 'you asked the same again (earlier requests: {count})',
    'excess.systematic': 'you ask without pause (earlier requests: {count})',
    'excess.unfounded': 'it is manifestly unfounded',
    'missing.object': 'what you ask for: a copy of your data, a correction, their erasure, or something else',
    'missing.last_name': 'your last name',
    'missing.first_name': 'your first name',
    'missing.contact': 'an e-mail or postal address for our answer',
    'missing.identity':
      'a copy of a document that shows who you are, of whichever kind: identity card, passport, driving licence, residence permit',
    'letter.privacy.copy':
      'Your copy goes with this letter. It is all we hold about you; other people are masked in it.',
    'letter.privacy.nothing':
      'We hold no data about you. We looked for you by your name and by what you told us, and keep only this request.',
    'letter.privacy.correct':
      'It is corrected wherever we hold it. The old value stays only in the file of your request, and whoever received your data from us is told.',
    'letter.privacy.restrict':
      'From now on your data are kept and used by nobody, except with your consent or for legal claims. Whoever received them from us is told, and we write to you before that ends.',
    'letter.privacy.stop_use':
      'From now on your data are no longer used for this. Their other uses go on as before.',
    'letter.privacy.stop_marketing':
      'From now on you get no advertising from us, on any channel, and nobody is profiled for it.',
    'letter.privacy.withdraw_consent':
      'From now on nothing rests on this consent any more. What was done before stays lawful, and you can agree again at any time by the same ways.',
    'letter.privacy.hand_over': 'Your data are handed to whom you named. It is free of charge.',
    'letter.privacy.erase':
      'Your data are being erased now, at the doors and in the copies too. What stays, stays on the ground that is named above, and no longer.',
    'remedies.intro': 'If you do not agree with this:',
    'remedies.authority':
      'you can complain, free of charge and at any time, to {name}, {address}, {web}. You may also go to the authority of the country where you live or work: https://www.edpb.europa.eu/about-edpb/about-edpb/members_en',
    'remedies.court.FR':
      'you can go before the tribunal judiciaire of where you live, within five years of this letter (GDPR art. 79, Code civil art. 2224).',
    'remedies.court':
      'you can go before the courts of where you live, within the time their law gives you (GDPR art. 79).',
  },
  fr: {
    'right.information': 'à savoir comment nous utilisons vos données',
    'right.access': 'à savoir ce que nous conservons à votre sujet, et à en recevoir une copie',
    'right.rectification': 'à faire corriger une erreur',
    'right.completion': 'à faire compléter vos données',
    'right.erasure': 'à faire effacer vos données',
    'right.restriction': 'à faire geler l’utilisation de vos données',
    'right.portability': 'à récupérer vos données',
    'right.portability_to_third_party': 'à faire transmettre vos données à quelqu’un d’autre',
    'right.objection': 'à vous opposer à une utilisation de vos données',
    'right.objection_to_marketing': 'à ne plus recevoir de publicité de notre part',
    'right.consent_withdrawal': 'à retirer un consentement',
    'right.post_mortem': 'à décider du sort de vos données après votre décès',
    'right.automated_decision': 'à faire réexaminer par un humain une décision prise par une machine',
    'right.complaint_information': 'à savoir où déposer une réclamation',
    'right.safeguards': 'une copie des garanties sous lesquelles des données partent à l’étranger',
    'right.question': 'à obtenir une réponse à une question sur vos données',
    'letter.privacy.frame': 'Bonjour {name},\n\n{text}\n\n{signature}\n',
    'letter.privacy.signature': '{controller}\nRéférence {reference}',
    'letter.privacy.dpo': 'Pour toute question : {email}',
    'letter.privacy.acknowledgement.subject': 'Nous avons bien reçu votre demande ({reference})',
    'letter.privacy.acknowledgement':
      'Nous avons reçu votre demande le {received}. Vous demandez {right} ({article}).\n\nVous aurez notre réponse au plus tard le {due}. Elle est gratuite.\n\nPour ajouter quelque chose, répondez à cette lettre en rappelant la référence {reference}.',
    'letter.privacy.question.subject': 'Il nous manque un élément ({reference})',
    'letter.privacy.question':
      'Le {received}, vous avez demandé {right}. Pour vous répondre, il nous manque ceci :\n\n{words}\n\nJusqu’à votre réponse, notre délai est suspendu ; il reprend le jour où vous écrivez.',
    'letter.privacy.identity':
      'Ce que vous envoyez pour montrer qui vous êtes est regardé puis détruit. Nous n’en gardons aucune copie. S’il s’agit d’un document, masquez tout sauf votre nom.',
    'letter.privacy.extension.subject': 'Il nous faut plus de temps pour votre demande ({reference})',
    'letter.privacy.extension':
      'Le {received}, vous avez demandé {right}. Nous ne pouvons pas répondre dans le mois, pour la raison suivante :\n\n{words}\n\nVous aurez notre réponse au plus tard le {due} (RGPD, art. 12, § 3).\n\n{remedies}',
    'letter.privacy.answer.subject': 'Notre réponse à votre demande ({reference})',
    'letter.privacy.answer':
      'Le {received}, vous avez demandé {right} ({article}). Nous donnons suite à votre demande.\n\n{words}\n\n{remedies}',
    'letter.privacy.partly.subject': 'Notre réponse à votre demande ({reference})',
    'letter.privacy.partly':
      'Le {received}, vous avez demandé {right} ({article}). Nous y donnons suite en partie.\n\n{words}\n\nNous refusons le reste, pour la raison suivante :\n\n{reason}\n\nNous nous fondons sur : {ground}.\n\n{remedies}',
    'letter.privacy.refusal.subject': 'Notre réponse à votre demande ({reference})',
    'letter.privacy.refusal':
      'Le {received}, vous avez demandé {right} ({article}). Nous refusons, pour la raison suivante :\n\n{reason}\n\nNous nous fondons sur : {ground}.\n\n{words}\n\n{remedies}',
    'letter.privacy.withdrawal.subject': 'Votre demande est retirée ({reference})',
    'letter.privacy.withdrawal':
      'Le {received}, vous avez demandé {right}, puis retiré cette demande. Nous n’y donnons pas d’autre suite. Vous pouvez demander à nouveau à tout moment.\n\n{remedies}',
    'letter.privacy.fee.subject': 'Ce que coûterait votre demande ({reference})',
    'letter.privacy.fee':
      'Le {received}, vous avez demandé {right}. Une telle demande est traitée gratuitement, sauf si elle est excessive (RGPD, art. 12, § 5, a). C’est notre avis ici : {criterion}. La raison :\n\n{reason}\n\nLe travail représente {hours} h à {hourly}, soit {work} ; l’affranchissement {postage} : {amount} au total. Rien d’autre n’est facturé.\n\nRien n’est fait et rien n’est dû avant votre accord. Répondez à cette lettre pour accepter, refuser ou retirer votre demande. Notre réponse est due au plus tard le {due}.\n\n{remedies}',
    'letter.privacy.notice':
      'Voici comment nous utilisons vos données, en bref (notre information, version {version}) :',
    'letter.privacy.noticeWhole': 'Et en entier :',
    'letter.privacy.safeguards':
      'Le document accompagne cette lettre. Ce qui y est confidentiel, et ne concerne les données de personne, est masqué. Des données vont à ces destinataires, sous ces garanties :',
    'letter.privacy.safeguardsNone':
      'À ce jour, le registre ne nomme personne qui reçoive des données dans un autre pays.',
    'letter.privacy.changes': 'Ce qui a changé, tel que c’est désormais :',
    'field.civility': 'Civilité',
    'field.givenName': 'Prénom',
    'field.familyName': 'Nom',
    'field.bornOn': 'Date de naissance',
    'field.street': 'Rue',
    'field.postalCode': 'Code postal',
    'field.city': 'Ville',
    'field.country': 'Pays',
    'field.email': 'Adresse électronique',
    'field.landline': 'Téléphone fixe',
    'field.mobile': 'Téléphone mobile',
    'field.language': 'Langue',
    'field.nothing': 'retiré',
    'excess.number': 'le nombre de vos demandes ({count} avant celle-ci)',
    'excess.repetition': 'vous demandez à nouveau la même chose (demandes précédentes : {count})',
    'excess.systematic': 'vos demandes sont systématiques ({count} avant celle-ci)',
    'excess.unfounded': 'elle est manifestement infondée',
    'missing.object':
      'ce que vous demandez : une copie de vos données, une correction, leur effacement, ou autre chose',
    'missing.last_name': 'votre nom de famille',
    'missing.first_name': 'votre prénom',
    'missing.contact': 'une adresse électronique ou postale pour notre réponse',
    'missing.identity':
      'la copie d’un document qui montre qui vous êtes, quel qu’il soit : carte d’identité, passeport, permis de conduire, titre de séjour',
    'letter.privacy.copy':
      'Votre copie accompagne cette lettre. C’est tout ce que nous conservons à votre sujet ; les autres personnes y sont masquées.',
    'letter.privacy.nothing':
      'Nous ne conservons aucune donnée à votre sujet. Nous vous avons cherché par votre nom et par ce que vous nous avez dit, et ne gardons que cette demande.',
    'letter.privacy.correct':
      'C’est corrigé partout où nous le conservons. L’ancienne valeur ne reste que dans le dossier de votre demande, et ceux à qui nous avons transmis vos données en sont informés.',
    'letter.privacy.restrict':
      'Dès maintenant, vos données sont gardées sans que personne ne les utilise, sauf avec votre accord ou pour des droits en justice. Ceux à qui nous les avons transmises en sont informés, et nous vous écrivons avant que cela ne prenne fin.',
    'letter.privacy.stop_use':
      'Dès maintenant, vos données ne servent plus à cela. Leurs autres utilisations continuent comme avant.',
    'letter.privacy.stop_marketing':
      'Dès maintenant, vous ne recevez plus de publicité de notre part, par aucun moyen, et aucun profil n’est établi pour cela.',
    'letter.privacy.withdraw_consent':
      'Dès maintenant, plus rien ne repose sur cet accord. Ce qui a été fait auparavant reste licite, et vous pouvez le donner à nouveau à tout moment par les mêmes moyens.',
    'letter.privacy.hand_over':
      'Vos données sont remises à la personne que vous avez indiquée. C’est gratuit.',
    'letter.privacy.erase':
      'Vos données sont effacées dès maintenant, aux portes et dans les copies aussi. Ce qui reste ne reste que pour le motif indiqué ci-dessus, et pas plus longtemps.',
    'remedies.intro': 'Si vous n’êtes pas d’accord :',
    'remedies.authority':
      'vous pouvez adresser une réclamation, gratuitement et à tout moment, à {name}, {address}, {web}. Vous pouvez aussi saisir l’autorité du pays où vous vivez ou travaillez : https://www.edpb.europa.eu/about-edpb/about-edpb/members_fr',
    'remedies.court.FR':
      'vous pouvez saisir le tribunal judiciaire de votre domicile, dans les cinq ans qui suivent cette lettre (RGPD, art. 79 ; Code civil, art. 2224).',
    'remedies.court':
      'vous pouvez saisir les tribunaux de votre domicile, dans le délai que prévoit leur loi (RGPD, art. 79).',
  },
} as const
