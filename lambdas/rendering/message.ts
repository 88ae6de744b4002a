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

export interface Letter {
  readonly from: string;
  readonly reader: Reader;
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

/**
 * The complete message, mixed(alternative(text, related(html, images)), files). Date, id and boundaries
 * come from what is given, so the same letter has the same bytes.
 */
export async function compose(letter: Letter): Promise<Uint8Array> {
  const identity = createHash('sha256')
    .update(`${letter.run}\n${letter.reader.email}`)
    .digest('hex');
  const composer = new MailComposer({
    from: letter.from,
    to: { name: clean(letter.reader.name, 64), address: letter.reader.email },
    subject: letter.subject,
    date: new Date(letter.sentAt),
    messageId: `<${identity.slice(0, 32)}@${domainOf(letter.from)}>`,
    baseBoundary: identity.slice(32),
    newline: 'win',
    headers: headersOf(letter.unsubscribe),
    text: letter.text,
    html: letter.html,
    attachments: [...letter.images.map(inline), ...letter.attachments.map(attached)],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
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
