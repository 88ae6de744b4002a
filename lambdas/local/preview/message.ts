import { attachmentsOf, contentOf, type Part, partsOf, wordsOf } from './mime.ts';

/** A reader's message as the gallery shows it. */
export interface Message {
  /** Where it lies in the gallery, e.g. `weekly/dana@example.com`. */
  readonly id: string;
  readonly edition: string;
  readonly reader: { readonly name: string; readonly email: string };
  /** Language, locale and part of the base, e.g. `en · en-GB · CSM: Dana Reyes`. */
  readonly version: string;
  readonly eml: Uint8Array;
}

/** What a message says and weighs. */
export interface Read {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** Address of each inline picture → the picture. */
  readonly images: ReadonlyMap<string, Buffer>;
  readonly attachments: ReturnType<typeof attachmentsOf>;
  readonly sizes: readonly Size[];
}

export interface Size {
  readonly what: string;
  readonly bytes: number;
  readonly limit: number;
}

/** Taken from the message alone: what is seen is what would be sent. */
export function readMessage({ eml }: Message): Read {
  const parts = partsOf(Buffer.from(eml).toString('latin1'));
  const ofType = (type: string) => parts.find((part) => typeOf(part) === type);
  const html = textOf(ofType('text/html'));
  return {
    subject: wordsOf(parts[0]?.fields.get('subject') ?? ''),
    preheader: preheaderOf(html),
    html,
    text: textOf(ofType('text/plain')),
    images: imagesIn(parts),
    attachments: attachmentsOf(parts),
    sizes: [
      { what: 'HTML', bytes: Buffer.byteLength(html), limit: 90_000 },
      { what: 'Styles', bytes: Buffer.byteLength(stylesOf(html)), limit: 16_000 },
      { what: 'Message', bytes: eml.byteLength, limit: 10_000_000 },
    ],
  };
}

const typeOf = ({ fields }: Part) => fields.get('content-type')?.split(';')[0];
const textOf = (part: Part | undefined) =>
  part === undefined ? '' : contentOf(part).toString('utf8').replaceAll('\r\n', '\n');

function imagesIn(parts: readonly Part[]): ReadonlyMap<string, Buffer> {
  const images = parts.flatMap((part) => {
    const cid = /^<(.+)>$/.exec(part.fields.get('content-id') ?? '')?.[1];
    return cid === undefined ? [] : [[cid, contentOf(part)] as const];
  });
  return new Map(images);
}

/** The first element of the body holds it, and after it a filler that no list shows. */
function preheaderOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  const first = /<div[^>]*>([\s\S]*?)<\/div>/.exec(body)?.[1] ?? '';
  const words = first.replace(/(&#847;|&zwnj;|&nbsp;|\u034f|\u200c|\u00a0)+$/, '');
  return words.replaceAll(/<[^>]*>/g, '').replaceAll(/&(#x?[\da-f]+|\w+);/gi, letterOf);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function letterOf(entity: string, name: string): string {
  if (!name.startsWith('#')) return named[name] ?? entity;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(code);
}

/** Outlook's own stand in a comment, which Gmail does not count. */
function stylesOf(html: string): string {
  const shown = html.replaceAll(/<!--[\s\S]*?-->/g, '');
  return [...shown.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('');
}
