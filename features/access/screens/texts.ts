/** What access says to a person: problems, kinds, and whether a change is in force. Refusals have theirs in `core/refusal.ts`. */
export const texts = {
  en: {
    'problem.enrolment_code_invalid':
      'The code is wrong, was used, or is older than an hour. Create a new one.',
    'problem.enrolment_proof_invalid':
      'The edge did not prove that it holds the key it named. Start it again.',
    'problem.schedule_unknown':
      'A schedule does not exist, or is of the other kind. Choose one that says when people may enter, or when the door stays open.',
    'problem.entrance_unknown': 'An entrance does not exist at this site. Choose entrances of one site.',
    'problem.entrance_has_no_lock': 'No lock is joined to this entrance. Add one, then open it.',
    'problem.lock_not_in_service':
      'The lock of this entrance is not in service: nobody adopted it, or it was retired. Adopt it, or join another one.',
    'problem.part_unknown':
      'A part is not equipment of this site that somebody adopted. Adopt it first, then join it to the entrance.',
    'problem.rule_cannot_be_kept':
      'The doors cannot keep this rule. See what each lacks, change that first, or leave the rule out.',
    'problem.part_unfit':
      'A part cannot do what is asked of it here, such as a reader named as the lock. Choose another one.',
    'problem.disposal_begun': 'It was taken out for good already. Look at how far that is.',
    'problem.disposal_not_by_hand':
      'It is being cleared, was cleared, or somebody said so already: there is nothing to do by hand.',
    'problem.replacement_not_possible':
      'What takes the place is another device of the same site, of the same kind, that serves no door. Choose such a one.',
    'problem.replacement_parts_unfit':
      'Not every part at the doors has a part of the new equipment that can do the same. Choose one for each, or other equipment.',
    'problem.replacement_overtaken':
      'It was undone before, or something it moved was changed since. Change the entrance, or replace again.',
    'problem.part_taken': 'A part belongs to another entrance, or is named twice. Take it away there first.',
    'problem.home_unknown': 'This home is not at this site. Choose one of the site.',
    'problem.role_unfit': 'Nobody can hold this role over a site. Choose one that is given over a site.',
    'problem.building_unknown': 'This building is not at this site. Choose one of the site.',
    'problem.edge_revoked':
      'The edge of this site was taken out of service and none has taken its place. Open the door by hand; enrol an edge.',
    'problem.entry_refused': 'You may not enter here now. The detail says why.',
    'problem.access_profile_in_use':
      'Somebody has this profile, or may take it in an emergency. Revoke that first.',
    'problem.access_profile_unknown': 'This profile does not exist at this site. Choose one of the site.',
    'problem.access_grant_revoked': 'This grant was revoked before. There is nothing left to do.',
    'problem.edited_twice': 'Two edits are about the same thing. Make one of them.',
    'problem.rights_already_so': 'An edit asks for what is so already. Look again, then leave it out.',
    'problem.rights_changed_meanwhile':
      'Somebody changed the rights of this site since you looked. Look at the preview again, then decide.',
    'problem.access_change_overtaken':
      'Something this change touched was changed since. Make a new change instead.',
    'problem.access_change_undone': 'This change was undone before. There is nothing left to do.',
    'problem.undo_too_late': 'A change can be undone for a day. Make a new change instead.',
    'problem.person_at_other_sites':
      'This person has rights at other sites too. Ask somebody responsible for all of them.',
    'problem.site_out_of_reach':
      'You give rights only at the sites you look after. Ask whoever looks after that one.',
    'problem.person_unknown': 'There is no such person.',
    'problem.glass_key_over': 'This key is over or was withdrawn. Ask a manager for another one.',
    'problem.glass_broken_already': 'You have emergency access already: the doors open until it ends.',
    'problem.glass_still_broken': 'It is still open. End it, or wait for its end, then write what you found.',
    'problem.glass_reviewed_already': 'Somebody has reviewed it already.',
    'problem.glass_review_own':
      'Nobody reviews what they did themselves. Ask somebody else who looks after the residence.',
    'problem.account_unknown': 'There is no such account in use. Choose another colleague.',
    'problem.campaign_closed': 'This campaign is closed: it is a proof, and no longer changes.',
    'problem.campaign_not_reviewer':
      'Somebody else was named to review this. Ask them, or have yourself named.',
    'problem.campaign_own_right':
      'Nobody decides their own rights. Ask somebody else who manages the residence.',
    'problem.campaign_item_decided':
      'Somebody decided this already. Look again; undo their decision first to change it.',
    'problem.campaign_right_gone': 'This right no longer exists. There is nothing left to decide.',
    'problem.campaign_reason_needed':
      'Say why a right that is on a list is kept, or why one is ended or taken back.',
    'problem.campaign_end_not_earlier':
      'The last day must be today or later, and before the right ends anyway.',
    'problem.campaign_decision_undone': 'This decision was undone before. There is nothing left to do.',
    'problem.campaign_due_past': 'Choose today or a later day, within ten years.',
    'problem.campaign_empty': 'No right is in force there that this campaign would be about.',
    'problem.campaign_open_already': 'A campaign is open at this residence already. Close it first.',
    'problem.campaign_reviewers_changed':
      'Others were named to review meanwhile. Look who they are, then decide.',
    'problem.campaign_reviewer_powerless':
      'This colleague may not change rights there and could decide nothing. Choose another, or give them a role first.',
    'problem.campaign_site_uncovered':
      'Name at least one reviewer for the whole of each residence, or nobody.',
    'problem.campaign_undecided':
      'Some rights are not decided yet. Decide them, or say why the campaign is closed without.',
    'problem.period_invalid': 'The end must be after the beginning.',
    'problem.credential_value_invalid': 'This is not a value of this kind. Check it and type it again.',
    'problem.credential_value_required': 'Type the number of the card or plate.',
    'problem.credential_value_not_chosen': 'The house makes these codes. Leave the value out.',
    'problem.credential_value_taken': 'This value cannot be used here. Use another one.',
    'problem.fire_input_changed':
      'Somebody else changed meanwhile what this input unlocks. Look at it again.',
    'problem.fire_input_resets_itself':
      'This input waits for nobody: what it released closes again as soon as it is calm.',
    'problem.zone_name_taken': 'Another zone of this residence has this name. Choose another one.',
    'problem.plate_looks_alike':
      'A camera cannot tell this plate from another one known here. Check it. If it is right, give a badge instead, or have no door take look-alikes.',
    'problem.plates_look_alike':
      'Some plates known here look like one another, and this door would open to neither. Take one of each back first.',
    'problem.credential_lost': 'This credential was reported lost. Create a new one.',
    'problem.credential_replaced':
      'Another one has taken its place, or its number was given again. Look again, or give a new one.',
    'problem.pin_weak':
      'This code is easy to guess. Use six digits or more, without a date, a series or a pattern.',
    'problem.zone_unknown': 'This zone does not exist at this site. Choose one of the site.',
    'problem.zone_without_entrance':
      'No entrance of this zone is left, so this would reach no door. Choose entrances for the zone, or order it for the whole site.',
    'problem.emergency_period_invalid':
      'It must end in the future, and within seven days. Choose another end.',
    'problem.emergency_over':
      'It was not ended by anybody, or its time is over. Order another one if it is needed.',
    'access.kind.pin': 'Code',
    'access.kind.card': 'Badge',
    'access.kind.qr': 'QR code',
    'access.kind.mobileKey': 'Telephone',
    'access.kind.licencePlate': 'Licence plate',
    'access.in_force.yes': 'In force',
    'access.in_force.pending': 'On its way to the door',
    'access.in_force.unknown': 'The door has not been heard: nobody can say',
    'access.in_force.edge_revoked': 'No edge in service: no change reaches the door',
  },
  fr: {
    'problem.enrolment_code_invalid':
      'Le code est erroné, déjà utilisé ou vieux de plus d’une heure. Créez-en un nouveau.',
    'problem.enrolment_proof_invalid':
      'Le boîtier du bâtiment n’a pas prouvé qu’il détient la clé annoncée. Redémarrez-le.',
    'problem.schedule_unknown':
      'Un horaire n’existe pas, ou n’est pas du bon type. Choisissez un horaire d’accès, ou d’ouverture permanente.',
    'problem.entrance_unknown': 'Une entrée n’existe pas sur ce site. Choisissez des entrées d’un même site.',
    'problem.entrance_has_no_lock':
      'Aucune serrure n’est rattachée à cette entrée. Ajoutez-en une, puis ouvrez.',
    'problem.lock_not_in_service':
      'La serrure de cette entrée n’est pas en service : personne ne l’a adoptée, ou elle a été retirée. Adoptez-la, ou rattachez-en une autre.',
    'problem.part_unknown':
      'Un élément n’est pas un équipement adopté de ce site. Adoptez-le d’abord, puis rattachez-le à l’entrée.',
    'problem.rule_cannot_be_kept':
      'Les portes ne peuvent pas tenir cette règle. Voyez ce qui manque à chacune, changez-le d’abord, ou renoncez à la règle.',
    'problem.part_unfit':
      'Un élément ne sait pas faire ce qui lui est demandé ici, comme un lecteur désigné comme serrure. Choisissez-en un autre.',
    'problem.disposal_begun':
      'Cet équipement est déjà retiré définitivement. Regardez où en est son effacement.',
    'problem.disposal_not_by_hand':
      'Il est en cours d’effacement, il est effacé, ou quelqu’un l’a déjà déclaré : rien n’est à faire à la main.',
    'problem.replacement_not_possible':
      'Le remplaçant doit être un autre équipement du même site, du même genre, qui ne sert aucune porte. Choisissez-en un autre.',
    'problem.replacement_parts_unfit':
      'Toutes les parties qui servent aux portes n’ont pas leur équivalent sur le nouvel équipement. Choisissez-en une pour chacune, ou un autre équipement.',
    'problem.replacement_overtaken':
      'Déjà annulé, ou modifié depuis. Modifiez l’entrée, ou remplacez de nouveau.',
    'problem.part_taken':
      'Un élément appartient à une autre entrée, ou figure deux fois. Retirez-le d’abord de l’autre entrée.',
    'problem.home_unknown': 'Ce logement n’est pas sur ce site. Choisissez-en un du site.',
    'problem.role_unfit':
      'Personne ne peut tenir ce rôle sur un site. Choisissez-en un qui se donne sur un site.',
    'problem.building_unknown': 'Ce bâtiment n’est pas sur ce site. Choisissez un bâtiment du site.',
    'problem.edge_revoked':
      'Le boîtier de ce site a été mis hors service et aucun ne le remplace. Ouvrez la porte sur place ; inscrivez un boîtier.',
    'problem.entry_refused': 'Vous ne pouvez pas entrer ici pour le moment. Le détail dit pourquoi.',
    'problem.access_profile_in_use':
      'Ce profil est attribué, ou peut être pris en urgence. Révoquez d’abord ces droits.',
    'problem.access_profile_unknown': 'Ce profil n’existe pas sur ce site. Choisissez un profil du site.',
    'problem.access_grant_revoked': 'Ce droit a déjà été révoqué. Il n’y a plus rien à faire.',
    'problem.edited_twice': 'Deux modifications portent sur le même objet. N’en faites qu’une.',
    'problem.rights_already_so':
      'Une modification demande ce qui est déjà le cas. Vérifiez, puis retirez-la.',
    'problem.rights_changed_meanwhile':
      'Quelqu’un a modifié les droits de ce site depuis votre lecture. Revoyez l’aperçu, puis décidez.',
    'problem.access_change_overtaken':
      'Un élément de cette modification a changé depuis. Faites plutôt une nouvelle modification.',
    'problem.access_change_undone': 'Cette modification a déjà été annulée. Il n’y a plus rien à faire.',
    'problem.undo_too_late':
      'Une modification peut être annulée pendant un jour. Faites plutôt une nouvelle modification.',
    'problem.person_at_other_sites':
      'Cette personne a aussi des droits sur d’autres sites. Adressez-vous à qui en est responsable.',
    'problem.site_out_of_reach':
      'Vous donnez des droits dans vos résidences seulement. Adressez-vous à qui s’occupe de celle-là.',
    'problem.person_unknown': 'Cette personne n’existe pas.',
    'problem.glass_key_over':
      'Cette clé a pris fin ou a été retirée. Demandez-en une autre à un gestionnaire.',
    'problem.glass_broken_already': 'Vous avez déjà l’accès d’urgence : les portes s’ouvrent jusqu’à sa fin.',
    'problem.glass_still_broken':
      'Cet accès est encore ouvert. Mettez-y fin ou attendez sa fin, puis écrivez ce que vous constatez.',
    'problem.glass_reviewed_already': 'Quelqu’un l’a déjà examiné.',
    'problem.glass_review_own':
      'Personne n’examine ce qu’il a fait lui-même. Demandez à une autre personne qui gère la résidence.',
    'problem.account_unknown':
      'Ce compte n’existe pas ou n’est plus en service. Choisissez un autre collègue.',
    'problem.campaign_closed': 'Cette campagne est close : elle fait preuve et ne change plus.',
    'problem.campaign_not_reviewer':
      'Quelqu’un d’autre a été désigné pour examiner ce droit. Adressez-vous à cette personne, ou faites-vous désigner.',
    'problem.campaign_own_right':
      'Personne ne décide de ses propres droits. Demandez à un autre gestionnaire de la résidence.',
    'problem.campaign_item_decided':
      'Quelqu’un a déjà décidé. Regardez de nouveau ; pour changer, annulez d’abord sa décision.',
    'problem.campaign_right_gone': 'Ce droit n’existe plus. Il n’y a plus rien à décider.',
    'problem.campaign_reason_needed':
      'Dites pourquoi vous maintenez un droit signalé par une liste, ou pourquoi vous en limitez ou retirez un.',
    'problem.campaign_end_not_earlier':
      'Le dernier jour doit être aujourd’hui ou plus tard, et avant la fin déjà prévue du droit.',
    'problem.campaign_decision_undone': 'Cette décision a déjà été annulée. Il n’y a plus rien à faire.',
    'problem.campaign_due_past': 'Choisissez aujourd’hui ou un jour à venir, d’ici dix ans.',
    'problem.campaign_empty': 'Aucun droit en vigueur n’y relève de cette campagne.',
    'problem.campaign_open_already':
      'Une campagne est déjà ouverte dans cette résidence. Clôturez-la d’abord.',
    'problem.campaign_reviewers_changed':
      'D’autres personnes ont été désignées entre-temps. Voyez qui, puis décidez.',
    'problem.campaign_reviewer_powerless':
      'Cette personne ne peut pas modifier les droits à cet endroit : elle ne pourrait rien décider. Choisissez-en une autre, ou donnez-lui d’abord un rôle.',
    'problem.campaign_site_uncovered':
      'Désignez au moins une personne pour l’ensemble de chaque résidence, ou personne.',
    'problem.campaign_undecided':
      'Des droits restent à décider. Décidez-les, ou dites pourquoi la campagne est close sans cela.',
    'problem.period_invalid': 'La fin doit être postérieure au début.',
    'problem.credential_value_invalid':
      'Cette valeur ne convient pas à ce type. Vérifiez-la et saisissez-la à nouveau.',
    'problem.credential_value_required': 'Saisissez le numéro du badge ou de la plaque.',
    'problem.credential_value_not_chosen': 'La maison crée elle-même ces codes. Laissez la valeur vide.',
    'problem.credential_value_taken': 'Cette valeur ne peut pas servir ici. Utilisez-en une autre.',
    'problem.fire_input_changed':
      'Une autre personne a changé entre-temps ce que cette entrée déverrouille. Regardez de nouveau.',
    'problem.fire_input_resets_itself':
      'Cette entrée n’attend personne : ce qu’elle a déverrouillé se referme dès que le calme revient.',
    'problem.zone_name_taken': 'Une autre zone de cette résidence porte ce nom. Choisissez-en un autre.',
    'problem.plate_looks_alike':
      'Une caméra ne peut pas distinguer cette plaque d’une autre connue ici. Vérifiez-la. Si elle est juste, donnez plutôt un badge, ou qu’aucune porte n’accepte les ressemblances.',
    'problem.plates_look_alike':
      'Des plaques connues ici se ressemblent, et cette porte ne s’ouvrirait à aucune. Retirez d’abord une plaque de chaque paire.',
    'problem.credential_lost': 'Cet identifiant a été déclaré perdu. Créez-en un nouveau.',
    'problem.credential_replaced':
      'Un autre l’a déjà remplacé, ou son numéro a été redonné. Regardez de nouveau, ou donnez-en un nouveau.',
    'problem.pin_weak':
      'Ce code est facile à deviner. Choisissez au moins six chiffres, sans date, ni suite, ni motif.',
    'problem.zone_unknown': 'Cette zone n’existe pas sur ce site. Choisissez une zone du site.',
    'problem.zone_without_entrance':
      'Cette zone n’a plus aucune entrée : l’ordre n’atteindrait aucune porte. Choisissez des entrées pour la zone, ou visez le site entier.',
    'problem.emergency_period_invalid':
      'La fin doit être à venir, dans les sept jours. Choisissez une autre fin.',
    'problem.emergency_over':
      'Personne n’y a mis fin, ou son temps est écoulé. Donnez un nouvel ordre si c’est nécessaire.',
    'access.kind.pin': 'Code',
    'access.kind.card': 'Badge',
    'access.kind.qr': 'QR code',
    'access.kind.mobileKey': 'Téléphone',
    'access.kind.licencePlate': 'Plaque d’immatriculation',
    'access.in_force.yes': 'En vigueur',
    'access.in_force.pending': 'En route vers la porte',
    'access.in_force.unknown': 'Porte sans nouvelles : personne ne peut le dire',
    'access.in_force.edge_revoked': 'Aucun boîtier en service : aucun changement ne parvient à la porte',
  },
} as const
