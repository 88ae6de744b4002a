import type { Dice } from '../random.ts';

const first = list(
  `Adaeze Amara Anders Aiko Beatriz Bruno Camille Chidi Clara Daniela Darius Elena Emeka Esther
  Farah Felix Freya Gabriel Greta Hamid Hana Hugo Imani Ingrid Isaac Ivo Jana Joaquin Kaito Katja
  Lars Leila Luca Mads Marisol Mei Mateo Milena Nadia Nikhil Noor Olga Oscar Paula Petra Rafael
  Rania Rohan Saskia Sven Tariq Tessa Tomas Uma Viktor Wanda Xavier Yara Yusuf Zoe`,
);
const last = list(
  `Abara Acosta Almeida Bakker Barros Bauer Castellan Chandra Corrado Dahl Demir Dorsey Eklund
  Esposto Farouk Ferrand Fontaine Garrido Halloran Hamada Haas Iversen Jansma Kapur Keller Kovac
  Kimura Lindgren Lozano Madaki Marchetti Mbeki Moreau Nakata Novak Obi Okafor Oliveira Pappas
  Petrov Quintero Rahimi Ramsey Ruiz Sandoval Sato Schreiber Silva Sorensen Tanaka Tervo Toivonen
  Urbina Valen Verbeek Wallin Weber Yildiz Zaman Ziegler`,
);

export function personName(dice: Dice): string {
  return `${at(first, dice.between(0, first.length - 1))} ${at(last, dice.between(0, last.length - 1))}`;
}

/** The n-th of names that do not come again before every first name met every last one. */
export function colleagueName(n: number): string {
  const turn = Math.floor(n / first.length);
  return `${at(first, n)} ${at(last, n * 7 + turn)}`;
}

/** Address at the company; the number keeps namesakes apart. */
export function mailbox(name: string, no: number, domain: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}.${no}@${domain}`;
}

function at(names: readonly string[], index: number): string {
  return names[index % names.length] ?? '';
}

function list(text: string): readonly string[] {
  return text.split(/\s+/);
}
