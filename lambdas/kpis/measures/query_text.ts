import type { QueryText } from '../../ports.ts';
import type { FactFile, Shape } from './fact_files.ts';
import type { Subject } from './subjects.ts';

const folder = 'kpis/measures';

/** The text of a measure query: as it is written, or put together from its files. */
export async function textOf(name: string, subject: Subject, text: QueryText): Promise<string> {
  switch (subject.kind) {
    case 'query':
      return text(`${folder}/${name}.sql`);
    case 'facts':
      return factsText(subject.files, text);
    case 'signals':
      return signalsText(subject.files, text);
  }
}

/** Shapes whose rows have no duration. */
const counting: readonly Shape[] = ['within', 'counted'];

/** Facts of several files, each in the shape of all, grouped together in one query. */
async function factsText(files: readonly FactFile[], text: QueryText): Promise<string> {
  const grouping = files.every(({ shape }) => counting.includes(shape))
    ? 'counted_by_account'
    : 'grouped';
  const [cut, grouped] = await Promise.all(
    ['cut', grouping].map((shape) => text(`${folder}/shapes/${shape}.sql`)),
  );
  return `with\n${await factRows(files, text)},\n\n${cut},\n\n${grouped}`;
}

/** CTEs that end in `facts`: one row per member of each fact of the files. */
export async function factRows(files: readonly FactFile[], text: QueryText): Promise<string> {
  const stated = files.map(
    async ({ file }) => `${file} as (\n${await text(`${folder}/facts/${file}.sql`)})`,
  );
  const shaped = files.map(async ({ file, shape }) =>
    (await text(`${folder}/shapes/${shape}.sql`)).replace(/\bfrom clocks\b/, `from ${file}`),
  );
  const [ctes, selects] = [await Promise.all(stated), await Promise.all(shaped)];
  return `${ctes.join(',\n\n')},\n\nfacts as (\n${selects.join('union all\n')})`;
}

/** Signals of several files beside each other, one row per period and account. */
async function signalsText(
  files: Readonly<Record<string, readonly string[]>>,
  text: QueryText,
): Promise<string> {
  const names = Object.keys(files);
  const ctes = names.map(
    async (name) => `${name} as (\n${await text(`${folder}/signals/${name}.sql`)})`,
  );
  const columns = Object.entries(files).flatMap(([name, own]) =>
    own.map((column) => `    ${name}.${column}`),
  );
  const [first = '', ...others] = names;
  const joins = others.map((name) => `full join ${name} using (window_id, account_id)`);
  return `with
${(await Promise.all(ctes)).join(',\n\n')}

select
    window_id, account_id,
${columns.join(',\n')}
from ${[first, ...joins].join('\n')}
order by account_id, window_id
`;
}
