import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const sources = files('lambdas', '.ts');
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
const targetOf = (file: string, specifier: string) =>
  specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier;
const folderOf = (file: string) => file.split('/')[1] ?? '';

/** Without comments, strings and imports, which use the word in other ways. */
const codeOf = (text: string) =>
  text
    .replace(/^import [^;]*;$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'[^'\n]*'|`[^`]*`/g, '')
    .replace(/^(import|export) .*$/gm, '');

/** States of the data in the order of the pipeline; an arrow never points back. */
const order = [
  'tables',
  'settings',
  'exports',
  'staging',
  'kpis',
  'reports',
  'rendering',
  'runs',
  'delivery',
  'handlers',
];

describe('the architecture', () => {
  it('has nothing at the top level but the agreed names', () => {
    const allowed =
      /^(package(-lock)?\.json|tsconfig\.json|cdk\.json|README\.md|LICENSE|lambdas|infra|templates|test|node_modules|out|cdk\.out|\..*)$/;
    expect(readdirSync(root).filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('lets imports go one way, from a later state of the data to an earlier one', () => {
    const backward = sources.flatMap((file) =>
      importsOf(file)
        .map((specifier) => targetOf(file, specifier))
        .filter((target) => target.startsWith('lambdas/') && order.includes(folderOf(target)))
        .filter(() => order.includes(folderOf(file)))
        .filter((target) => order.indexOf(folderOf(target)) > order.indexOf(folderOf(file)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(backward).toEqual([]);
  });

  it('keeps kpis, reports and rendering free of files, network, environment and clock', () => {
    const impure = sources
      .filter((file) => ['kpis', 'reports', 'rendering'].includes(folderOf(file)))
      .filter((file) => {
        const text = readFileSync(join(root, file), 'utf8');
        const modules = importsOf(file).filter((name) =>
          /^(node:)?(fs|http|https|net|os|child_process|process|dns)|@aws-sdk|@duckdb/.test(name),
        );
        return (
          modules.length > 0 || /process\.env|Date\.now\(\)|new Date\(\)|Math\.random/.test(text)
        );
      });
    expect(impure).toEqual([]);
  });

  it('lets nothing but adapters, handlers and the laptop know the time of day, chance or the environment', () => {
    const open = ['adapters', 'handlers', 'local'];
    const knowing = sources
      .filter((file) => !open.includes(folderOf(file)))
      .filter((file) =>
        /process\.env|Date\.now\(\)|new Date\(\)|Math\.random|randomUUID|performance\.now/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    expect(knowing).toEqual([]);
  });

  it('lets nothing but adapters and handlers know AWS', () => {
    const knowing = sources
      .filter((file) => !['adapters', 'handlers'].includes(folderOf(file)))
      .filter((file) => importsOf(file).some((name) => /^(@aws-|aws-|@smithy)/.test(name)));
    expect(knowing).toEqual([]);
  });

  it('keeps adapters free of the handlers that use them', () => {
    const backward = sources
      .filter((file) => folderOf(file) === 'adapters')
      .filter((file) =>
        importsOf(file).some((name) => targetOf(file, name).startsWith('lambdas/handlers')),
      );
    expect(backward).toEqual([]);
  });

  it('never lets anything but local/ import local/', () => {
    const offenders = sources
      .filter((file) => folderOf(file) !== 'local')
      .filter((file) =>
        importsOf(file).some((name) => targetOf(file, name).startsWith('lambdas/local')),
      );
    expect(offenders).toEqual([]);
  });

  it('asserts no type in source', () => {
    const asserting = sources.filter((file) =>
      / as (any|unknown|never|[A-Z]\w*)\b/.test(codeOf(readFileSync(join(root, file), 'utf8'))),
    );
    expect(asserting).toEqual([]);
  });

  it('reads no clock and selects no star in SQL, in at most 80 lines', () => {
    const bad = files('lambdas', '.sql').filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const code = text.replace(/^--.*$/gm, '');
      return (
        /current_date|current_timestamp|\bnow\(\)|select \*/i.test(code) ||
        text.split('\n').length > 81 ||
        text.split('\n').some((line) => line.length > 90)
      );
    });
    expect(bad).toEqual([]);
  });
});
