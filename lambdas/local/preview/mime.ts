/** Header fields of a part by lower-case name, unfolded, and its body as it was sent. */
export interface Part {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * The leaves of a message that we made, in order; before them the message's own header, without a body.
 * @param eml One letter for each byte, as latin1 reads it.
 */
export function partsOf(eml: string): readonly Part[] {
  const boundaries = [...eml.matchAll(/boundary="([^"]+)"/g)].map(([, name = '']) => name);
  const fences = boundaries.map((name) => name.replaceAll(/[^\w]/g, '\\$&')).join('|');
  const pieces = boundaries.length === 0 ? [eml] : eml.split(new RegExp(`\\r?\\n--(?:${fences})`));
  return pieces.map(partOf).filter(({ fields }) => fields.size > 0);
}

function partOf(piece: string): Part {
  const text = piece.replace(/^\r?\n/, '');
  const end = /\r?\n\r?\n/.exec(text);
  const head = (end === null ? text : text.slice(0, end.index)).replaceAll(/\r?\n[ \t]+/g, ' ');
  const fields = [...head.matchAll(/^([\w-]+): *(.*?)\r?$/gm)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value] as const,
  );
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  return { fields: new Map(fields), body };
}

/** What a part carries, decoded. */
export function contentOf({ fields, body }: Part): Buffer {
  const encoding = fields.get('content-transfer-encoding') ?? '7bit';
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'latin1');
}

function unquoted(text: string): Buffer {
  return Buffer.from(text.replaceAll(/=\r?\n/g, '').replaceAll(/=([\dA-F]{2})/g, byte), 'latin1');
}

const byte = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** A field's words, which are encoded where they hold more than ASCII (RFC 2047). */
export function wordsOf(value: string): string {
  const joined = value.replaceAll(/\?=\s+=\?/g, '?==?');
  const bytes = joined.replaceAll(
    /=\?utf-8\?([bq])\?(.*?)\?=/gi,
    (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : unquoted(text.replaceAll('_', ' ')).toString('latin1'),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Name, type and bytes of the files that a message carries beside the report. */
export function attachmentsOf(parts: readonly Part[]) {
  return parts
    .filter(({ fields }) => fields.get('content-disposition')?.startsWith('attachment'))
    .map((part) => ({
      name: wordsOf(
        /filename="?([^";]+)/.exec(part.fields.get('content-disposition') ?? '')?.[1] ?? 'file',
      ),
      type: part.fields.get('content-type')?.split(';')[0] ?? 'application/octet-stream',
      body: contentOf(part),
    }));
}

/** Pictures that a message carries, by their Content-ID, in base64. */
export function imagesOf(eml: string): Map<string, string> {
  const images = partsOf(eml).flatMap(({ fields, body }) => {
    const cid = /^<(.+)>$/.exec(fields.get('content-id') ?? '')?.[1];
    return cid === undefined ? [] : [[cid, body.replaceAll(/\s/g, '')] as const];
  });
  return new Map(images);
}
