import { readFile } from 'node:fs/promises';
import type { QueryText } from '../ports.ts';

/** What lies beside the bundle of a function. */
const asset = (path: string) => new URL(`./assets/${path}`, import.meta.url);

export const bundledText: QueryText = (path) => readFile(asset(`lambdas/${path}`), 'utf8');
export const bundledFile = (path: string): Promise<Uint8Array> => readFile(asset(path));
export const bundledJson = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(asset(path), 'utf8'));
