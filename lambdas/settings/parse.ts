import type { z } from 'zod';
import { BadSettings } from '../errors.ts';
import { defaultPlaybooks } from './default_playbooks.ts';
import { dimensions } from './dimensions.ts';
import { type Settings, settings } from './schema.ts';

/**
 * Settings from the text of a settings file, which `file` names in messages. Throws BadSettings that
 * lists every problem: where, what is wrong, an example.
 */
export function parseSettings(text: string, file: string): Settings {
  const parsed = settings.safeParse(readJson(text, file), { reportInput: true });
  const problems = parsed.success ? repeats(parsed.data) : parsed.error.issues.flatMap(describe);
  if (parsed.success && problems.length === 0) return parsed.data;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new BadSettings(`${file} has ${count}:\n${problems.map((at) => `- ${at}`).join('\n')}`);
}

function readJson(text: string, file: string): unknown {
  // Editors on Windows put a byte-order mark first, which JSON does not know.
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (cause) {
    const at = breaksAt(json);
    const lines = json.slice(0, at).split('\n');
    const where = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
    const what = at < json.length ? `cannot go on with ${json[at]}` : 'ends too early';
    const hint =
      'Double quotes around names and text, no comments, no comma before a bracket closes';
    throw new BadSettings(`${file}, ${where}: JSON ${what}. ${hint}, e.g. {"company": "Acme"}.`, {
      cause,
    });
  }
}

const string = /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"/;
const scalar = new RegExp(
  `${string.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`,
);

/** Offset at which text stops being JSON: the parser's own messages do not always hold it. */
function breaksAt(json: string): number {
  let at = 0;
  const take = (token: RegExp): boolean => {
    const found = new RegExp(`\\s*(?:${token.source})`, 'y');
    found.lastIndex = at;
    const taken = found.test(json);
    if (taken) at = found.lastIndex;
    return taken;
  };
  const value = (): boolean => {
    if (take(/\{/)) return take(/\}/) || (items(member) && take(/\}/));
    if (take(/\[/)) return take(/\]/) || (items(value) && take(/\]/));
    return take(scalar);
  };
  const member = (): boolean => take(string) && take(/:/) && value();
  const items = (item: () => boolean): boolean => item() && (!take(/,/) || items(item));
  value();
  return json.slice(at).search(/\S|$/) + at;
}

type Path = readonly PropertyKey[];

function describe(issue: z.core.$ZodIssue): string[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_key':
      return [problem(path, issue.issues.map(({ message }) => message).join(', '))];
    case 'invalid_union':
      return [problem(path, issue.errors.map((form) => form.at(-1)?.message).join(', or '))];
    default:
      return [problem(path, issue.input === undefined ? 'is missing' : issue.message)];
  }
}

function problem(path: Path, what: string): string {
  return `${place(path)}: ${what.replaceAll('Invalid input: ', '')}.${example(path)}`;
}

function unknownKey(path: Path, key: string): string {
  const known = Object.keys(find(path) ?? {});
  const [nearest = ''] = known.sort((a, b) => likeness(b, key) - likeness(a, key));
  const meant = example([...path, nearest]);
  return `${place([...path, key])}: unknown key, did you mean ${nearest}?${meant}`;
}

/** Share of the pairs of neighbouring letters that two words have in common, 0–1. */
function likeness(a: string, b: string): number {
  const pairs = (word: string) => [...` ${word}`].map((letter, i) => letter + (word[i] ?? ' '));
  const others = pairs(b);
  return (2 * pairs(a).filter((pair) => others.includes(pair)).length) / (a.length + b.length + 2);
}

function repeats({ readers, playbooks = [] }: Settings): string[] {
  const again = (all: readonly string[], at: (i: number) => Path) =>
    all.flatMap((one, i) => (all.indexOf(one) < i ? [problem(at(i), `${one} stands twice`)] : []));
  // A reader listed twice would get every report twice.
  const emails = readers.map(({ email }) => email.toLowerCase());
  const ids = playbooks.map(({ id }) => id);
  return [
    ...again(emails, (i) => ['readers', i, 'email']),
    ...again(ids, (i) => ['playbooks', i, 'id']),
  ];
}

function place(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '') || 'the file';
}

/** No rule has every key, since one looks at accounts or at KPIs; the first rule's own come last and stay. */
const everyKeyOfRules = Object.fromEntries(
  [{ by: 'csm', owner: 'Dana Reyes' }, ...[...defaultPlaybooks].reverse()].flatMap((rule) =>
    Object.entries(rule),
  ),
);

/** A file in which every key occurs: examples are quoted from it. */
const everyKey = {
  ...settings.parse({
    company: 'Acme',
    time_zone: 'Europe/Berlin',
    reporting_currency: 'EUR',
    targets: { mrr: 100_000 },
    readers: [
      {
        email: 'dana@example.com',
        name: 'Dana Reyes',
        editions: ['weekly', 'monthly'],
        scope: Object.fromEntries(dimensions.map((dimension) => [dimension, ['Dana Reyes']])),
      },
    ],
    feature_roles: {
      core: ['dashboard'],
      key: [],
      critical: [],
      activation: [],
      top: [],
      expansion: [],
    },
    scores: { customer_health_score: { days_overdue: { weight: 10, zero: 30, hundred: 0 } } },
  }),
  playbooks: [everyKeyOfRules],
};

function example(path: Path): string {
  const text = JSON.stringify(find(path)) ?? '';
  return text === '' || text.length > 120 ? '' : ` E.g. ${text}`;
}

/** What stands at the same place of the example; of a list or a record its first. */
function find(path: Path): unknown {
  return path.reduce((at: unknown, step) => {
    const inside = Object.entries(at ?? {});
    return (inside.find(([key]) => key === String(step)) ?? inside[0])?.[1];
  }, everyKey);
}
