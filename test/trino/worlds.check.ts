import fc from 'fast-check';
import { describe } from 'vitest';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { someWorld } from '../naive/arbitrary.ts';
import { periodOf } from '../naive/periods.ts';
import { recordCompany } from './company.ts';
import { dropOf } from './drops.ts';
import { replay } from './replay.ts';
import { tangledCompany } from './tangled_company.ts';

const tangled = await recordCompany({
  drop: await dropOf(tangledCompany),
  settings: settingsOf('Europe/Berlin'),
  scopes: [{ id: 'scope-1', scope: { csm: ['Zoë', 'zoë'], segment: ['smb', "O'Neil"] } }],
  reports: [{ edition: 'monthly', period: '2026-10' }],
});

describe('a company whose facts are tangled', () =>
  replay('tangled', tangled.steps, tangled.titleOf));

const week = periodOf('2026-W45', { timeZone: 'America/New_York' });
const shape = { minAccounts: 30, maxAccounts: 40, ratesMissing: true, deletedSpans: true };
const [world = {}] = fc.sample(someWorld(week, shape), { seed: 11, numRuns: 1 });
const random = await recordCompany({
  drop: await dropOf(world),
  settings: settingsOf(week.timeZone),
  reports: [{ edition: week.edition, period: week.label }],
});

describe('a random company on both sides of the borders of a week in New York', () =>
  replay('random', random.steps, random.titleOf));

function settingsOf(timeZone: string) {
  const settings = { time_zone: timeZone, reporting_currency: 'EUR' };
  return parseSettings(JSON.stringify(settings), 'test settings');
}
