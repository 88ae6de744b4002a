import type { Context } from '../context.ts';
import type { Figure, Prose, Report } from '../model.ts';
import type { KpiReview } from '../special_sections.ts';
import { count } from '../words/figures.ts';
import { list, say } from '../words/say.ts';
import { type Proposal, proposalFor } from './kpi_proposals.ts';

/** Proposals of a kind that are shown. */
const mostOfAKind = 2;

const kinds = ['retarget', 'add', 'drop'] as const;
const countOf = {
  retarget: (n: Figure) => say`${n} to aim anew`,
  add: (n: Figure) => say`${n} to add`,
  drop: (n: Figure) => say`${n} to drop`,
} as const;

/** Of the quarterly edition, for the whole company: what the set of KPIs should lose, gain and aim at anew. */
export function kpiReviewOf(context: Context): Report['kpi_review'] {
  if (context.edition !== 'quarterly' || context.scope !== null) return null;
  const all = context.kpis.flatMap((kpi) => {
    const found = proposalFor(kpi, context);
    return found === null ? [] : [{ kpi: kpi.id, label: kpi.label, ...found }];
  });
  const shown = kinds.flatMap((kind) => strongest(all, kind).slice(0, mostOfAKind));
  if (shown.length === 0) return null;
  return {
    title: say`The set of KPIs in review: ${countsOf(all)}`,
    rows: shown.map(({ strength: _, ...row }) => row),
    rest: restOf(all, shown),
  };
}

type Row = KpiReview['rows'][number] & Proposal;

/** In the order of the catalogue where they are equally strong. */
function strongest(all: readonly Row[], kind: Row['proposal']): Row[] {
  return all.filter(({ proposal }) => proposal === kind).sort((a, b) => b.strength - a.strength);
}

/** `3 to aim anew, 1 to add and 9 to drop`. */
function countsOf(rows: readonly Pick<Row, 'proposal'>[]): Prose {
  const parts = kinds.flatMap((kind) => {
    const n = rows.filter(({ proposal }) => proposal === kind).length;
    return n === 0 ? [] : [countOf[kind](count(n))];
  });
  return list(parts);
}

function restOf(all: readonly Row[], shown: readonly Row[]): Prose | null {
  const rest = all.filter((row) => !shown.includes(row));
  return rest.length === 0 ? null : say`Not listed: ${countsOf(rest)}.`;
}
