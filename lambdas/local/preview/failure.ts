import handlebars from 'handlebars';
import type { TemplateFiles } from '../../rendering/inlined.ts';

/** Why there is no newer rendering, and where to look, e.g. `templates/weekly/report.html.hbs:12`. */
export interface Failure {
  readonly message: string;
  readonly places: readonly string[];
}

const mostPlaces = 5;

/**
 * @param changed Paths of what was changed last; places in these come first.
 */
export function failureOf(
  error: unknown,
  files: TemplateFiles,
  changed: ReadonlySet<string>,
): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const broken = [...files].flatMap(([path, text]) => brokenAt(path, text));
  const places = broken.length > 0 ? broken : namedIn(message, files);
  const first = places.filter(({ path }) => changed.has(path));
  const ordered = [...first, ...places.filter((place) => !first.includes(place))];
  const shown = first.length > 0 ? first : ordered;
  return {
    message,
    places: shown.slice(0, mostPlaces).map(({ path, line }) => `templates/${path}:${line}`),
  };
}

interface Place {
  readonly path: string;
  readonly line: number;
}

/** Styles are written into templates and partials joined before they run, so their lines are looked up here. */
function brokenAt(path: string, text: string): readonly Place[] {
  if (path.endsWith('.json')) return brokenJson(path, text);
  if (!path.endsWith('.hbs')) return [];
  try {
    handlebars.parse(text);
    return [];
  } catch (error) {
    const found = /line (\d+)| - (\d+):\d+$/m.exec(error instanceof Error ? error.message : '');
    return [{ path, line: Number(found?.[1] ?? found?.[2] ?? 1) }];
  }
}

function brokenJson(path: string, text: string): readonly Place[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return [{ path, line: lineOf(text, at === undefined ? text.length : Number(at)) }];
  }
}

/** What Handlebars and our own words say of a name, a partial or a text that is not there. */
const naming = [
  /"([^"]+)" not defined/,
  /partial (\S+) could not be found/,
  /unknown helper (\S+)/,
  /"([\s\S]+)" has nothing to put at/,
];

function namedIn(message: string, files: TemplateFiles): readonly Place[] {
  const name = naming.flatMap((form) => form.exec(message)?.[1] ?? [])[0];
  if (name === undefined) return [];
  const used = [...files].filter(([path]) => path.endsWith('.hbs'));
  return used.flatMap(([path, text]) =>
    [...text.matchAll(/\{\{[\s\S]*?\}\}/g)]
      .filter(([mustache]) => holds(mustache, name))
      .map(({ index }) => ({ path, line: lineOf(text, index) })),
  );
}

function holds(mustache: string, name: string): boolean {
  const at = mustache.indexOf(name);
  const around = `${mustache[at - 1] ?? ''}${mustache[at + name.length] ?? ''}`;
  return at >= 0 && !/[\w-]/.test(around);
}

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;
