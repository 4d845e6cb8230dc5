/** The list of tenants as a French agency hands it over: semicolons, Windows-1252, days first, words of their own. */

/** Windows-1252 has letters where Latin-1 has control characters. */
const encoded = (text: string): Buffer =>
  Buffer.from(text.replaceAll('Œ', '\u008c').replaceAll('’', '\u0092'), 'latin1')

/** `movedIn`: what somebody typed as the day on which one of them moved in. */
export const agencyList = (movedIn: string): Buffer =>
  encoded(
    [
      'Bâtiment;Lot;Civilité;Nom;Prénom;Courriel;Tél. portable;Présent depuis;N° de badge;Profil;Entrées du profil;Habitants de',
      'B;B 11;Mme;Morvan;Hélène;helene@example.org;06 39 98 12 34;03/04/2021;04A1B2C3D4E5F6;;;',
      `B;B 12;M.;N’Guessan;Aimé;aime@example.org;06 39 98 56 78;${movedIn};04B1B2C3D4E5F6;;;`,
      'B;B 12;Mme;N’Guessan;Zoé;;;14/09/2022;;;;',
      'B;B 13;M.;Œdipe;Noël;;;14/07/2019;04C1B2C3D4E5F6;;;',
      ';;;;;;;;;Résidents de B;Hall B;B',
    ].join('\r\n'),
  )
