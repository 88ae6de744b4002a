import { strFromU8, unzipSync } from 'fflate';

/** A workbook as a spreadsheet program reads it, for tests: sheets by name, cells by address. */
export interface ReadCell {
  readonly kind: 'text' | 'number' | 'formula';
  readonly text: string;
  readonly format: string | null;
}

export interface ReadSheet {
  readonly xml: string;
  readonly cells: ReadonlyMap<string, ReadCell>;
  /** Cells of a row by the header above them. */
  row(number: number): Readonly<Record<string, ReadCell>>;
}

const unescaped = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

const attribute = (xml: string, name: string) =>
  new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1] ?? null;

export function readBack(body: Uint8Array): ReadonlyMap<string, ReadSheet> {
  const files = unzipSync(body);
  const read = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const strings = [...read('xl/sharedStrings.xml').matchAll(/<si>.*?<\/si>/gs)].map(([si]) =>
    unescaped([...si.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, t]) => t).join('')),
  );
  const formats = formatsOf(read('xl/styles.xml'));
  const targets = new Map(
    [...read('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([xml]) => [
      attribute(xml, 'Id'),
      attribute(xml, 'Target'),
    ]),
  );
  return new Map(
    [...read('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([xml]) => {
      const path = `xl/${targets.get(attribute(xml, 'r:id'))}`;
      return [unescaped(attribute(xml, 'name') ?? ''), sheetOf(read(path), strings, formats)];
    }),
  );
}

function formatsOf(styles: string): (string | null)[] {
  const codes = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([xml]) => [
      attribute(xml, 'numFmtId'),
      unescaped(attribute(xml, 'formatCode') ?? ''),
    ]),
  );
  const cells = /<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '';
  return [...cells.matchAll(/<xf [^>]*>/g)].map(
    ([xml]) => codes.get(attribute(xml, 'numFmtId')) ?? null,
  );
}

function sheetOf(xml: string, strings: string[], formats: (string | null)[]): ReadSheet {
  const cells = new Map<string, ReadCell>();
  for (const [, head = '', body = ''] of xml.matchAll(/<c( [^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const value = /<v>(.*?)<\/v>/s.exec(body)?.[1];
    const isText = attribute(head, 't') === 's';
    if (value === undefined && !body.includes('<f')) continue;
    cells.set(attribute(head, 'r') ?? '', {
      kind: body.includes('<f') ? 'formula' : isText ? 'text' : 'number',
      text: isText ? (strings[Number(value)] ?? 'missing') : (value ?? ''),
      format: formats[Number(attribute(head, 's') ?? 0)] ?? null,
    });
  }
  const row = (number: number) =>
    Object.fromEntries(
      [...cells].flatMap(([address, cell]) => {
        const [, column, at] = /([A-Z]+)(\d+)/.exec(address) ?? [];
        return Number(at) === number ? [[cells.get(`${column}1`)?.text ?? '', cell]] : [];
      }),
    );
  return { xml, cells, row };
}
