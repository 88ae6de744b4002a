import { type Dice, dice } from '../random.ts';
import { type Day, daySeconds, type Second } from '../time.ts';
import type { Cast } from './cast.ts';
import { channels } from './profile.ts';

export interface Lead {
  readonly no: number;
  readonly createdAt: Second;
  readonly channel: string;
  /** How far it came: 0 nowhere, 1 marketing qualified, 2 sales qualified. */
  readonly reach: number;
  readonly contactedAt: Second | null;
  readonly meetingAt: Second | null;
  readonly convertedAt: Second | null;
}

export function leadId({ profile }: Cast, no: number): string {
  return `l-${profile.id.slice(2)}-${no}`;
}

/** The account's own lead, and others of its time that came to nothing. */
export function leadsOf(cast: Cast): readonly Lead[] {
  const { world, profile, arc } = cast;
  const roll = dice(world.seed, profile.index, 'leads');
  const others = Array.from({ length: roll.between(2, 5) }, (_, place) =>
    leadOf(cast, place + 1, roll.between(world.start, world.horizon - 1), roll),
  );
  const own = leadOf(cast, 0, arc.createdOn - roll.between(3, 20), roll);
  return own.createdAt >= world.start * daySeconds ? [own, ...others] : others;
}

function leadOf(cast: Cast, no: number, on: Day, roll: Dice): Lead {
  const { world, profile, arc } = cast;
  const isOwn = no === 0;
  const createdAt = on * daySeconds + profile.opensAt * 3600 + roll.between(0, 30_000);
  const reach = isOwn ? 2 : roll.pick([0, 0, 1, 1, 2]);
  const isAnswered = reach > 0 || roll.chance(0.6);
  const contactedAt = isAnswered
    ? createdAt + Math.round(roll.unit() ** 3 * 40 * 3600) + 300
    : null;
  const meetingAt = reach > 1 ? createdAt + roll.between(1, 9) * daySeconds + 7200 : null;
  const wonAt = arc.wonOn === null ? null : arc.wonOn * daySeconds + 39_600;
  return {
    no,
    createdAt,
    channel: isOwn ? profile.channel : roll.weighted(channels),
    reach,
    contactedAt: before(world.horizon, contactedAt),
    meetingAt: before(world.horizon, meetingAt),
    convertedAt: before(world.horizon, isOwn ? wonAt : null),
  };
}

function before(horizon: Day, at: Second | null): Second | null {
  return at !== null && at < horizon * daySeconds ? at : null;
}
