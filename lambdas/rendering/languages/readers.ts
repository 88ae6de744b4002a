import { BadSettings } from '../../errors.ts';
import type { Reader } from '../../settings/schema.ts';

/**
 * Throws BadSettings where a reader's language has no file: found out before anything is computed, and without
 * the reader's address, since the message is logged.
 */
export function checkLanguages(
  readers: readonly Pick<Reader, 'language'>[],
  files: readonly string[],
): void {
  const known = [...new Set(['en', ...files])].sort();
  for (const [index, { language }] of readers.entries()) {
    if (known.includes(language)) continue;
    throw new BadSettings(
      `Settings, readers[${index}].language: no report is written in "${language}", for which there is no templates/languages/${language}.json. Languages that are there: ${known.join(', ')}.`,
    );
  }
}

/** The languages of files, by their paths below the templates' folder. */
export function languagesOf(paths: Iterable<string>): string[] {
  return [...paths].flatMap((path) => /^languages\/([\w-]+)\.json$/.exec(path)?.[1] ?? []);
}
