/**
 * What passwords are made of most often: words people choose, in English and French, and walks over a keyboard.
 * A password that is one of these plus digits, signs or letters written as digits is found first by any attacker.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort motdepasse mdp pass passe secret admin administrator administrateur root user guest test demo
  welcome bienvenue bonjour hello salut letmein access login master default changeme changeit change temp temporary
  love iloveyou jetaime jtm amour mamour princess princesse prince angel ange sunshine soleil moon lune star etoile
  monkey singe dragon tiger tigre lion chat chaton minou chien toutou loulou doudou doudoune nounours bisous coucou
  shadow hunter killer soccer football foot baseball basketball hockey tennis rugby psg marseille paris lyon france
  french francais nantes bordeaux toulouse lille nice rennes strasbourg montpellier london england berlin geneve
  lausanne suisse switzerland europe america canada quebec superman batman spiderman pokemon naruto starwars matrix
  mercedes ferrari porsche renault peugeot citroen toyota honda ford harley yamaha google facebook amazon apple
  microsoft windows samsung iphone android internet computer ordinateur azerty qwerty qwertz azertyuiop qwertyuiop
  asdf asdfgh asdfghjkl zxcvbn zxcvbnm wxcvbn qazwsx qazwsxedc abc abcd abcde abcdef abcdefg aaa aaaa
  michael michel jordan jennifer jessica ashley amanda daniel thomas nicolas julien alexandre antoine maxime pierre
  camille marie marine julie pauline laura sarah lea emma manon chloe lucas hugo louis gabriel arthur jules nathan
  andrew joshua matthew robert charlie george michelle nicole anthony alexander sebastien stephane olivier vincent
  guillaume philippe isabelle nathalie valerie caroline sandrine celine virginie patricia caroline elodie aurelie
  summer winter spring autumn ete hiver printemps automne january february march april june july august september
  october november december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  monday friday sunday lundi mardi mercredi jeudi vendredi samedi dimanche freedom liberte whatever trustno one
  flower fleur cheese fromage chocolat chocolate banana banane orange pepper cookie coffee cafe biscuit vanille
  computer hockey ranger buster cooper maggie ginger diamond diamant silver argent gold golden money family famille
  maison house home door porte portail entree clef cle key keys loge concierge gardien caretaker residence immeuble
  building appartement apartment syndic gestion manager resident locataire proprietaire interphone badge digicode
  security securite safe alarm alarme ouvert ouvrir open sesame abracadabra service support info contact office
  bureau company entreprise societe doudou loulou poussin papillon butterfly dauphin dolphin cheval horse licorne
  unicorn maman papa mamie papy mother father baby bebe cherie cheri chouchou crevette gribouille caramel noisette
  correcthorsebatterystaple violet purple rouge bleu vert jaune noir blanc red blue green yellow black white happy heureux joyeux lucky
  chance jesus christ dieu god marie allah bless blessed forever toujours never jamais please merci thanks friend
  friends ami amis copain copine student etudiant school ecole college lycee university universite doctor docteur
  musique music guitar guitare piano rock metal metallica eminem nirvana rihanna beyonce beatles queen king roi reine`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Neighbours on keyboards and in counting; any stretch of these, in either direction, is a walk. */
export const WALKS: readonly string[] = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertzuiop',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '1a2z3e4r5t6y',
  '1q2w3e4r5t6y',
]
