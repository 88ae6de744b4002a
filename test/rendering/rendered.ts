import { vi } from 'vitest';
import type { Documents } from '../../lambdas/rendering/documents.ts';
import { editions, reader } from '../documents_fixture.ts';
import { render } from './render.ts';
import { type Variant, variants } from './variants_fixture.ts';

export { assets, render } from './render.ts';

// The first drawing of a process compiles the wasm, while other files keep the cores busy.
vi.setConfig({ testTimeout: 60_000 });

/** The editions as they should be and the variants that go wrong elsewhere, by name. */
export const cases: Readonly<Record<string, Variant>> = {
  ...Object.fromEntries(editions.map((report) => [report.edition, { report, reader }])),
  ...variants,
};

const done = new Map<Variant, Promise<Documents>>();

/** Rendered once for all tests of a file. */
export function rendered(variant: Variant): Promise<Documents> {
  const documents = done.get(variant) ?? render(variant);
  done.set(variant, documents);
  return documents;
}

export function caseOf(name: string): Variant {
  const found = cases[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}
