import type { NaiveOptions } from '../options.ts';
import type { NaiveRecord } from '../record.ts';
import type { World } from '../world.ts';
import { retainedKpis } from './retained.ts';
import { touchpointKpis } from './touchpoints.ts';
import { voiceKpis } from './voices.ts';
import { workingTimeKpis } from './working_time.ts';

/** Relationship and voice. `world` is prepared from `whole`, of which a segment is a part. */
export function relationKpis(
  world: World,
  options: NaiveOptions,
  whole: World,
): readonly NaiveRecord[] {
  return [
    ...touchpointKpis(world, options),
    ...retainedKpis(world, options),
    ...voiceKpis(world, options, whole),
    ...workingTimeKpis(world, options),
  ];
}
