import type { QueryCost } from '../ports.ts';

/**
 * Athena's list price in most regions: USD 5 per terabyte scanned, each query rounded up to the megabyte and
 * to 10 MB at least. Source: aws.amazon.com/athena/pricing, as athena.guide and rcpedia.stanford.edu cite it.
 */
const [dollarsPerTerabyte, terabyte, megabyte, leastMegabytes] = [5, 1e12, 1e6, 10];

/** What the queries cost in USD, without storage and requests; decimal units, so rather too much than too little. */
export function estimatedCost(costs: readonly QueryCost[]): number {
  const megabytes = costs.reduce(
    (sum, { bytes }) => sum + Math.max(leastMegabytes, Math.ceil(bytes / megabyte)),
    0,
  );
  return (megabytes * megabyte * dollarsPerTerabyte) / terabyte;
}

/** What its owner is told that a run cost: `Queries: 61, 640 MB scanned, about USD 0.01.` */
export function costLine(costs: readonly QueryCost[]): string {
  const scanned = Math.ceil(costs.reduce((sum, { bytes }) => sum + bytes, 0) / megabyte);
  const dollars = Math.max(0.01, estimatedCost(costs)).toFixed(2);
  return `Queries: ${costs.length}, ${scanned.toLocaleString('en-US')} MB scanned, about USD ${dollars}.`;
}
