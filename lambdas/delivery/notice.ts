import type { Clock, Mailer, Records } from '../ports.ts';
import { compose } from '../rendering/message.ts';
import { clean } from '../rendering/writing/clean.ts';
import { escapeHtml } from './html.ts';
import { isAllowed } from './order.ts';
import type { Block, Words } from './owner_words.ts';
import { type Sent, sendOnce } from './send_once.ts';
import { suppressionOf } from './suppression.ts';
import { turnsOf } from './turns.ts';

export interface Notifying {
  readonly receipts: Records;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

/** A mail to the owner about a run, or about one that is missing. */
export interface Notice {
  /** E.g. `failed`, `missed`. */
  readonly kind: string;
  /** Key of its receipt: once for each execution and kind, or for each edition and period. */
  readonly key: string;
  readonly execution: string;
  /** Unique to this call. */
  readonly attempt: string;
  readonly edition: string;
  /** Absent: it ended before it knew. */
  readonly period?: string | undefined;
  /** Instant that the mail is dated, e.g. of the order. */
  readonly at: string;
  readonly words: Words;
  readonly owner: string;
  readonly sender: string;
  readonly allowList: readonly string[] | null;
  readonly timeLeft: () => number;
}

/** Tells the owner once, by the same claim and receipt as a report: the answer says what became of it. */
export async function notify(ports: Notifying, notice: Notice): Promise<Sent> {
  const { key, kind, edition, period = '', owner, sender } = notice;
  const about = { reader: owner, edition, period, delivery: `notice-${kind}` };
  const slot = { key, about, run: '', owner: notice.execution, attempt: notice.attempt };
  const world = { ...ports, turns: turnsOf(ports), timeLeft: notice.timeLeft };
  return sendOnce(world, {
    ...{ from: sender, to: owner, slot },
    barred: async () =>
      isAllowed(owner, notice)
        ? suppressionOf(ports.receipts, owner)
        : 'not on the allow-list of this stage',
    raw: () => rawOf(notice),
  });
}

/** The same notice has the same bytes. */
function rawOf({ key, at, words, owner, sender }: Notice): Promise<Uint8Array> {
  return compose({
    ...{ from: sender, run: key, sentAt: at, subject: clean(words.subject, 150) },
    reader: {
      email: owner,
      name: 'CS Pulse',
      editions: ['weekly'],
      language: 'en',
      locale: 'en-GB',
    },
    html: htmlOf(words),
    text: `${words.blocks.map((block) => ('copy' in block ? `  ${block.copy}` : block.says)).join('\n\n')}\n`,
    images: [],
    attachments: [],
  });
}

function htmlOf({ subject, blocks }: Words): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font: 15px/1.5 sans-serif; max-width: 44em">
${blocks.map(blockHtml).join('\n')}
</body></html>
`;
}

function blockHtml(block: Block): string {
  if ('copy' in block) {
    return `<pre style="white-space: pre-wrap; background: #f2f2f2; color: #1a1a1a; padding: 8px">${escapeHtml(block.copy)}</pre>`;
  }
  return `<p style="white-space: pre-wrap">${escapeHtml(block.says)}</p>`;
}
