import type { Dice, Some } from '../random.ts';
import { colleagueName } from './people.ts';

export type Region = 'EMEA' | 'AMER' | 'APAC';

export interface Csm {
  readonly name: string;
  readonly region: Region;
  /** How often this manager is in touch, against what the playbook asks. */
  readonly cadence: number;
}

/** Accounts that one team looks after; the next ones get a team of their own. */
export const accountsPerTeam = 400;

const firstTeam: Some<Csm> = [
  { name: 'Ines Falk', region: 'EMEA', cadence: 1 },
  { name: 'Jonas Wieland', region: 'EMEA', cadence: 0.45 },
  { name: 'Maeve Corrigan', region: 'EMEA', cadence: 1.1 },
  { name: 'Dana Reyes', region: 'AMER', cadence: 1 },
  { name: 'Theo Lindqvist', region: 'AMER', cadence: 0.5 },
  { name: 'Priya Nair', region: 'AMER', cadence: 1.2 },
  { name: 'Kenji Morita', region: 'APAC', cadence: 1 },
  { name: 'Alana Brooks', region: 'APAC', cadence: 0.9 },
];

export function teamOf(team: number): Some<Csm> {
  if (team === 0) return firstTeam;
  const named = ({ region, cadence }: Csm, place: number): Csm => ({
    name: colleagueName((team - 1) * firstTeam.length + place),
    region,
    cadence,
  });
  const [head, ...rest] = firstTeam;
  return [named(head, 0), ...rest.map((csm, place) => named(csm, place + 1))];
}

/** Who looks after an account; unhappy customers are found more often where few touches are. */
export function csmOf(index: number, region: Region, isUnhappy: boolean, dice: Dice): Csm {
  const [head, ...rest] = teamOf(Math.floor(index / accountsPerTeam));
  const weight = (csm: Csm): number => {
    if (csm.region !== region) return 0;
    return csm.cadence < 0.6 && isUnhappy ? 2.5 : 1;
  };
  return dice.weighted([[head, weight(head)], ...rest.map((csm) => [csm, weight(csm)] as const)]);
}

export const sellers: Some<string> = ['Marta Kowal', 'Ben Adeyemi', 'Lucie Perrin', 'Sam Otieno'];
export const supporters: Some<string> = ['Rosa Lind', 'Amir Haddad', 'Chloe Tran'];
