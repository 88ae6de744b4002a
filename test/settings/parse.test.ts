import { describe, expect, it } from 'vitest';
import { BadSettings } from '../../lambdas/errors.ts';
import { defaultPlaybooks } from '../../lambdas/settings/default_playbooks.ts';
import { parseSettings } from '../../lambdas/settings/parse.ts';
import { playbook } from '../../lambdas/settings/playbooks.ts';

const said = (settings: unknown) => {
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  try {
    parseSettings(text, 'settings.json');
  } catch (error) {
    expect(error).toBeInstanceOf(BadSettings);
    return String((error as Error).message);
  }
  throw new Error('no error');
};
const dana = { email: 'dana@acme.com', name: 'Dana', editions: ['weekly'] };

describe('a settings file', () => {
  it('may be empty of settings: every one has a default', () => {
    const settings = parseSettings('{}', 'settings.json');
    expect(settings.time_zone).toBe('UTC');
    expect(settings.editions.monthly.list_length).toBe(5);
  });

  it('may begin with a byte-order mark', () => {
    expect(parseSettings('\uFEFF{"company": "Acme"}', 'settings.json').company).toBe('Acme');
  });

  it('that is no JSON is rejected with line and column', () => {
    expect(said('{\n  "company": "Acme",\n}')).toContain('settings.json, line 3, column 1');
    expect(said('{"company": Acme}')).toContain('line 1, column 13');
    expect(said('{\n "readers": [1, 2')).toContain('line 2, column 18: JSON ends too early');
    expect(said('// mine\n{}')).toContain('line 1, column 1');
    expect(said('{} {}')).toContain('line 1, column 4');
    expect(said('')).toContain('line 1, column 1');
  });
});

describe('a problem', () => {
  it('is told with its place, what is wrong and an example', () => {
    expect(said({ readers: [{ ...dana, email: 'dana' }] })).toBe(
      'settings.json has a problem:\n- readers[0].email: Invalid email address. E.g. "dana@example.com"',
    );
    expect(said({ playbooks: [{ ...defaultPlaybooks[0], title: undefined }] })).toContain(
      'playbooks[0].title: is missing. E.g. "Ask why before they leave"',
    );
  });

  it('does not hide the other problems', () => {
    const message = said({ time_zone: 'Mars', reporting_currency: 'eur', company: 3 });
    expect(message).toContain('settings.json has 3 problems');
    expect(message.split('\n')).toHaveLength(4);
  });

  it('may be the whole file', () => {
    expect(said([])).toContain('the file: expected object, received array');
  });

  it('of a value with several forms names them all', () => {
    expect(said({ targets: { mrr: 'much' } })).toContain(
      'targets.mrr: expected number, received string, or expected record',
    );
  });

  it('may be the name in a list of targets', () => {
    expect(said({ targets: { 'Net MRR': 1 } })).toContain('targets.Net MRR: write a KPI id');
  });
});

describe('an unknown key', () => {
  it.each([
    [{ tiem_zone: 'UTC' }, 'tiem_zone', 'time_zone'],
    [{ editions: { weekly: { listlength: 3 } } }, 'editions.weekly.listlength', 'list_length'],
    [{ readers: [{ ...dana, scope: { segmnt: ['a'] } }] }, 'readers[0].scope.segmnt', 'segment'],
    [{ gates: { freshness: { maxdays: 1 } } }, 'gates.freshness.maxdays', 'max_days'],
    [{ scores: { x: { y: { wieght: 1 } } } }, 'scores.x.y.wieght', 'weight'],
    [{ definitions: { healthy_from: 1 } }, 'definitions.healthy_from', 'health_'],
  ])('is answered with the nearest one: %j', (settings, place, nearest) => {
    expect(said(settings)).toContain(`- ${place}: unknown key, did you mean ${nearest}`);
  });
});

it('lists no reader twice, however the address is written', () => {
  expect(said({ readers: [dana, { ...dana, email: 'Dana@Acme.com' }] })).toContain(
    'readers[1].email: dana@acme.com stands twice',
  );
});

it('gives no two playbooks the same id', () => {
  expect(said({ playbooks: [defaultPlaybooks[0], defaultPlaybooks[0]] })).toContain(
    'playbooks[1].id: cancellation_scheduled stands twice',
  );
});

describe('the default playbooks', () => {
  it('are what a settings file could hold', () => {
    const settings = parseSettings(JSON.stringify({ playbooks: defaultPlaybooks }), 'x.json');
    expect(settings.playbooks).toEqual(defaultPlaybooks);
    for (const rule of defaultPlaybooks) expect(playbook.parse(rule)).toEqual(rule);
  });

  it('say what to do first, what to say and what good looks like', () => {
    for (const { play } of defaultPlaybooks) {
      expect(play).toContain('Good looks like');
      expect(play).not.toContain('!');
      expect(play.length).toBeLessThan(400);
    }
  });
});
