/** What the public forms say, in the two languages. */
import type { FormFault, Subject } from '../../core/index.ts'

const en = {
  required: 'Fields marked with * must be filled in. Without them we cannot handle what you send.',
  faults: {
    missing: 'This is needed: without it we cannot handle what you send.',
    email: 'This is no e-mail address: name@example.org.',
    phone: 'This is no telephone number we can call.',
    number: 'Write a number.',
    digits: 'The number of figures is not right.',
    date: 'Write a date: 2026-11-30.',
    choice: 'Choose one of these.',
    long: 'This is too long.',
  } satisfies Record<FormFault, string>,
  corrections: 'Please look again at what is marked. Nothing was kept yet.',
  noticeChanged:
    'What we say about your data was worded anew meanwhile. Read it again on this page, then send. Nothing was kept yet.',
  tooMany: 'Many messages came from there. Write us a letter or an e-mail, or try again tomorrow.',
  choose: 'Choose…',
  trap: 'Leave this empty',
  notice: {
    title: 'What becomes of what you write',
    who: (name: string) => `${name} answers for it.`,
    unnamed: 'The organization you write to answers for it.',
    why: 'What for',
    until: 'Kept until',
    seenBy: 'Seen by',
    own: 'our own team only',
    rights:
      'You can ask for a copy, for a correction or an erasure, object, and complain to the authority. Nothing here is passed on to sell it.',
    policy: 'Everything about your data',
    request: 'Ask something about your data',
    version: (digest: string) => `Notice ${digest}`,
  },
  contact: {
    title: 'Write to us',
    lead: 'A human reads it and answers you by e-mail.',
    subject: 'What is it about?',
    purpose: 'What for',
    subjects: {
      service: 'The residence and its services',
      offers: 'Your offers',
      work: 'Working with you',
      press: 'Press and communication',
      law: 'A contract or a legal matter',
    } satisfies Record<Subject, string>,
    rightsHint: 'About your own data:',
    words: 'Your message',
    wordsHint: 'Please write nothing about your health or your opinions.',
    prospect: 'You may also write to me about your offers',
    prospectHint: 'Your answer comes either way. You can take this back at any time.',
    send: 'Send',
    sentTitle: 'It arrived.',
    sent: 'Somebody of the right team reads it and writes to you by e-mail.',
    another: 'Write something else',
  },
}

const fr: typeof en = {
  required: 'Les champs marqués d’un * sont nécessaires : sans eux, nous ne pouvons pas traiter votre envoi.',
  faults: {
    missing: 'Ce champ est nécessaire : sans lui, nous ne pouvons pas traiter votre envoi.',
    email: 'Ce n’est pas une adresse électronique : nom@exemple.fr.',
    phone: 'Ce n’est pas un numéro que nous pouvons appeler.',
    number: 'Écrivez un nombre.',
    digits: 'Le nombre de chiffres n’est pas le bon.',
    date: 'Écrivez une date : 2026-11-30.',
    choice: 'Choisissez dans la liste.',
    long: 'C’est trop long.',
  },
  corrections: 'Merci de revoir ce qui est signalé. Rien n’a encore été conservé.',
  noticeChanged:
    'Ce que nous disons de vos données a changé entre-temps. Relisez-le sur cette page, puis envoyez. Rien n’a encore été conservé.',
  tooMany:
    'Beaucoup de messages sont venus de là. Écrivez-nous une lettre ou un courriel, ou réessayez demain.',
  choose: 'Choisir…',
  trap: 'Laissez ce champ vide',
  notice: {
    title: 'Ce que devient ce que vous écrivez',
    who: (name) => `${name} en répond.`,
    unnamed: 'L’organisation à laquelle vous écrivez en répond.',
    why: 'Pour quoi',
    until: 'Conservé jusqu’à',
    seenBy: 'Vu par',
    own: 'notre seule équipe',
    rights:
      'Vous pouvez demander une copie, une rectification ou un effacement, vous opposer, et saisir l’autorité. Rien n’est cédé pour être vendu.',
    policy: 'Tout sur vos données',
    request: 'Une demande sur vos données',
    version: (digest) => `Notice ${digest}`,
  },
  contact: {
    title: 'Nous écrire',
    lead: 'Un être humain lit votre message et vous répond par courriel.',
    subject: 'De quoi s’agit-il ?',
    purpose: 'Pour quoi',
    subjects: {
      service: 'La résidence et ses services',
      offers: 'Vos offres',
      work: 'Travailler avec vous',
      press: 'Presse et communication',
      law: 'Un contrat ou une question juridique',
    },
    rightsHint: 'Au sujet de vos propres données :',
    words: 'Votre message',
    wordsHint: 'Merci de ne rien écrire sur votre santé ni sur vos opinions.',
    prospect: 'Vous pouvez aussi m’écrire au sujet de vos offres',
    prospectHint:
      'Vous aurez votre réponse dans les deux cas. Vous pourrez revenir sur ce choix à tout moment.',
    send: 'Envoyer',
    sentTitle: 'C’est bien arrivé.',
    sent: 'Une personne de la bonne équipe le lit et vous écrit par courriel.',
    another: 'Écrire autre chose',
  },
}

const words = { en, fr }
export type FormWords = typeof en
export const formWords = (language: 'en' | 'fr'): FormWords => words[language]
