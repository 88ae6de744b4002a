import { catalogue } from '../kpis/catalogue/catalogue.ts';
import type { ComposeInput } from '../reports/context.ts';
import { calendarOf } from '../reports/measured_periods.ts';
import { forScope, type ReaderScope, timelinesOf } from '../reports/scopes.ts';
import type { Job } from './job.ts';
import type { Values } from './values.ts';

/** What a report is composed of, cut to the scope of its readers before anything is said. */
export function inputFor(job: Job, values: Values, scope: ReaderScope | null): ComposeInput {
  const { edition, settings, asOf, period } = job;
  const { quality, restated, restatedBefore, currency, snapshot } = values;
  const cut = forScope(values, scope);
  return {
    ...{ edition, settings, asOf, period, currency, ...cut },
    kpis: catalogue,
    calendar: calendarOf(settings),
    quality: scope === null ? quality : { ...quality, unlinked_accounts: [], unlinked_mrr: null },
    restated: scope === null ? restated : [],
    restatedBefore: scope === null ? restatedBefore : [],
    timelines: timelinesOf(cut.accounts, values.timelines),
    snapshot: snapshot.date,
  };
}
