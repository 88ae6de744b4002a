import { open } from 'node:fs/promises';
import { z } from 'zod';
import { BadSettings } from '../errors.ts';
import type { Secrets } from '../ports.ts';

export interface LocalSecrets {
  /** JSON file with one key per source; `undefined` where there is none. */
  readonly file: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of the fields that a source's credentials have, for errors. */
  fieldsOf(source: string): readonly string[];
}

const object = z.record(z.string(), z.unknown());

/** Credentials on a laptop: the key of the file, else the variable `CS_PULSE_<SOURCE>`, which holds JSON. */
export function localSecrets({ file, environment, fieldsOf }: LocalSecrets): Secrets {
  return {
    read: async (source) => {
      const variable = `CS_PULSE_${source.toUpperCase()}`;
      const like = `{${fieldsOf(source)
        .map((field) => `"${field}": …`)
        .join(', ')}}`;
      const filed = file === undefined ? undefined : (await contents(file))[source];
      if (filed !== undefined) return objectOf(filed, `"${source}" in ${file}`, like);
      const text = environment[variable];
      if (text) return objectOf(parsed(text), variable, like);
      const orFile = file === undefined ? 'give a file by --secrets' : `add "${source}" to ${file}`;
      throw new BadSettings(
        `There are no credentials of ${source}: set ${variable} to ${like}, or ${orFile}`,
      );
    },
  };
}

async function contents(file: string): Promise<Readonly<Record<string, unknown>>> {
  const handle = await open(file).catch(() => {
    throw new BadSettings(`${file} cannot be read: is the path after --secrets right?`);
  });
  try {
    const { mode } = await handle.stat();
    // Windows has other rules, of which the mode says nothing.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new BadSettings(`Others can read ${file}, which holds secrets: chmod 600 '${file}'`);
    }
    return objectOf(parsed(await handle.readFile('utf8')), file, '{"hubspot": {…}, "stripe": {…}}');
  } finally {
    await handle.close();
  }
}

function objectOf(value: unknown, place: string, like: string): Readonly<Record<string, unknown>> {
  const read = object.safeParse(value);
  if (read.success) return read.data;
  throw new BadSettings(`${place} is not a JSON object like ${like}`);
}

/** Undefined where it is no JSON: the parser's error would show the beginning of the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
