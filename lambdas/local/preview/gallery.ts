import { type Client, clients, withImagesAt } from './clients.ts';
import type { Failure } from './failure.ts';
import { type Message, type Read, readMessage } from './message.ts';

export interface Page {
  readonly type: string;
  /** Made when it is asked for: most are not looked at between two changes. */
  readonly body: () => string | Uint8Array;
}

/** Pages and files of the gallery by path, e.g. `weekly/dana@example.com/gmail.html`. */
export type Pages = ReadonlyMap<string, Page>;

/** What the gallery shows, and with what. */
export interface Shown {
  readonly messages: readonly Message[];
  readonly failure: Failure | null;
  /** What the last rendering took, e.g. `Rendered in 0.8 s`. */
  readonly remark: string;
  /** Pages load again by themselves when something has changed. */
  readonly live: boolean;
}

export interface Design {
  readonly page: (view: object) => string;
  readonly css: string;
  readonly script: string;
}

/** Letters that a phone's list of mails has room for. */
const phoneLetters = 40;

export function galleryOf(shown: Shown, design: Design): Pages {
  const read = shown.messages.map((message) => ({ message, read: readMessage(message) }));
  const page = (root: string, message: object | null) => () =>
    design.page({
      ...shown,
      root,
      message,
      editions: listOf(read, root),
      empty: read.length === 0,
    });
  return new Map([
    ['index.html', asHtml(page('', null))],
    ['gallery.css', { type: 'text/css; charset=utf-8', body: () => design.css }],
    ['gallery.js', { type: 'text/javascript; charset=utf-8', body: () => design.script }],
    ...read.flatMap((one) => pagesOf(one, page)),
  ]);
}

interface Known {
  readonly message: Message;
  readonly read: Read;
}

type Paged = (root: string, message: object) => () => string;

/** A message with each client's look at it, and its files. */
function pagesOf({ message, read }: Known, page: Paged): [string, Page][] {
  const at = (file: string) => `${message.id}/${file}`;
  // Within the page: a frame that may run no script may load no file beside it either.
  const pictures = (cid: string) =>
    `data:image/png;base64,${read.images.get(cid)?.toString('base64') ?? ''}`;
  const look = ({ show }: Client) => asHtml(() => withImagesAt(show(read.html), pictures));
  return [
    [at('index.html'), asHtml(page('../../', messageView(message, read)))],
    [at('message.eml'), { type: 'message/rfc822', body: () => message.eml }],
    ...clients.map((client): [string, Page] => [at(`${client.id}.html`), look(client)]),
    ...read.attachments.map(({ name, type, body }): [string, Page] => [
      at(`attached/${name}`),
      { type, body: () => body },
    ]),
  ];
}

const asHtml = (body: () => string): Page => ({ type: 'text/html; charset=utf-8', body });

function listOf(read: readonly Known[], root: string) {
  const editions = [...new Set(read.map(({ message }) => message.edition))];
  return editions.map((edition) => ({
    edition,
    messages: read
      .filter(({ message }) => message.edition === edition)
      .map(({ message, read: { subject, preheader } }) => ({
        href: `${root}${message.id}/index.html`,
        ...{ reader: message.reader, version: message.version },
        subject: cut(subject),
        preheader: cut(preheader),
      })),
  }));
}

/** As much as a phone's list shows, and what it leaves away. */
function cut(text: string) {
  const letters = Array.from(text);
  const shown = letters.slice(0, phoneLetters).join('');
  return { shown, rest: letters.slice(phoneLetters).join(''), length: letters.length };
}

function messageView({ edition, reader, version }: Message, read: Read) {
  return {
    ...{ edition, reader, version, text: read.text, clients },
    subject: cut(read.subject),
    preheader: cut(read.preheader),
    sizes: read.sizes.map(({ what, bytes, limit }) => ({
      what,
      words: `${size(bytes)} of ${size(limit)}`,
      share: Math.min(100, Math.round((100 * bytes) / limit)),
      tone: bytes >= limit ? 'over' : bytes >= 0.9 * limit ? 'near' : 'within',
      verdict: bytes >= limit ? 'too large' : bytes >= 0.9 * limit ? 'close' : 'fits',
    })),
    attachments: read.attachments.map(({ name, body }) => ({
      name,
      size: size(body.byteLength),
      href: `attached/${encodeURIComponent(name)}`,
    })),
  };
}

function size(bytes: number): string {
  return bytes < 1_000_000
    ? `${(bytes / 1_000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
