import { type Pen, penFor } from '../../lambdas/rendering/writing/pen.ts';
import type { Figure, Report } from '../../lambdas/reports/model.ts';
import { figure } from '../../lambdas/reports/prose.ts';

/** Numbers of a text that the model does not hold, in whatever way it may be written. */
export function strangeNumbers(text: string, report: Report, locale: string): string[] {
  const known = new Set(
    numbersIn(wordsOf(report, penFor(locale, report.currency), report).join(' ')),
  );
  return numbersIn(text).filter((number) => !known.has(number));
}

export function numbersIn(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** Every way in which a value of the model is written somewhere. */
function wordsOf(value: unknown, pen: Pen, report: Report): string[] {
  if (typeof value === 'string') return dateWords(value.replaceAll(/\{\d[^{}]*\}/g, ''), pen);
  if (typeof value === 'number') return numberWords(value, pen, report);
  if (value === null || typeof value !== 'object') return [];
  const own = figure.safeParse(value);
  const written = own.success ? figureWords(own.data, pen) : [];
  return [...written, ...Object.values(value).flatMap((part) => wordsOf(part, pen, report))];
}

function figureWords(value: Figure, pen: Pen): string[] {
  return [
    pen.brief(value),
    ...pen.column([value]),
    ...pen.column([value, { ...value, value: 0.5 }]),
  ];
}

/** Plain numbers stand in charts: as counts, as amounts of the bridge, or as ends of the first KPI's line. */
function numberWords(value: number, pen: Pen, report: Report): string[] {
  const currency = report.currency ?? undefined;
  const unit = report.tiles[0]?.value?.unit ?? 'count';
  const money = currency === undefined ? [] : [{ value, unit: 'money', currency }];
  return [
    pen.count(value),
    pen.count(Math.round(value)),
    ...pen.column(money),
    ...pen.column([...money, ...money.map((amount) => ({ ...amount, value: 0.5 }))]),
    pen.brief(currency === undefined ? { value, unit } : { value, unit, currency }),
  ];
}

function dateWords(text: string, pen: Pen): string[] {
  const dates = /^\d{4}-\d{2}-\d{2}$/.test(text) ? [pen.date(text), pen.due(text)] : [];
  return [text, pen.period(text, 'short'), ...dates];
}
