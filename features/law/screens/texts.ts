/** What the register says when it refuses. */
export const texts = {
  en: {
    'problem.register_unknown': 'There is no such version of the register.',
    'problem.register_changed':
      'Somebody else wrote the draft meanwhile. Read it again, then make your change.',
    'problem.register_draft_missing': 'There is no draft of the register. Write one first.',
    'problem.register_faulty':
      'The register says something that the law or the software would not keep. Nothing was published; each fault is named.',
    'problem.register_not_scheduled':
      'This version is in force, or was. Only one that is to take effect later is taken back; write a new draft instead.',
    'problem.effective_in_past': 'A register takes effect now at the earliest.',
  },
  fr: {
    'problem.register_unknown': 'Cette version du registre n’existe pas.',
    'problem.register_changed':
      'Quelqu’un d’autre a modifié le brouillon entre-temps. Relisez-le, puis refaites votre modification.',
    'problem.register_draft_missing': 'Il n’y a pas de brouillon du registre. Rédigez-en un d’abord.',
    'problem.register_faulty':
      'Le registre promet ce que la loi ou le logiciel ne tiendrait pas. Rien n’a été publié ; chaque défaut est indiqué.',
    'problem.register_not_scheduled':
      'Cette version est en vigueur, ou l’a été. Seule une version à venir peut être retirée ; rédigez plutôt un nouveau brouillon.',
    'problem.effective_in_past': 'Un registre prend effet maintenant au plus tôt.',
  },
} as const
