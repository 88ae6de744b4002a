import type { QueryCost } from '../ports.ts';

/**
 * Athena's list price in most regions: USD 5 per terabyte scanned, each query rounded up to the megabyte and
 * to 10 MB at least. Source: aws.amazon.com/athena/pricing, as athena.guide and rcpedia.stanford.edu cite it.
 */
const [dollarsPerTerabyte, terabyte, megabyte, leastMegabytes] = [5, 1e12, 1e6, 10];

/** What a query would scan on Athena, by the files that it read here. */
export interface Estimate {
  /** SHA-256 of its text. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Bytes that a stage lets a query and a run scan where it does not say otherwise. */
export const defaultBudget = { query: 50_000_000_000, run: 200_000_000_000 } as const;

/** What the queries cost in USD, without storage and requests; decimal units, so rather too much than too little. */
export function estimatedCost(costs: readonly Pick<QueryCost, 'bytes'>[]): number {
  const megabytes = costs.reduce(
    (sum, { bytes }) => sum + Math.max(leastMegabytes, Math.ceil(bytes / megabyte)),
    0,
  );
  return (megabytes * megabyte * dollarsPerTerabyte) / terabyte;
}

/** What its owner is told that a run cost: `Queries: 61, 640 MB scanned, about USD 0.01.` */
export function costLine(costs: readonly QueryCost[]): string {
  return `Queries: ${costs.length}, ${megabytesOf(costs)} MB scanned, about USD ${dollarsOf(costs)}.`;
}

/**
 * What a run on a laptop would cost in the cloud, and what its budget would do:
 * `Athena would scan about 640 MB in 61 queries for USD 0.01, of the 200,000 MB that a run may unless its stage says otherwise.`
 */
export function estimateLine(
  estimates: readonly Estimate[],
  { query, run } = defaultBudget,
): string {
  const most = Math.max(0, ...estimates.map(({ bytes }) => bytes));
  const all = estimates.reduce((sum, { bytes }) => sum + bytes, 0);
  const would = `Athena would scan about ${megabytesOf(estimates)} MB in ${estimates.length} queries for USD ${dollarsOf(estimates)}`;
  if (most > query)
    return `${would}, but stop the one of ${text(most)} MB: bytes_per_query of a stage is ${text(query)} MB unless it says otherwise.`;
  if (all > run)
    return `${would}, but the run would stop itself before: bytes_per_run of a stage is ${text(run)} MB unless it says otherwise.`;
  return `${would}, of the ${text(run)} MB that a run may unless its stage says otherwise.`;
}

const megabytesOf = (costs: readonly Pick<QueryCost, 'bytes'>[]) =>
  text(costs.reduce((sum, { bytes }) => sum + bytes, 0));

const text = (bytes: number) => Math.ceil(bytes / megabyte).toLocaleString('en-US');

const dollarsOf = (costs: readonly Pick<QueryCost, 'bytes'>[]) =>
  Math.max(0.01, estimatedCost(costs)).toFixed(2);
