import type { Tone } from '../../reports/model.ts';

/** Words and whether they are good or bad news: templates colour by it, never by direction. */
export interface Toned {
  readonly text: string;
  readonly good: boolean;
  readonly bad: boolean;
}

export function toned(text: string, tone: Tone): Toned {
  return { text, good: tone === 'good', bad: tone === 'bad' };
}
