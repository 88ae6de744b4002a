import type { Report } from '../../reports/model.ts';
import type { Pen } from '../writing/pen.ts';

export interface SpotlightView {
  readonly title: string;
  readonly meaning: string;
  /** How it stands and why, in one paragraph. */
  readonly standing: string;
  readonly who: string;
}

export function spotlightView(
  { title, meaning, standing, why, who }: NonNullable<Report['spotlight']>,
  pen: Pen,
): SpotlightView {
  const said = why === null ? [standing] : [standing, why];
  return {
    title: pen.title(title),
    meaning: pen.prose(meaning, 480),
    standing: said.map((prose) => pen.prose(prose)).join(' '),
    who: pen.prose(who),
  };
}
