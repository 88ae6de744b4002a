import { OurBug } from '../errors.ts';

/** Header fields to put in front, in order; values are ASCII, a fold being CR LF and a space. */
export type Fields = readonly (readonly [name: string, value: string])[];

/**
 * The message with these header fields in front, in place of fields of the same names; all other bytes stay.
 * Throws OurBug where there is no header.
 */
export function withFields(
  raw: Uint8Array,
  fields: Fields,
  without: readonly string[],
): Uint8Array {
  const { head, body } = split(raw);
  const gone = new Set([...without, ...fields.map(([name]) => name)].map((n) => n.toLowerCase()));
  const kept = head.filter((field) => !gone.has(nameOf(field)));
  return join([...fields.map(([name, value]) => `${name}: ${value}`), ...kept], body);
}

/** The message with a word before its subject, which may be encoded and folded. */
export function withSubjectPrefix(raw: Uint8Array, prefix: string): Uint8Array {
  const { head, body } = split(raw);
  const at = head.findIndex((field) => nameOf(field) === 'subject');
  if (at < 0) return join([`Subject: ${prefix}`, ...head], body);
  const subject = (head[at] ?? '').slice('subject:'.length);
  // On a line of its own, since a line with an encoded word may not be longer than 76 letters.
  const rest = subject.trim() === '' ? '' : `\r\n ${subject.trimStart()}`;
  return join(head.with(at, `Subject: ${prefix}${rest}`), body);
}

/** Value of a header field on one line, or null. */
export function fieldOf(raw: Uint8Array, name: string): string | null {
  const found = split(raw).head.find((field) => nameOf(field) === name.toLowerCase());
  return (
    found
      ?.slice(name.length + 1)
      .replaceAll(/\r\n(?=[ \t])/g, '')
      .trim() ?? null
  );
}

function split(raw: Uint8Array): { head: readonly string[]; body: Uint8Array } {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0)
    throw new OurBug('a rendered message has no header, or lines that end without CR LF');
  // One byte is one letter of latin1, and comes back as the same byte.
  const head = bytes.subarray(0, end).toString('latin1');
  return { head: head.split(/\r\n(?![ \t])/), body: bytes.subarray(end) };
}

function join(head: readonly string[], body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body]);
}

const nameOf = (field: string) => (/^[^:\s]+/.exec(field)?.[0] ?? '').toLowerCase();
