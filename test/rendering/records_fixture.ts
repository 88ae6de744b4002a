import type { Report } from '../../lambdas/reports/model.ts';
import { number, percent, score, share } from './figures_fixture.ts';

export const followUp: NonNullable<Report['follow_up']> = {
  title: [
    'Of last week’s ',
    number(9),
    ' actions, ',
    number(3),
    ' are no longer needed and ',
    number(2),
    ' have moved the right way',
  ],
  note: [number(3), ' did not move and ', number(1), ' got worse.'],
  rows: [
    {
      playbook: 'usage_collapsed',
      title: 'Usage collapsed',
      owner: 'Dana Reyes',
      name: 'Northwind Traders',
      number: 'use against usual',
      was: [share(52)],
      is: [share(38)],
      became: 'worse',
    },
    {
      playbook: 'no_champion_left',
      title: 'No champion left',
      owner: 'Priya Natarajan',
      name: 'Litware',
      number: 'without a champion in touch',
      was: ['yes'],
      is: ['no'],
      became: 'settled',
    },
    {
      playbook: 'health_red',
      title: 'Agree a recovery plan',
      owner: 'Marek Nowak',
      name: 'Coho Winery',
      number: 'health',
      was: [{ figure: score(34) }],
      is: [{ figure: score(47) }],
      became: 'better',
    },
    {
      playbook: 'first_contact_worse',
      title: 'See why first answers fall short',
      owner: 'Support team',
      name: 'First contact resolution',
      number: '',
      was: [share(61)],
      is: [share(61)],
      became: 'unchanged',
    },
  ],
};

const band = (label: string, ratings: number, lost: number, low: number, high: number) => ({
  label,
  ratings: { value: ratings, unit: 'count' },
  lost: { value: lost, unit: 'count' },
  share: percent(Math.round((100 * lost) / ratings)),
  low: percent(low),
  high: percent(high),
});

export const trackRecord: NonNullable<Report['track_record']> = {
  title: ['Who is rated at risk leaves about ', number(15), ' times as often within three months'],
  sentences: [
    [
      'Of the customers that it rated ',
      { figure: score(70) },
      ' and more, ',
      share(31),
      ' left within three months; of the others ',
      share(2),
      '.',
    ],
  ],
  bands: [
    band('0–20', 1_950, 14, 0, 1),
    band('20–40', 640, 25, 3, 6),
    band('40–60', 180, 22, 8, 18),
    band('60–80', 52, 13, 15, 38),
    band('80–100', 11, 6, 28, 79),
  ],
  note: ['Each customer is rated anew at the end of every month.'],
};
