/** What the general problems say to a person. A feature's own codes are in its `screens/texts.ts`. */
export const texts = {
  en: {
    'problem.sign_in_required': 'Please sign in first.',
    'problem.permission_denied': 'You do not have the right to do this.',
    'problem.origin_refused': 'This request came from another site and was refused.',
    'problem.input_invalid': 'Some of what was entered is not right.',
    'problem.body_malformed': 'What was sent cannot be read.',
    'problem.body_too_large': 'What was sent is too large.',
    'problem.media_type_unsupported': 'What was sent is not in a format we read.',
    'problem.not_found': 'There is nothing here.',
    'problem.method_not_allowed': 'This cannot be done here.',
    'problem.request_malformed': 'The request cannot be understood.',
    'problem.too_many_requests': 'Too many requests. Please wait a moment.',
    'problem.idempotency_key_malformed': 'The Idempotency-Key is not valid.',
    'problem.idempotency_key_reused': 'This Idempotency-Key was already used for something else.',
    'problem.idempotency_outcome_unknown':
      'This was carried out the first time, and its answer was lost. See how things are now before asking anew.',
    'problem.already_done_secret_shown_once':
      'This was already done, and what it showed once is not shown again. If you did not keep it, make a new one.',
    'problem.request_in_progress': 'The same request is still being processed.',
    'problem.precondition_required': 'Say which version you are changing.',
    'problem.precondition_malformed': 'The version to change is not readable.',
    'problem.precondition_failed': 'It changed in the meantime. Reload, then try again.',
    'problem.cursor_invalid': 'This list cannot be continued from there. Start again from the top.',
    'problem.database_away': 'The database is restarting. Nothing was changed. Please try again in a moment.',
    'problem.outcome_unknown':
      'The database restarted in the middle. Look whether it was done before you try again.',
    'problem.shutting_down': 'The service is restarting. Please try again in a moment.',
    'problem.unreachable': 'Loge cannot be reached. The doors do not depend on it and keep deciding.',
    'problem.internal': 'Something went wrong on our side. Nothing was changed; please try again.',
  },
  fr: {
    'problem.sign_in_required': 'Veuillez d’abord vous connecter.',
    'problem.permission_denied': 'Vous n’avez pas le droit de faire cela.',
    'problem.origin_refused': 'Cette demande venait d’un autre site ; elle a été refusée.',
    'problem.input_invalid': 'Une partie de la saisie n’est pas correcte.',
    'problem.body_malformed': 'Ce qui a été envoyé est illisible.',
    'problem.body_too_large': 'Ce qui a été envoyé est trop volumineux.',
    'problem.media_type_unsupported': 'Ce qui a été envoyé n’est pas dans un format que nous lisons.',
    'problem.not_found': 'Il n’y a rien ici.',
    'problem.method_not_allowed': 'Cela ne peut pas se faire ici.',
    'problem.request_malformed': 'La demande est incompréhensible.',
    'problem.too_many_requests': 'Trop de demandes. Veuillez patienter un instant.',
    'problem.idempotency_key_malformed': 'La clé Idempotency-Key n’est pas valable.',
    'problem.idempotency_key_reused': 'Cette clé Idempotency-Key a déjà servi à autre chose.',
    'problem.idempotency_outcome_unknown':
      'La première demande a été exécutée et sa réponse a été perdue. Regardez où en sont les choses avant de redemander.',
    'problem.already_done_secret_shown_once':
      'C’est déjà fait, et ce qui ne s’affiche qu’une fois ne sera plus affiché. Si vous ne l’avez pas noté, créez-en un autre.',
    'problem.request_in_progress': 'La même demande est encore en cours de traitement.',
    'problem.precondition_required': 'Indiquez la version que vous modifiez.',
    'problem.precondition_malformed': 'La version à modifier est illisible.',
    'problem.precondition_failed': 'Le contenu a changé entre-temps. Rechargez-le, puis recommencez.',
    'problem.cursor_invalid': 'Cette liste ne peut pas reprendre à cet endroit. Recommencez depuis le début.',
    'problem.database_away':
      'La base de données redémarre. Rien n’a été modifié. Veuillez réessayer dans un instant.',
    'problem.outcome_unknown':
      'La base de données a redémarré en cours de route. Vérifiez si c’est fait avant de réessayer.',
    'problem.shutting_down': 'Le service redémarre. Veuillez réessayer dans un instant.',
    'problem.unreachable': 'Loge est injoignable. Les portes n’en dépendent pas et continuent de décider.',
    'problem.internal': 'Une erreur s’est produite de notre côté. Rien n’a été modifié ; veuillez réessayer.',
  },
} as const
