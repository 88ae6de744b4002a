import type { Report, Said, Tone } from '../../reports/model.ts';
import type { Attribution } from '../../reports/special_sections.ts';
import { type Cut, cut } from '../writing/cut.ts';
import type { Pen } from '../writing/pen.ts';
import { type Toned, toned } from '../writing/tone.ts';

interface PartView {
  readonly name: string;
  readonly detail: string | null;
  readonly effect: Toned;
}

export interface AttributionView {
  readonly claim: string;
  readonly parts: readonly PartView[];
  /** `Change of MRR, by segment`, and how much. */
  readonly total: string;
  readonly change: string;
}

export interface AttributionsView {
  readonly title: string;
  readonly kpis: Cut<AttributionView>;
}

export function attributionsView(
  { title, kpis }: NonNullable<Report['attributions']>,
  pen: Pen,
  longest: number,
): AttributionsView {
  const views = kpis.map((one) => attributionView(one, pen));
  return { title: pen.title(title), kpis: cut(views, longest, pen.t('the archived report'), pen) };
}

function attributionView({ claim, label, by, rows, others, total }: Attribution, pen: Pen) {
  const effects = [...rows, ...(others === null ? [] : [others])].map(({ effect }) => effect);
  const written = pen.column([...effects, total]);
  const part = (name: string, detail: string | null, tone: Tone, place: number): PartView => ({
    name: pen.plain(name, 64),
    detail,
    effect: toned(written[place] ?? '–', tone),
  });
  const named = rows.map(({ name, detail, tone }, place) =>
    part(nameOf(name, pen), detail === null ? null : pen.prose(detail), tone, place),
  );
  const rest =
    others === null
      ? []
      : [
          part(
            restName(others.parts, pen),
            null,
            others.parts === 0 ? 'neutral' : others.tone,
            rows.length,
          ),
        ];
  return {
    claim: pen.prose(claim),
    parts: [...named, ...rest],
    total: pen.plain(pen.t('{0}, by {1}', pen.prose(label), pen.prose(by)), 80),
    change: written.at(-1) ?? '–',
  };
}

/** Of the data or a word of ours. */
const nameOf = (name: Said, pen: Pen) => (typeof name === 'string' ? name : pen.prose(name, 64));

function restName(parts: number, pen: Pen): string {
  return parts === 0 ? pen.t('Rounding') : pen.t('All others ({0})', pen.count(parts));
}
