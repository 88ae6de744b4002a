import { type Pen, penFor } from './pen.ts';

/** Scripts that the font of the charts has letters for; digits of their own, as Arabic ones, are not among them. */
const drawable = /^[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Zyyy}\p{scx=Zinh}]*$/u;

/**
 * What writes into drawings: the reader's own pen where the font has its letters, else an English one, since what
 * it lacks are empty boxes. The text beside a drawing is the reader's in any case.
 */
export function chartPen(pen: Pen, home: string | null): Pen {
  const written = [
    ...['MRR', 'Health score'].map((text) => pen.t(text)),
    ...[pen.period('2026-01', 'short'), pen.count(1_234_567)],
    ...(home === null ? [] : [pen.brief({ value: 12_345_678, unit: 'money', currency: home })]),
  ];
  return written.every((text) => drawable.test(text)) ? pen : penFor('en', home);
}
