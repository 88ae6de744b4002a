import { describe, expect, it } from 'vitest';
import { type StageInput, senderAddress, stageNamed } from '../../infra/stage.ts';
import { stages } from '../../infra/stages.ts';
import { example } from './synthesised.ts';

const checked = (changes: object, name = 'demo') =>
  stageNamed(name, { [name]: { ...example, ...changes } as StageInput });
const refusal = (changes: object, name?: string) => {
  try {
    checked(changes, name);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
};

describe('the stages of this repository', () => {
  it('can be deployed', () => {
    for (const name of Object.keys(stages)) expect(stageNamed(name, stages).name).toBe(name);
  });

  it('write to nobody but their allow list where they are not production', () => {
    for (const stage of Object.values(stages))
      expect(stage.production || (stage.allow_list ?? []).length > 0).toBe(true);
  });
});

describe('a stage', () => {
  it('has a report a week, a month and a quarter unless it says otherwise', () => {
    expect(checked({}).schedules).toEqual([
      { edition: 'weekly', days_after_end: 0, at: '07:00' },
      { edition: 'monthly', days_after_end: 1, at: '07:00' },
      { edition: 'quarterly', days_after_end: 2, at: '07:00' },
    ]);
  });

  it('must be one of those that are written down', () => {
    expect(() => stageNamed('live', { demo: example })).toThrow(
      'There is no stage "live" in infra/stages.ts: write -c stage=… with demo.',
    );
    expect(() => stageNamed(undefined, { demo: example })).toThrow('There is no stage "undefined"');
  });

  it('names every field that is wrong, and what to write', () => {
    const message = refusal({
      ...{ sender: 'reports@example.com', owner: 'nobody', account: 1234, log_retention_days: 100 },
      ...{ time_zone: 'Berlin', bytes_per_query: 5, colour: 'red' },
    });
    expect(message).toMatch(/^Stage demo in infra\/stages\.ts cannot be deployed:\n/);
    expect(message).toContain('- sender: write a name and an address');
    expect(message).toContain('- owner: write one e-mail address');
    expect(message).toContain('- account: write the 12 digits in quotes');
    expect(message).toContain('- log_retention_days: write one of 7, 14, 30');
    expect(message).toContain('- time_zone: write an IANA time zone, e.g. Europe/Berlin');
    expect(message).toContain('- bytes_per_query: write at least 10_000_000');
    expect(message).toContain('- colour: there is no such field, remove it');
    expect(message).not.toContain('Invalid input');
  });

  it('may not write to everybody unless it is production', () => {
    expect(refusal({ allow_list: [] })).toContain('- allow_list: outside production');
    expect(checked({ allow_list: [], production: true }).allow_list).toEqual([]);
  });

  it('sends from an address that its identity covers', () => {
    expect(refusal({ identity: 'example.org' })).toContain(
      '- identity: example.org does not cover the sender, write example.com',
    );
    expect(checked({ identity: 'reports@example.com' }).identity).toBe('reports@example.com');
    expect(senderAddress(checked({}))).toBe('reports@example.com');
  });

  it('has a name that fits into the names of its buckets', () => {
    for (const name of ['p', 'Production', 'pre-prod', 'productionlike'])
      expect(refusal({}, name)).toContain('its name: write 2 to 12 small letters and digits');
    const longest = `cs-pulse-${'p'.repeat(12)}-access-logs-111122223333-ap-southeast-1`;
    expect(longest.length).toBeLessThanOrEqual(63);
  });

  it('has each edition once, on days that can be said', () => {
    const weekly = { edition: 'weekly', days_after_end: 0, at: '07:00' };
    expect(refusal({ schedules: [weekly, weekly] })).toContain('schedules.1: weekly stands twice');
    expect(refusal({ schedules: [{ ...weekly, days_after_end: 8 }] })).toContain(
      '- schedules.0.days_after_end: write at most 6',
    );
    expect(refusal({ schedules: [{ ...weekly, at: '7:00' }] })).toContain(
      '- schedules.0.at: write a time of day, e.g. 07:00',
    );
  });

  it('exports nothing unless it says so', () => {
    expect(checked({ exports: undefined }).exports).toEqual({ sources: [], at: '03:00' });
    expect(refusal({ exports: { sources: ['pipedrive'] } })).toContain(
      '- exports.sources.0: write some of hubspot, salesforce, stripe, chargebee, zendesk',
    );
    expect(refusal({ exports: { sources: ['stripe', 'stripe'] } })).toContain(
      '- exports.sources: stripe stands twice',
    );
  });

  it('exports before it reports, since a report that is earlier is of yesterday’s data', () => {
    const weekly = { edition: 'weekly', days_after_end: 0, at: '07:00' };
    const exports = { sources: ['stripe'], at: '07:00' };
    expect(refusal({ exports, schedules: [weekly] })).toContain(
      '- exports.at: the weekly report is made at 07:00, of yesterday’s data; write an earlier time'.replace(
        '’',
        "'",
      ),
    );
    expect(checked({ exports: { ...exports, at: '06:59' } }).exports.at).toBe('06:59');
    expect(checked({ exports: { sources: [], at: '23:00' } }).exports.at).toBe('23:00');
  });
});
