import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Reader } from '../settings/schema.ts';
import { clean } from './writing/clean.ts';

export interface Image {
  readonly cid: string;
  readonly png: Uint8Array;
}

/** A file that the message carries beside the report. */
export interface Attachment {
  readonly name: string;
  /** Media type, e.g. `text/csv; charset=utf-8`. */
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** What the messages of all readers of one report have in common. */
export interface Form {
  readonly from: string;
  readonly run: string;
  /** Instant in ISO 8601. */
  readonly sentAt: string;
  /** Address or https link that ends the subscription. */
  readonly unsubscribe?: string | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly images: readonly Image[];
  readonly attachments: readonly Attachment[];
}

export interface Letter extends Form {
  readonly reader: Reader;
}

export type Recipient = Pick<Reader, 'email' | 'name'>;

/**
 * The complete message, mixed(alternative(text, related(html, images)), files). Date, id and boundaries
 * come from what is given, so the same letter has the same bytes.
 */
export function compose(letter: Letter): Promise<Uint8Array> {
  return rootOf(letter, letter.reader).build();
}

/** Header and body as they are encoded. */
export function rootOf(form: Form, reader: Recipient) {
  const composer = new MailComposer({
    from: form.from,
    to: addressOf(reader),
    subject: form.subject,
    date: new Date(form.sentAt),
    messageId: idOf(form, reader),
    baseBoundary: createHash('sha256').update(form.run).digest('hex').slice(32),
    newline: 'win',
    textEncoding: 'quoted-printable',
    headers: headersOf(form.unsubscribe),
    text: form.text,
    html: form.html,
    attachments: [...form.images.map(inline), ...form.attachments.map(attached)],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile();
}

export const addressOf = ({ name, email }: Recipient) => ({
  name: clean(name, 64),
  address: email,
});

/** One for each run and reader. */
export function idOf({ run, from }: Form, { email }: Recipient): string {
  const identity = createHash('sha256').update(`${run}\n${email}`).digest('hex');
  return `<${identity.slice(0, 32)}@${domainOf(from)}>`;
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'cs-pulse';
}

/** Without the first two, every absence assistant of every reader would answer every report. */
function headersOf(unsubscribe: string | undefined): Record<string, string> {
  const quiet = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
  if (unsubscribe === undefined) return quiet;
  if (!unsubscribe.startsWith('https:')) {
    return { ...quiet, 'List-Unsubscribe': `<mailto:${unsubscribe}>` };
  }
  const oneClick = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { ...quiet, 'List-Unsubscribe': `<${unsubscribe}>`, ...oneClick };
}

/** Without "inline", Gmail lists the images as attachments below the report. */
function inline({ cid, png }: Image) {
  return {
    cid,
    filename: `${cid.split('@')[0] ?? cid}.png`,
    content: Buffer.from(png),
    contentType: 'image/png',
    contentDisposition: 'inline',
  };
}

function attached({ name, type, body }: Attachment) {
  return {
    filename: name,
    content: Buffer.from(body),
    contentType: type,
    contentDisposition: 'attachment',
  };
}
