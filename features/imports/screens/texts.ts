/** The words of imports. */

const en = {
  'problem.import_unknown': 'There is no such import.',
  'problem.import_file_empty': 'This file holds no rows. It needs a header line and at least one row.',
  'problem.import_file_unreadable':
    'This file cannot be read. Save it as CSV or as an Excel workbook (.xlsx) without a password, and bring it again.',
  'problem.import_file_is_export':
    'This is a whole export. Open it (a zip), then bring the files 1 to 5 one by one, in their order: buildings, homes, people, groups, rights.',
  'problem.import_quotes_open':
    'A quotation mark in this file is never closed, or stands in the middle of a cell. Save the file again from your spreadsheet.',
  'problem.import_too_many_rows':
    'There are more than 20,000 rows in this file. Split it and bring one part after the other.',
  'problem.import_too_many_columns':
    'There are more than 100 columns in this file. Remove those that are not needed.',
  'problem.import_inflates_too_much':
    'This workbook would grow to an enormous size when unpacked, so it was not read. Save the sheet alone in a new workbook.',
  'problem.import_not_open':
    'This import was applied already, or is being applied. Bring the file again to change something.',
  'problem.import_mapping_wrong':
    'Two meanings were given to one column, or a column is not in the file. Choose again.',
  'problem.import_has_errors': 'Some rows have errors. Correct them in the file, or leave those rows out.',
  'problem.import_undecided':
    'Some rows name people who may be known already. Say for each whether it is the same person.',
  'problem.import_changes_nothing': 'Everything in this file is known already. There is nothing to do.',
  'problem.import_not_undoable': 'Only an import that was applied in the last 24 hours can be undone.',
} as const

const fr = {
  'problem.import_unknown': 'Cet import n’existe pas.',
  'problem.import_file_empty':
    'Ce fichier ne contient aucune ligne. Il faut une ligne d’en-têtes et au moins une ligne.',
  'problem.import_file_unreadable':
    'Ce fichier ne peut pas être lu. Enregistrez-le en CSV ou en classeur Excel (.xlsx) sans mot de passe, puis déposez-le à nouveau.',
  'problem.import_file_is_export':
    'C’est un export entier. Ouvrez-le (un zip), puis déposez les fichiers 1 à 5 l’un après l’autre, dans leur ordre : bâtiments, logements, personnes, groupes, droits.',
  'problem.import_quotes_open':
    'Un guillemet de ce fichier n’est jamais refermé, ou se trouve au milieu d’une cellule. Enregistrez à nouveau le fichier depuis votre tableur.',
  'problem.import_too_many_rows':
    'Ce fichier compte plus de 20 000 lignes. Découpez-le et déposez une partie après l’autre.',
  'problem.import_too_many_columns':
    'Ce fichier compte plus de 100 colonnes. Retirez celles qui ne servent pas.',
  'problem.import_inflates_too_much':
    'Une fois décompressé, ce classeur prendrait une taille énorme : il n’a pas été lu. Enregistrez la feuille seule dans un nouveau classeur.',
  'problem.import_not_open':
    'Cet import a déjà été appliqué, ou est en cours. Déposez à nouveau le fichier pour changer quelque chose.',
  'problem.import_mapping_wrong':
    'Deux sens ont été donnés à une même colonne, ou une colonne n’est pas dans le fichier. Choisissez à nouveau.',
  'problem.import_has_errors':
    'Certaines lignes comportent des erreurs. Corrigez le fichier, ou écartez ces lignes.',
  'problem.import_undecided':
    'Certaines lignes nomment des personnes peut-être déjà connues. Dites pour chacune s’il s’agit de la même personne.',
  'problem.import_changes_nothing': 'Tout ce que contient ce fichier est déjà connu. Il n’y a rien à faire.',
  'problem.import_not_undoable': 'Seul un import appliqué au cours des dernières 24 heures peut être annulé.',
} as const

export const texts = { en, fr } as const
