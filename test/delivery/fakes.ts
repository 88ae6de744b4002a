import { createHmac } from 'node:crypto';
import { deliver, type Ports } from '../../lambdas/delivery/deliver.ts';
import type { Order } from '../../lambdas/delivery/order.ts';
import { type Receipt, receiptKey } from '../../lambdas/delivery/receipts.ts';
import type { Mailer, Objects, Records, SendOutcome, Signer } from '../../lambdas/ports.ts';

/** What is kept, as plain values: every port of a test looks at the same. */
export interface Kept {
  readonly records: Map<string, { body: string; version: string; before: string | null }>;
  readonly mail: Mail[];
  now: number;
}

export interface Mail {
  readonly to: string;
  readonly from: string;
  readonly raw: Buffer;
}

export const newKept = (): Kept => ({
  records: new Map(),
  mail: [],
  now: Date.parse('2024-12-02T07:00:00.000Z'),
});

let versions = 0;

/** The port itself, without time passing: what a fake does in one step, the real one does at once too. */
export const steps = (kept: Kept) => ({
  create: (key: string, body: string): boolean => {
    if (kept.records.has(key)) return false;
    versions += 1;
    kept.records.set(key, { body, version: `v${versions}`, before: null });
    return true;
  },
  read: (key: string) => {
    const found = kept.records.get(key);
    return found ? { body: found.body, version: found.version } : null;
  },
  replace: (key: string, body: string, version: string): boolean => {
    const found = kept.records.get(key);
    if (found?.version !== version) return false;
    versions += 1;
    kept.records.set(key, { body, version: `v${versions}`, before: found.body });
    return true;
  },
  list: (prefix: string) => [...kept.records.keys()].filter((key) => key.startsWith(prefix)).sort(),
});

export function memoryRecords(kept: Kept): Records {
  const at = steps(kept);
  return {
    create: async (key, body) => at.create(key, body),
    read: async (key) => at.read(key),
    replace: async (key, body, version) => at.replace(key, body, version),
    list: async (prefix) => at.list(prefix),
  };
}

export const memorySigner: Signer = {
  sign: async (text) => createHmac('sha256', 'key').update(text).digest('base64url'),
  verify: async (text, signature) => (await memorySigner.sign(text)) === signature,
};

export const readers = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    email: `Reader.${n}@example.com`,
    key: `runs/weekly/2024-W48/original-1/documents/reader.${n}@example.com.eml`,
  }));

/** Answers of the mail service, in order; afterwards it takes everything. */
export interface Service {
  readonly answers?: (SendOutcome | Error)[];
  readonly perSecond?: number;
  readonly remainingToday?: number;
}

export function memoryMailer(kept: Kept, service: Service = {}): Mailer {
  const answers = [...(service.answers ?? [])];
  const { perSecond = 10, remainingToday = 1000 } = service;
  return {
    quota: async () => ({ perSecond, remainingToday }),
    send: async ({ from, to, raw }) => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      if (answer && answer.outcome !== 'sent') return answer;
      kept.mail.push({ from, to, raw: Buffer.from(raw) });
      return answer ?? { outcome: 'sent', messageId: `m-${kept.mail.length}` };
    },
  };
}

const plain = (email: string) =>
  `From: CS Pulse <reports@example.com>\r\nTo: ${email}\r\nSubject: Weekly\r\n\r\nHello\r\n`;

/** An archive that holds a message for every reader, or the given ones. */
export function memoryArchive(files: ReadonlyMap<string, Uint8Array> = new Map()): Objects {
  const archive: Pick<Objects, 'parts'> = {
    parts: async (key) => {
      const reader = readers(99).find((one) => one.key === key);
      const bytes = files.get(key) ?? Buffer.from(plain(reader?.email ?? 'nobody'));
      return { size: bytes.length, slice: async (start, end) => bytes.subarray(start, end) };
    },
  };
  return archive as Objects;
}

export interface Told {
  readonly notes: string[];
  readonly warnings: string[];
}

export function memoryPorts(kept: Kept, service: Service = {}): Ports & { readonly told: Told } {
  const told: Told = { notes: [], warnings: [] };
  return {
    told,
    archive: memoryArchive(),
    receipts: memoryRecords(kept),
    mailer: memoryMailer(kept, service),
    signer: memorySigner,
    clock: {
      now: () => new Date(kept.now).toISOString(),
      sleep: async (milliseconds) => {
        kept.now += milliseconds;
      },
    },
    progress: {
      step: () => {},
      note: (text) => told.notes.push(text),
      warn: (text) => told.warnings.push(text),
    },
  };
}

let attempts = 0;

export function order(more: Partial<Order> = {}): Order {
  attempts += 1;
  return {
    run: 'runs/weekly/2024-W48/original-1',
    edition: 'weekly',
    period: '2024-W48',
    execution: 'e1',
    attempt: `attempt-${attempts}`,
    mode: 'missing',
    readers: readers(3),
    sender: 'CS Pulse <reports@example.com>',
    allowList: null,
    unsubscribeUrl: 'https://unsubscribe.example.com/',
    unsubscribeMailto: 'stop@example.com',
    timeLeft: () => 15 * 60_000,
    ...more,
  };
}

/** Delivers at once, in a world where nothing fails unless it is said. */
export const delivered = (kept: Kept, more: Partial<Order> = {}, service: Service = {}) =>
  deliver(memoryPorts(kept, service), order(more));

export function receiptOf(kept: Kept, n: number, delivery = 'first'): Receipt {
  const reader = readers(n + 1)[n]?.email ?? '';
  const key = receiptKey({ reader, edition: 'weekly', period: '2024-W48', delivery });
  return JSON.parse(kept.records.get(key)?.body ?? 'null');
}

export const minutes = (count: number) => count * 60_000;
