/** One sentence in plain words above each section of what is made from a register. By the id of the section. */
import type { Language, Rendering } from './content.ts'

const en = {
  who: 'This is who decides about your data. Write to them with any question.',
  about: 'If you are one of these people, this page is about you.',
  why: 'For each thing we do with your data, here is the reason and what allows it.',
  kept: 'Nothing is kept for ever without a reason. Here is when it goes.',
  mandatory: 'A star marks what we cannot do without. The rest is up to you.',
  sources: 'Most of it comes from you. Here is where the rest comes from.',
  recipients: 'These people may see your data. Nobody else does.',
  transfers: 'Here is in which countries your data are.',
  machines: 'Here is whether a computer alone ever decides something about you.',
  rights: 'You may see, correct, take along or erase your data. It costs nothing.',
  authority: 'If our answer does not satisfy you, these people are independent of us.',
  security: 'Here is what we do so that nobody else gets at your data.',
  cookies: 'The small files on your device have a page of their own.',
  changes: 'You hear of a change before it counts.',
  glossary: 'Here is what the words mean on this page.',
  what: 'A cookie is a small note that a site leaves on your device.',
  listed: 'Here is everything we leave there, and for how long.',
  refusing: 'You may say no. One press is enough.',
  browsers: 'Your browser can throw them away as well.',
  independent: 'Read about it from people who do not sell anything.',
  privacy: 'What we know about you stands on another page.',
  operator: 'This company runs the service.',
  contact: 'This is how you reach it.',
  law: 'This is the law we follow.',
  hosting: 'This is where the machines stand.',
  towards: 'You promise it to this house.',
  undertaking: 'In a word: look little, tell nothing, take nothing.',
  secrets: 'A doctor stays a doctor here.',
  lasting: 'It does not end when you leave.',
  breaking: 'It is meant seriously.',
}

const fr: typeof en = {
  who: 'Voici qui décide de ce que deviennent vos données. Écrivez-lui pour toute question.',
  about: 'Si vous êtes l’une de ces personnes, cette page parle de vous.',
  why: 'Pour chaque chose que nous faisons de vos données, voici la raison et ce qui l’autorise.',
  kept: 'Rien n’est gardé sans fin ni raison. Voici quand cela disparaît.',
  mandatory: 'Une étoile marque ce dont nous ne pouvons pas nous passer. Le reste dépend de vous.',
  sources: 'La plupart viennent de vous. Voici d’où vient le reste.',
  recipients: 'Ces personnes peuvent voir vos données. Nulle autre ne les voit.',
  transfers: 'Voici dans quels pays se trouvent vos données.',
  machines: 'Voici s’il arrive qu’un ordinateur seul décide de quelque chose pour vous.',
  rights: 'Vous pouvez voir, corriger, emporter ou effacer vos données. C’est gratuit.',
  authority: 'Si notre réponse ne vous convient pas, cette autorité ne dépend pas de nous.',
  security: 'Voici ce que nous faisons pour que nul autre n’accède à vos données.',
  cookies: 'Les petits fichiers sur votre appareil ont leur propre page.',
  changes: 'Vous apprenez un changement avant qu’il ne compte.',
  glossary: 'Voici ce que les mots veulent dire sur cette page.',
  what: 'Un cookie est une petite note qu’un site laisse sur votre appareil.',
  listed: 'Voici tout ce que nous y laissons, et pour combien de temps.',
  refusing: 'Vous pouvez dire non. Un seul geste suffit.',
  browsers: 'Votre navigateur peut aussi les jeter.',
  independent: 'Lisez ce qu’en disent ceux qui ne vendent rien.',
  privacy: 'Ce que nous savons de vous se lit sur une autre page.',
  operator: 'Cette société exploite le service.',
  contact: 'Voici comment la joindre.',
  law: 'Voici le droit que nous suivons.',
  hosting: 'Voici où se trouvent les machines.',
  towards: 'Vous le promettez à cette maison.',
  undertaking: 'En un mot : regarder peu, ne rien dire, ne rien emporter.',
  secrets: 'Un médecin reste médecin ici.',
  lasting: 'Il ne cesse pas quand vous partez.',
  breaking: 'Il engage vraiment.',
}

const SUMMARIES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fr }

export const summarized = (rendering: Rendering, language: Language): Rendering => ({
  ...rendering,
  sections: rendering.sections.map(({ id, title, blocks }) => {
    const summary = SUMMARIES[language][id]
    return { id, title, ...(summary === undefined ? {} : { summary }), blocks }
  }),
})
