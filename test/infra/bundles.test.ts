import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleAll, deployedVersion } from '../../infra/bundles.ts';
import { deep } from '../deep.ts';
import { ofType, synthesised } from './synthesised.ts';

const out = mkdtempSync(join(tmpdir(), 'bundles-'));
const again = mkdtempSync(join(tmpdir(), 'bundles-'));
/** One without and one with assets, in `npm test` the smallest of these: twice everything would take too long. */
const twice = deep ? (['feedback', 'render'] as const) : (['feedback', 'stage'] as const);
let bundles: readonly Bundle[];

beforeAll(async () => {
  bundles = await bundleAll(out);
  await bundleAll(again, twice);
});
afterAll(() => {
  for (const folder of [out, again]) rmSync(folder, { recursive: true });
});

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
const folderOf = (name: string) => join(out, name);
const assetsOf = (name: string) =>
  filesOf(folderOf(name)).filter((file) => file.startsWith('assets/'));
const codeOf = (name: string) =>
  filesOf(folderOf(name))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(join(folderOf(name), file), 'utf8'))
    .join('\n');

describe('a bundle', () => {
  it('is small: 1.5 MB of code, 5 MB where documents are rendered', () => {
    const large = bundles.filter(
      ({ name, bytes }) => bytes > (name === 'render' ? 5_000_000 : 1_500_000),
    );
    expect(large.map(({ name, bytes }) => `${name}: ${bytes}`)).toEqual([]);
  });

  it('holds nothing of the laptop, of the tests or of the tools', () => {
    const foreign =
      /^(lambdas\/local|test|infra|\.ci)\/|node_modules\/(@duckdb|tsx|listr2|commander|esbuild|aws-cdk|vitest)/;
    const found = bundles.flatMap(({ name, inputs }) =>
      inputs.filter((input) => foreign.test(input)).map((input) => `${name}: ${input}`),
    );
    expect(found).toEqual([]);
  });

  it('is the same to the byte when nothing has changed', () => {
    const files = filesOf(again);
    expect(files.length).toBeGreaterThan(20);
    const other = files.filter(
      (file) => !readFileSync(join(out, file)).equals(readFileSync(join(again, file))),
    );
    expect(other).toEqual([]);
  });

  it('gives a version that is another one once any of it has changed', async () => {
    const some = bundles.filter(({ name }) => name === 'feedback');
    const before = await deployedVersion('1.2.3', some);
    expect(before).toMatch(/^1\.2\.3\+[0-9a-f]{8}$/);
    expect(await deployedVersion('1.2.3', some)).toBe(before);
    const changed = { ...some[0], folder: join(out, 'render') } as Bundle;
    expect(await deployedVersion('1.2.3', [changed])).not.toBe(before);
  });

  it('has its maps beside it and not in it', () => {
    const maps = filesOf(out).filter((file) => file.endsWith('.map'));
    expect(maps.length).toBeGreaterThanOrEqual(bundles.length);
    expect(maps.filter((file) => !file.startsWith('maps/'))).toEqual([]);
  });

  it('has every query where queries are asked, and no query of the laptop', () => {
    const queries = readdirSync('lambdas', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql') && !file.startsWith('local/'))
      .map((file) => `assets/lambdas/${file}`)
      .sort();
    expect(queries.length).toBeGreaterThan(20);
    expect(assetsOf('stage')).toEqual(queries);
    expect(assetsOf('measure')).toEqual(queries);
  });

  it('has font, templates and the drawing engine where documents are rendered, and nothing elsewhere', () => {
    expect(assetsOf('render')).toEqual([
      'assets/font.ttf',
      'assets/index_bg.wasm',
      'assets/regular.ttf',
      'assets/semibold.ttf',
      'assets/template_files.json',
      'assets/templates.json',
    ]);
    // A run in a language that is not there is refused at the start.
    expect(assetsOf('start')).toEqual(['assets/languages.json']);
    for (const name of [
      'land',
      'compose',
      'deliver',
      'export',
      'failed',
      'watchdog',
      'feedback',
      'unsubscribe',
    ])
      expect(assetsOf(name)).toEqual([]);
  });
});

describe('a function', () => {
  const functions = ofType(synthesised().pipeline, 'AWS::Lambda::Function');
  const toldOf = new Map(
    functions.map(({ Properties }) => [
      Properties.FunctionName.replace('cs-pulse-demo-', ''),
      Object.keys(Properties.Environment.Variables).sort(),
    ]),
  );
  const known = [...new Set([...toldOf.values()].flat())];

  /** `variable("NAME")`, `process.env.NAME`, or the name as a field of a schema. */
  const asksFor = (name: string) => new RegExp(`\\("${name}"\\)|\\benv\\.${name}\\b|[{,]${name}:`);

  it('is told what its code asks for, and nothing else', () => {
    const asked = bundles.map(({ name }) => {
      const code = codeOf(name);
      return [name, known.filter((variable) => asksFor(variable).test(code)).sort()];
    });
    expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(toldOf));
  });
});
