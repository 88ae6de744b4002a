import { readFileSync, writeFileSync } from 'node:fs';
import { written } from '../infra/scale/tables.ts';

/** Writes the tables of infra/SCALE.md from the code's own constants and what was measured. */
const file = new URL('../infra/SCALE.md', import.meta.url);
writeFileSync(file, written(readFileSync(file, 'utf8')));
