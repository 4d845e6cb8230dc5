/** Words of the letters about moves: in the language of the person they are to. */
export const letterTexts = {
  en: {
    greeting: 'Dear {name},',
    in: {
      subject: 'You move into {to} on {day}',
      body: [
        'From the first minute of {day} the doors of {to} and the shared doors of the house open to you. They know it beforehand: it works without a network too.',
        'Before that day we would like to agree with you on: the inventory of the home, your name on the letterbox and at the intercom, and the badge or the code you will carry.',
        'If the day is wrong, tell us before it comes: until then nothing has happened and everything can be put back.',
      ],
    },
    out: {
      subject: 'You leave {from} on {day}',
      body: [
        'The whole of {day} still counts. When it is over, the doors no longer open for this home, and your badges and codes end if you keep no other home here.',
        'Please give back your badges and keys, sign the inventory with us, settle what is open for shared machines or deposits, and tell us where letters may reach you.',
        'If the day is wrong, tell us before it comes: until then everything can be put back.',
      ],
    },
    transfer: {
      subject: 'You move from {from} to {to} on {day}',
      body: [
        'On {day} both homes are yours, to carry things across. From the next day on only {to} opens to you. Your badges and codes stay the same.',
        'Before that day we would like to agree with you on the two inventories, and on your name on the letterbox and at the intercom.',
        'If the day is wrong, tell us before it comes: until then everything can be put back.',
      ],
    },
    rights:
      'What the house keeps about you, why, and until when, is in our privacy policy. You may ask for a copy, a correction or an erasure there, also after you have left.',
    close: 'With our regards',
  },
  fr: {
    greeting: 'Bonjour {name},',
    in: {
      subject: 'Votre emménagement dans {to}, le {day}',
      body: [
        'Dès la première minute du {day}, les portes de {to} et les portes communes s’ouvrent pour vous. Elles le savent à l’avance : cela fonctionne aussi sans réseau.',
        'D’ici là, convenons ensemble de l’état des lieux, de votre nom sur la boîte aux lettres et à l’interphone, et du badge ou du code que vous aurez sur vous.',
        'Si la date n’est pas la bonne, dites-le-nous avant ce jour : rien n’aura encore eu lieu et tout peut être annulé.',
      ],
    },
    out: {
      subject: 'Votre départ de {from}, le {day}',
      body: [
        'La journée du {day} compte en entier. Ensuite, les portes ne s’ouvrent plus au titre de ce logement, et vos badges et codes prennent fin si vous ne gardez pas d’autre logement ici.',
        'Merci de rendre badges et clés, de signer avec nous l’état des lieux, de régler ce qui reste dû pour les machines partagées ou les dépôts, et de nous dire où votre courrier peut vous parvenir.',
        'Si la date n’est pas la bonne, dites-le-nous avant ce jour : tout peut encore être annulé.',
      ],
    },
    transfer: {
      subject: 'Votre déménagement de {from} à {to}, le {day}',
      body: [
        'Le {day}, les deux logements sont à vous, le temps de porter vos affaires. Dès le lendemain, seul {to} s’ouvre pour vous. Vos badges et codes restent les mêmes.',
        'D’ici là, convenons ensemble des deux états des lieux, et de votre nom sur la boîte aux lettres et à l’interphone.',
        'Si la date n’est pas la bonne, dites-le-nous avant ce jour : tout peut encore être annulé.',
      ],
    },
    rights:
      'Ce que la résidence conserve sur vous, pourquoi et jusqu’à quand figure dans notre politique de confidentialité. Vous pouvez y demander une copie, une rectification ou un effacement, même après votre départ.',
    close: 'Bien cordialement',
  },
} as const
