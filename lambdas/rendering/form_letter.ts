import { encode, wrap } from 'nodemailer/lib/qp';
import { OurBug } from '../errors.ts';
import { addressOf, type Form, idOf, type Recipient, rootOf } from './message.ts';

/** One reader's part of a message: what stands in the gap of its text and of its HTML, whole lines. */
export interface Personal {
  readonly reader: Recipient;
  readonly text: string;
  readonly html: string;
}

/**
 * The messages of many readers, of which each is its own header and its own lines within bytes that all
 * have in common: what a message takes is in its charts and files, and those are encoded once.
 * @param gap A line of the form's text and of its HTML that holds nothing but a control character.
 */
export async function composeForm(
  form: Form,
  gap: string,
): Promise<(personal: Personal) => Uint8Array> {
  // Encoding goes line by line where lines end as they do in a mail.
  const root = rootOf({ ...form, text: inMail(form.text), html: inMail(form.html) }, nobody);
  const built = await root.build();
  const body = built.subarray(built.indexOf('\r\n\r\n'));
  const [head, middle, end, ...others] = splitAt(body, `\r\n${encode(gap)}\r\n`);
  if (head === undefined || middle === undefined || end === undefined || others.length > 0)
    throw new OurBug(`the ${form.subject} message has not one gap in its text and one in its HTML`);
  return ({ reader, text, html }) => {
    root.setHeader('To', addressOf(reader));
    root.setHeader('Message-ID', idOf(form, reader));
    const own = [root.buildHeaders(), encodedLines(text), encodedLines(html)];
    const [headers = '', ownText = '', ownHtml = ''] = own;
    return Buffer.concat([
      ...[Buffer.from(headers), head, Buffer.from(ownText), middle],
      ...[Buffer.from(ownHtml), end],
    ]);
  };
}

/** Whose message has a header like everybody's. */
export const nobody = { name: 'Nobody', email: 'nobody@example.invalid' };

const inMail = (text: string) => text.replaceAll(/\r?\n/g, '\r\n');
const encodedLines = (text: string) => `\r\n${wrap(encode(inMail(text)))}\r\n`;

function splitAt(body: Buffer, mark: string): Buffer[] {
  const at = body.indexOf(mark);
  if (at < 0) return [body];
  return [body.subarray(0, at), ...splitAt(body.subarray(at + mark.length), mark)];
}
