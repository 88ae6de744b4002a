import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { HtmlValidate } from 'html-validate';
import { type AddressObject, simpleParser } from 'mailparser';
import { textNodes } from '../rendering/faults.ts';

/** What is wrong with a document of any kind, by what its name ends with. A kind that nobody knows is a fault. */
export async function faultsOfDocument(path: string, body: Buffer): Promise<string[]> {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  const text = body.toString('utf8');
  const checks: Record<string, () => string[] | Promise<string[]>> = {
    html: () => htmlFaults(text),
    txt: () => textFaults(text),
    eml: () => mailFaults(body),
    csv: () => csvFaults(text),
    json: () => jsonFaults([text]),
    jsonl: () => jsonFaults(text.split('\n').filter((line) => line !== '')),
    xlsx: () => workbookFaults(body),
    pdf: () => pdfFaults(body),
    ...Object.fromEntries(['css', 'js', 'png', 'svg', 'gz'].map((name) => [name, () => []])),
  };
  const found = await (checks[ending]?.() ?? [`nobody checks files like ${path}`]);
  return found.map((fault) => `${path}: ${fault.slice(0, 300)}`);
}

const structure = new HtmlValidate({
  root: true,
  rules: Object.fromEntries(
    ['close-order', 'no-dup-attr', 'no-dup-id', 'attr-quotes', 'no-raw-characters'].map((rule) => [
      rule,
      'error',
    ]),
  ),
});
/** What turns the reading direction of all that follows; the mark of Arabic numbers is of the language itself. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/u;
const nothing = /\b(undefined|NaN|Infinity)\b|\[object /;

async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await structure.validateString(html);
  const malformed = results.flatMap(({ messages }) =>
    messages.map(({ message, line, column }) => `${message} at ${line}:${column}`),
  );
  const page = html.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '<$1>');
  return [
    ...malformed,
    ...injected(html),
    ...textNodes(page).flatMap((node) => matches(nothing, node)),
    ...matches(directionMarks, html),
  ];
}

/** Markup that an attack has made: every word of it outside a quoted value. */
function injected(html: string): string[] {
  const bare = html.replaceAll(/="[^"]*"|='[^']*'/g, '');
  return bare.match(/<[^<>]*pwned[^<>]*>|<script[^>]*>[^<]*pwned\(/gi) ?? [];
}

function textFaults(text: string): string[] {
  const controls = /(?![\n\t])\p{Cc}/u;
  return [nothing, directionMarks, controls].flatMap((fault) =>
    matches(fault, text.replaceAll('\r\n', '\n')),
  );
}

function matches(fault: RegExp, text: string): string[] {
  const found = fault.exec(text);
  if (found === null) return [];
  return [
    `${JSON.stringify(found[0])} in ${JSON.stringify(text.slice(found.index - 60, found.index + 60))}`,
  ];
}

const knownHeaders =
  /^(auto-submitted|x-auto-response-suppress|from|to|subject|message-id|date|mime-version|content-type|list-unsubscribe.*)$/;

async function mailFaults(eml: Buffer): Promise<string[]> {
  const mail = await simpleParser(eml, { skipTextToHtml: true });
  const to = [mail.to ?? []].flat().flatMap(({ value }: AddressObject) => value);
  const files = mail.attachments.filter(
    ({ contentDisposition }) => contentDisposition === 'attachment',
  );
  const lines = eml.toString('latin1').split('\r\n');
  return [
    ...[...mail.headers.keys()].filter((name) => !knownHeaders.test(name)),
    ...(to.length === 1 ? [] : [`goes to ${to.length} readers`]),
    ...(/[\r\n]/.test(mail.subject ?? '\n') ? ['no subject of one line'] : []),
    ...(lines.some((line) => line.length > 998) ? ['a line is longer than SMTP takes'] : []),
    ...(typeof mail.html === 'string' ? await htmlFaults(mail.html) : ['no HTML']),
    ...textFaults(mail.text ?? 'undefined'),
    ...(
      await Promise.all(
        files.map(({ filename = '', content }) => faultsOfDocument(filename, content)),
      )
    ).flat(),
  ];
}

function csvFaults(text: string): string[] {
  const rows: string[][] = parse(text, { bom: true });
  const formulas = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell));
  const running = formulas.filter((cell) => !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(cell));
  const words = rows
    .flat()
    .flatMap((cell) => matches(/^(undefined|NaN|-?Infinity|\[object .*)$/, cell));
  return [...running.map((cell) => `runs as a formula: ${cell}`), ...words];
}

function jsonFaults(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    JSON.parse(text);
    return matches(/\[object |"(undefined|NaN)"/, text);
  });
}

function workbookFaults(body: Buffer): string[] {
  const parts = Object.entries(unzipSync(body)).filter(([name]) => /\.(xml|rels)$/.test(name));
  return parts.flatMap(([name, bytes]) => {
    const xml = Buffer.from(bytes).toString('utf8');
    const formulas = xml.match(/<f[ >][\s\S]*?<\/f>/g) ?? [];
    return [...xmlFaults(xml), ...formulas, ...matches(nothing, xml)].map(
      (fault) => `${name}: ${fault}`,
    );
  });
}

/** Tags that do not close in order, letters that XML may not hold, and what is not escaped. */
export function xmlFaults(xml: string): string[] {
  const open: string[] = [];
  const faults = matches(/(?![\n\r\t])[\p{Cc}\ufffe\uffff]/u, xml);
  const bare = xml.replaceAll(
    /<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g,
    (_, close, name, single) => {
      if (close) faults.push(...(open.pop() === name ? [] : [`</${name}> closes nothing`]));
      else if (name && !single) open.push(name);
      return '';
    },
  );
  const stray = matches(/[<]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i, bare);
  return [...faults, ...stray, ...open.map((name) => `<${name}> stays open`)];
}

function pdfFaults(body: Buffer): string[] {
  const [start, end] = [body.subarray(0, 5).toString(), body.subarray(-16).toString()];
  return start === '%PDF-' && end.includes('%%EOF') ? [] : ['no PDF from start to end'];
}
