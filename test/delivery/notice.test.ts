import { execFileSync } from 'node:child_process';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { type Notice, notify } from '../../lambdas/delivery/notice.ts';
import {
  type Block,
  type Failure,
  failureWords,
  missedWords,
  shortfallWords,
  type Words,
} from '../../lambdas/delivery/owner_words.ts';
import { summarise } from '../../lambdas/delivery/summary.ts';
import { delivered, type Kept, memoryPorts, newKept, readers, type Service } from './fakes.ts';

const period = { edition: 'weekly', period: '2024-W48' };
const unknown = { outcome: 'unknown', reason: 'no clear answer' } as const;
const refused = { outcome: 'refused', reason: 'MessageRejected' } as const;

const textOf = ({ blocks }: Words) =>
  blocks.map((block) => ('says' in block ? block.says : block.copy)).join('\n');
const commandsOf = ({ blocks }: Words) =>
  blocks.flatMap((block: Block) => ('copy' in block ? [block.copy] : []));

const failure = (more: Partial<Failure> = {}): Failure => ({
  ...period,
  step: 'Stage',
  error: { name: 'GateShut', message: 'invoices: 40 % fewer rows than the day before' },
  readers: null,
  logs: 'https://console.example.com/logs',
  start: 'cs-pulse-start',
  ...more,
});

/** What the shell hands to the command, as the command gets it. */
function payloadOf(command: string): unknown {
  const shell = `aws() { while [ "$1" != --payload ]; do shift; done; printf %s "$2"; }; ${command}`;
  return JSON.parse(execFileSync('bash', ['-c', shell], { encoding: 'utf8' }));
}

async function partly() {
  const kept = newKept();
  await delivered(kept, {}, { answers: [unknown, refused] });
  return summarise(memoryPorts(kept), period, [...readers(3).map(({ email }) => email), 'x@y.z']);
}

describe('what the owner is told of a failed run', () => {
  it('is what failed, where, who must act, what readers got, and where the logs are', async () => {
    const words = failureWords(failure({ readers: await partly() }));
    expect(words.subject).toBe(
      'CS Pulse: the weekly report for 2024-W48 failed at Stage (GateShut)',
    );
    const text = textOf(words);
    expect(text).toContain('GateShut: invoices: 40 % fewer rows than the day before');
    expect(text).toContain('The data is not fit to be reported.');
    expect(text).toContain('1 of 4 readers has it, 1 unknown, 2 got nothing.');
    expect(text).toContain('https://console.example.com/logs');
  });

  it('is which command runs it again, as one line that a shell understands', () => {
    const [rerun = '', status = ''] = commandsOf(failureWords(failure()));
    expect(rerun).toMatch(/^aws lambda invoke --function-name cs-pulse-start --cli-binary-format/);
    expect(payloadOf(rerun)).toEqual({
      ...period,
      deliver: 'missing',
      reason: 'after GateShut at Stage',
    });
    expect(payloadOf(status)).toEqual({ status: period });
  });

  it('keeps the line whole whatever the error is called', () => {
    const words = failureWords(failure({ error: { name: "It's; $(rm -rf /) `x`", message: '' } }));
    const [rerun = ''] = commandsOf(words);
    expect(rerun).not.toContain('\n');
    expect(payloadOf(rerun)).toMatchObject({ reason: "after It's; $(rm -rf /) `x` at Stage" });
  });

  it('is how to settle each doubt', async () => {
    const readers = await partly();
    const settling = commandsOf(failureWords(failure({ readers }))).slice(2);
    expect(settling.map(payloadOf)).toEqual([
      { settle: { ...period, reader: 'Reader.0@example.com', as: 'sent', reason: 'how you know' } },
    ]);
  });

  it('needs no period, which a run may not have known yet', () => {
    const words = failureWords(failure({ period: undefined }));
    expect(words.subject).toBe('CS Pulse: the weekly report failed at Stage (GateShut)');
    expect(textOf(words)).toContain('Readers got nothing.');
    expect(commandsOf(words).map(payloadOf)).toEqual([
      { edition: 'weekly', deliver: 'missing', reason: 'after GateShut at Stage' },
    ]);
  });

  it('says that an error was not foreseen where it is none of ours', () => {
    const error = { name: 'Sandbox.Timedout', message: 'the function timed out' };
    expect(textOf(failureWords(failure({ error })))).toContain('This was not foreseen');
  });
});

describe('what the owner is told otherwise', () => {
  it('is which day’s report did not come, and when it was due on the owner’s clock', () => {
    const words = missedWords({
      ...period,
      dueAt: '2024-12-02T06:00:00.000Z',
      timeZone: 'Europe/Berlin',
      found: 'No run of it was started.',
      readers: null,
      logs: 'l',
      start: 's',
    });
    expect(words.subject).toBe("CS Pulse: Monday's weekly report did not come");
    expect(textOf(words)).toContain(
      "Monday's weekly report did not come: 2024-W48 was due on 2 December 2024 at 07:00 (Europe/Berlin).",
    );
    expect(commandsOf(words)).toHaveLength(2);
  });

  it('is who has no report though the run ended well, and that the quota is used up', async () => {
    const readers = await partly();
    const words = shortfallWords({ ...period, readers, quotaUsedUp: true, logs: 'l', start: 's' });
    const text = textOf(words);
    expect(text).toContain('Reader.0@example.com: unknown (no clear answer)');
    expect(text).toContain('Reader.1@example.com: refused (MessageRejected)');
    expect(text).toContain('SES takes no more messages today');
  });
});

const notice = (more: Partial<Notice> = {}): Notice => ({
  kind: 'failed',
  key: 'runs/weekly/2024-W48/failures/e1-failed.json',
  execution: 'e1',
  attempt: `a${Math.random()}`,
  ...period,
  at: '2024-12-02T07:00:00Z',
  words: failureWords(failure()),
  owner: 'owner@example.com',
  sender: 'CS Pulse <reports@example.com>',
  allowList: null,
  timeLeft: () => 120_000,
  ...more,
});

describe('a notice', () => {
  const told = (kept: Kept, more: Partial<Notice> = {}, service: Service = {}) =>
    notify(memoryPorts(kept, service), notice(more));

  it('is a mail to the owner alone, in text and simple HTML', async () => {
    const kept = newKept();
    const error = { name: 'BadExport', message: 'file <a>\r\nBcc: x@y.z' };
    const words = failureWords(failure({ error }));
    expect(await told(kept, { words })).toEqual({ result: 'sent' });
    expect(kept.mail[0]?.to).toBe('owner@example.com');
    const mail = await simpleParser(kept.mail[0]?.raw ?? '');
    expect(mail.subject).toBe(words.subject);
    expect(mail.bcc).toBeUndefined();
    expect(mail.text).toContain(commandsOf(words)[0]);
    expect(mail.html).toContain('file &lt;a&gt;');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('has the same bytes when it is made again', async () => {
    const [one, other] = [newKept(), newKept()];
    for (const kept of [one, other]) await told(kept);
    expect(one.mail[0]?.raw.equals(other.mail[0]?.raw ?? Buffer.alloc(0))).toBe(true);
  });

  it('is sent once, when 20 calls want to tell the same', async () => {
    const kept = newKept();
    const again = Array.from({ length: 20 }, (_, n) => told(kept, { execution: `e${n}` }));
    await Promise.all(again);
    expect(kept.mail).toHaveLength(1);
    expect(await told(kept)).toEqual({ result: 'already' });
    await told(kept, { kind: 'missed', key: 'watch/weekly/2024-W48.json' });
    expect(kept.mail).toHaveLength(2);
  });

  it('says what became of it where the service does not take it', async () => {
    expect(await told(newKept(), {}, { answers: [refused] })).toMatchObject({ result: 'refused' });
    expect(await told(newKept(), {}, { answers: [unknown] })).toMatchObject({ result: 'unknown' });
  });

  it('goes to nobody who is not on the allow-list of a stage', async () => {
    const kept = newKept();
    expect((await told(kept, { allowList: ['@other.com'] })).result).toBe('skipped');
    expect(kept.mail).toEqual([]);
  });
});
