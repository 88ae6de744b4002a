import { BadSettings } from '../../../errors.ts';
import { catalogue } from '../../../kpis/catalogue/catalogue.ts';
import type { SegmentValue } from '../../../kpis/evaluation.ts';
import type { Question } from '../../../kpis/explain/explanation.ts';
import type { KpiText } from '../../../kpis/kpi.ts';
import type { KpiRecord } from '../../../kpis/record.ts';
import { labels } from '../../../reports/period_labels.ts';
import { type EditionName, editionNames } from '../../../settings/schema.ts';

/** The KPI of an id or of one of its second names. */
export function findKpi(name: string): KpiText {
  const found = catalogue.find(({ id, aliases = [] }) => id === name || aliases.includes(name));
  if (found) return found;
  const known = catalogue.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  const nearest = known
    .map((id) => ({ id, is: likeness(id, name) }))
    .sort((a, b) => b.is - a.is || a.id.length - b.id.length)
    .slice(0, 4)
    .map(({ id }) => id);
  throw new BadSettings(
    `"${name}" is no KPI; the nearest ids are ${nearest.join(', ')}. The README lists them all.`,
  );
}

/** How well the words of a name are found among those of an id: the sum over them, 0–1 each. */
function likeness(id: string, name: string): number {
  const words = id.split('_');
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .reduce((sum, typed) => sum + Math.max(...words.map((word) => shared(word, typed))), 0);
}

/** Share of the pairs of neighbouring letters that two words have in common. */
function shared(a: string, b: string): number {
  const pairs = (word: string) => [...` ${word}`].map((letter, n) => letter + (word[n] ?? ' '));
  const others = pairs(b);
  return (2 * pairs(a).filter((pair) => others.includes(pair)).length) / (a.length + b.length + 2);
}

/** A period's label says which edition it is of; without one it is the month. */
export function editionOf(period: string | undefined, edition: string | undefined): EditionName {
  const named = editionNames.find((name) => name === edition);
  if (edition !== undefined && named === undefined) {
    throw new BadSettings(`--edition ${edition} is none of ${editionNames.join(', ')}.`);
  }
  const found = editionNames.find((name) => labels[name].pattern.test(period ?? ''));
  return named ?? found ?? 'monthly';
}

/** What is asked for, checked against what was measured. */
export function questionOf(
  kpi: KpiText,
  {
    window,
    segment,
  }: { readonly window?: string | undefined; readonly segment?: string | undefined },
  measured: readonly KpiRecord[],
): Question {
  const [usual = 'period'] = kpi.windows;
  const asked = { kpi, window: window ?? usual, segment: segment ? segmentOf(segment) : null };
  if (!kpi.windows.includes(asked.window)) {
    throw new BadSettings(
      `${kpi.id} is not measured over ${window}: its windows are ${kpi.windows.join(', ')}.`,
    );
  }
  const parts = measured
    .filter((record) => record.kpi === kpi.id && record.window === asked.window)
    .flatMap((record) => record.segment ?? []);
  if (asked.segment && !parts.some(isSame(asked.segment))) {
    throw new BadSettings(`${kpi.id} has no ${segment}: ${choices(parts, asked.segment)}.`);
  }
  return asked;
}

function segmentOf(text: string): SegmentValue {
  const [dimension = '', ...value] = text.split('=');
  if (value.length === 0) {
    throw new BadSettings(`--segment ${text}: write it as dimension=value, e.g. region=EMEA.`);
  }
  return { dimension, value: value.join('=') };
}

const isSame = (one: SegmentValue) => (other: SegmentValue) =>
  one.dimension === other.dimension && one.value === other.value;

/** The values of a dimension that was meant, else the dimensions. */
function choices(parts: readonly SegmentValue[], { dimension }: SegmentValue): string {
  const values = parts.filter((part) => part.dimension === dimension).map(({ value }) => value);
  if (values.length > 0) return `its values of ${dimension} are ${values.slice(0, 20).join(', ')}`;
  const dimensions = [...new Set(parts.map((part) => part.dimension))];
  return dimensions.length === 0
    ? 'it is measured for the whole company only'
    : `it is measured by ${dimensions.join(', ')}`;
}
