import { afterEach, describe, expect, it, vi } from 'vitest';
import { log, withoutAddresses } from '../../lambdas/adapters/log.ts';

/** What the functions of the logger print, parsed. */
function printed(): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const keep = (text: unknown) => {
    for (const line of String(text).split('\n')) if (line !== '') lines.push(JSON.parse(line));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return lines;
}
afterEach(() => vi.restoreAllMocks());

describe('progress in a function', () => {
  it('is a JSON line for each word, with its execution and step', () => {
    const lines = printed();
    const progress = log({ execution: 'weekly-2026-W47', step: 'land' });
    progress.step('Landing events');
    progress.note('events: 3 rows');
    progress.warn('events: 1 × account_id is required, but empty');
    const same = { service: 'cs-pulse', execution: 'weekly-2026-W47', step: 'land' };
    expect(lines).toMatchObject(
      [
        { ...same, level: 'INFO', kind: 'step', message: 'Landing events' },
        { ...same, level: 'INFO', kind: 'note', message: 'events: 3 rows' },
        { ...same, level: 'WARN', kind: 'warning', message: /account_id is required/ },
      ].map(({ message, ...rest }) => ({ ...rest, message: expect.stringMatching(message) })),
    );
  });

  it('names no e-mail address, wherever it stands', () => {
    const lines = printed();
    const progress = log({ execution: 'asked-by-ann@example.com', step: 'deliver' });
    progress.warn('to Ann <ann.o\'neil+cs@mail.example.co.uk>, "bob@example.com": no answer');
    expect(JSON.stringify(lines)).not.toMatch(/@|neil|bob/);
    expect(lines[0]?.message).toBe('to Ann <[address]>, "[address]": no answer');
  });
});

describe('text without addresses', () => {
  it.each([
    ['a@b', '[address]'],
    ['mailto:a.b@c.de?x', 'mailto:[address]?x'],
    ['GET /u?e=ann%40example.com&t=1', 'GET /u?e=[address]&t=1'],
    ['jürgen@müller.example.', '[address].'],
    ['a@b.c;d@e.f', '[address];[address]'],
    ['s3://archive/delivery/reader=a+b@c.de/x', 's3://archive/delivery/reader=[address]/x'],
    ['12 @ 4 a day, @channel, s3://lake/a=1/x@', '12 @ 4 a day, @channel, s3://lake/a=1/x@'],
  ])('%s', (text, told) => {
    expect(withoutAddresses(text)).toBe(told);
  });

  it('is found quickly in a long word', () => {
    const word = 'x'.repeat(200_000);
    expect(withoutAddresses(`${word} a@b ${word}`)).toHaveLength(400_011);
  });
});
