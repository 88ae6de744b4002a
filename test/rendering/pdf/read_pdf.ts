import { inflateSync } from 'node:zlib';

/** A PDF as far as tests need it: its objects by number, and what its streams draw. */
export interface ReadPdf {
  readonly objects: ReadonlyMap<number, string>;
  /** What is drawn, by page and form. */
  readonly drawn: readonly string[];
  /** Of the one object that holds these words. */
  object(words: string): string;
  all(pattern: RegExp): readonly string[];
}

export function readPdf(body: Uint8Array): ReadPdf {
  const text = Buffer.from(body).toString('latin1');
  const objects = new Map(
    [...text.matchAll(/^(\d+) 0 obj\n(.*?)\nendobj$/gms)].map(([, number, content = '']) => [
      Number(number),
      content,
    ]),
  );
  const all = (pattern: RegExp) => [...objects.values()].filter((object) => pattern.test(object));
  return {
    objects,
    all,
    drawn: [...objects.values()].map(streamOf),
    object: (words) => {
      const [found, ...others] = [...objects.values()].filter((object) => object.includes(words));
      if (found === undefined || others.length > 0) throw new Error(`not one object: ${words}`);
      return found;
    },
  };
}

function streamOf(object: string): string {
  const stream = /FlateDecode.*?stream\n(.*)\nendstream/s.exec(object)?.[1];
  if (stream === undefined || object.includes('/Length1')) return '';
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}

/** A string of a dictionary or at the end of its reference. */
export function stringIn(object: string, key: string, { objects }: ReadPdf): string {
  const [, at, own] =
    new RegExp(`/${key} (?:(\\d+) 0 R|(\\(.*?[^\\\\]\\)))`, 's').exec(object) ?? [];
  const written = own ?? objects.get(Number(at)) ?? '';
  const bytes = Buffer.from(written.slice(1, -1).replaceAll(/\\([()\\])/g, '$1'), 'latin1');
  // UTF-16 where it is not ASCII.
  return bytes[0] === 0xfe ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString();
}
