/** Terms an organization may start from. What is in braces is filled from its register when they are published. */
import { type DocumentContent, list, type Rendering, text } from './content.ts'

const en: Rendering = {
  title: 'Terms of use',
  lead: 'What {operator} provides, what you may expect of it, and what is expected of you.',
  sections: [
    {
      id: 'service',
      title: 'The service',
      summary: 'We run the entrances of your residence. They work even when we do not.',
      blocks: [
        text(
          '{operator} runs this service to manage entrances, residents and connected equipment of a residence. Doors decide by themselves: badges, codes and keys go on working when the service does not answer.',
        ),
      ],
    },
    {
      id: 'account',
      title: 'Your account',
      summary: 'Your account is yours alone. Tell us if somebody else gets at it.',
      blocks: [
        text(
          'An account is for one person. Keep your way of signing in to yourself, and tell us as soon as somebody else may know it: we end every session at once.',
        ),
      ],
    },
    {
      id: 'use',
      title: 'Using it',
      summary: 'Use it for its purpose, and leave others in peace.',
      blocks: [
        text('Use the service for what it is made for. In particular, do not:'),
        list([
          'enter, or try to enter, where you have no right to',
          'read what is about somebody else without a reason that belongs to your task',
          'disturb the service or the equipment it commands',
        ]),
        text(
          'Whoever does may be suspended without notice, with the reason written down. A suspended person can still read these terms and use every right over their data.',
        ),
      ],
    },
    {
      id: 'availability',
      title: 'Interruptions',
      summary: 'It may stop now and then. We tell you when we know.',
      blocks: [
        text(
          'The service may stop for maintenance, updates, improvements or events outside our control. Planned ones are announced. We answer for direct and foreseeable damage only, and not for what a case of force majeure or a third party caused.',
        ),
      ],
    },
    {
      id: 'data',
      title: 'Your data',
      summary: 'What becomes of your data stands in the privacy policy.',
      blocks: [
        text('The privacy policy in force is part of these terms. It is on this site, without signing in.'),
      ],
    },
    {
      id: 'changes',
      title: 'Changes',
      summary: 'You hear of a change that matters before it counts.',
      blocks: [
        text(
          'These terms may change. A change that matters is announced before it takes effect, or you are asked to agree anew. Earlier versions stay readable.',
        ),
      ],
    },
    {
      id: 'law',
      title: 'Law and contact',
      summary: 'This is the law, and how to reach us.',
      blocks: [
        text('Law that applies: {law}.'),
        text('Questions: {operator}, {address}, {email}.'),
        text('Your rights over your data: {channels}.'),
      ],
    },
  ],
}

const fr: Rendering = {
  title: 'Conditions générales d’utilisation',
  lead: 'Ce que {operator} fournit, ce que vous pouvez en attendre, et ce qui est attendu de vous.',
  sections: [
    {
      id: 'service',
      title: 'Le service',
      summary: 'Nous gérons les accès de votre résidence. Ils fonctionnent même sans nous.',
      blocks: [
        text(
          '{operator} exploite ce service pour gérer les accès, les résidents et les équipements connectés d’une résidence. Les portes décident seules : badges, codes et clés fonctionnent aussi quand le service ne répond pas.',
        ),
      ],
    },
    {
      id: 'account',
      title: 'Votre compte',
      summary: 'Votre compte n’est qu’à vous. Dites-nous si quelqu’un d’autre y accède.',
      blocks: [
        text(
          'Un compte sert à une seule personne. Gardez pour vous votre moyen de connexion, et dites-nous sans attendre si quelqu’un d’autre a pu l’apprendre : nous fermons aussitôt toutes les sessions.',
        ),
      ],
    },
    {
      id: 'use',
      title: 'L’utilisation',
      summary: 'Servez-vous-en pour ce qu’il est, et laissez les autres en paix.',
      blocks: [
        text('Utilisez le service pour ce à quoi il est destiné. En particulier, il n’est pas permis :'),
        list([
          'd’entrer, ou de tenter d’entrer, là où vous n’en avez pas le droit',
          'de consulter ce qui concerne autrui sans une raison liée à votre tâche',
          'de perturber le service ou les équipements qu’il commande',
        ]),
        text(
          'Tout manquement peut entraîner une suspension sans préavis, dont le motif est consigné. Une personne suspendue peut toujours lire ces conditions et exercer tous ses droits sur ses données.',
        ),
      ],
    },
    {
      id: 'availability',
      title: 'Interruptions',
      summary: 'Il peut s’arrêter parfois. Nous prévenons quand nous le savons.',
      blocks: [
        text(
          'Le service peut s’interrompre pour maintenance, mise à jour, amélioration ou événement extérieur. Les interruptions prévues sont annoncées. Nous répondons des seuls dommages directs et prévisibles, et non de ce qu’ont causé un cas de force majeure ou un tiers.',
        ),
      ],
    },
    {
      id: 'data',
      title: 'Vos données',
      summary: 'Ce que deviennent vos données est dit dans la politique de confidentialité.',
      blocks: [
        text(
          'La politique de confidentialité en vigueur fait partie de ces conditions. Elle se lit sur ce site, sans se connecter.',
        ),
      ],
    },
    {
      id: 'changes',
      title: 'Modifications',
      summary: 'Vous apprenez un changement qui compte avant qu’il ne vaille.',
      blocks: [
        text(
          'Ces conditions peuvent changer. Un changement qui compte est annoncé avant de prendre effet, ou votre accord vous est demandé à nouveau. Les versions antérieures restent lisibles.',
        ),
      ],
    },
    {
      id: 'law',
      title: 'Droit et contact',
      summary: 'Voici le droit, et comment nous joindre.',
      blocks: [
        text('Droit applicable : {law}.'),
        text('Questions : {operator}, {address}, {email}.'),
        text('Vos droits sur vos données : {channels}.'),
      ],
    },
  ],
}

export const termsTemplate: DocumentContent = { en, fr }
