/** Invented names for invented people. Any likeness is chance. */

export const FAMILY_NAMES: readonly string[] =
  `Aubert Barbier Benali Bernard Berthier Blanchard Bonnet Boucher Bouvier Brunet Carpentier Caron Chevalier Clément Colin Da-Silva David
  Delmas Deschamps Diallo Dubois Dufour Dumont Dupuis Durand Fabre Faure Ferreira Fontaine Fournier Gaillard Garnier Gauthier Gérard Girard
  Giraud Gomez Guérin Guillot Haddad Henry Hubert Jacquet Joly Kaplan Kowalski Lacroix Lambert Laurent Leblanc Leclerc Lefèvre Legrand Lemaire
  Lemoine Leroux Lopez Mansouri Marchal Martin Masson Mercier Meunier Meyer Michaud Morel Moreau Moulin Nguyen Noël Okafor Olivier Ozanne
  Paris Pelletier Perez Perrin Petit Philippe Picard Pires Poirier Rey Renard Renaud Richard Rivière Robin Roche Roussel Rousseau Roux Roy
  Sanchez Schmitt Simon Tessier Thomas Traoré Vasseur Vidal Vincent Weber`.split(/\s+/)

export const WOMEN: readonly string[] =
  `Adèle Agathe Alice Amina Anaïs Anne Aïcha Béatrice Camille Catherine Cécile Chantal Charlotte Chioma Claire Clara Danielle Élise Élodie
  Emma Fatoumata Florence Françoise Gabrielle Hélène Inès Isabelle Jade Jeanne Julie Juliette Khadija Laure Léa Linh Louise Lucie Manon
  Margaux Marguerite Marie Marion Martine Mathilde Monique Nadia Nathalie Noémie Odile Pauline Rose Salomé Sarah Sofia Solène Sylvie Thi Valérie Yasmine Zoé`.split(
    /\s+/,
  )

export const MEN: readonly string[] =
  `Adrien Alain Alexandre Antoine Arthur Baptiste Benoît Bernard Bruno Cédric Chinedu Christophe Clément Daniel David Denis Émile Éric Étienne
  Fabien François Gabriel Georges Gilles Grégoire Guillaume Hugo Ibrahim Jacques Jean Jérôme Joseph Jules Julien Karim Laurent Léo Louis Lucas
  Mamadou Marc Mathieu Maxime Mehdi Michel Minh Nathan Nicolas Noah Olivier Pascal Patrick Paul Philippe Pierre Quentin Raphaël René Robert Samuel Théo Thomas Victor Vincent Youssef`.split(
    /\s+/,
  )
