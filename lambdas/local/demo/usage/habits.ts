import { type Dice, dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { isReadyToGrow } from '../story/profile.ts';
import { hitByRelease } from '../story/story.ts';
import type { User } from '../story/users.ts';
import type { Day } from '../time.ts';
import { type Feature, faultyModule, features, type Module } from '../words/features.ts';

/** Modules that the account's people work with; the broken one only where the release hurts. */
export function modulesOf(cast: Cast): ReadonlySet<Module> {
  const { world, profile } = cast;
  const roll = dice(world.seed, profile.index, 'modules');
  const isSmall = profile.segment === 'smb';
  const modules: readonly (readonly [Module, number])[] = [
    ['workspace', 1],
    ['reporting', 1],
    ['collaboration', isSmall ? 0.55 : 0.9],
    ['integrations', isSmall ? 0.35 : 0.8],
    [faultyModule, isSmall ? 0.3 : profile.segment === 'enterprise' ? 0.85 : 0],
  ];
  const used = modules.filter(([, share]) => roll.chance(share)).map(([module]) => module);
  return new Set(hitByRelease(cast) ? [...used, faultyModule] : used);
}

/** Numbers of the features that a user knows, the everyday ones first. */
export function featuresOf(
  cast: Cast,
  user: User,
  modules: ReadonlySet<Module>,
): readonly number[] {
  const roll = dice(cast.world.seed, cast.profile.index, 'habits', user.no);
  const known = features.filter((feature) => modules.has(feature.module) && isKnown(feature, roll));
  return known.map(({ no }) => no);
}

function isKnown({ roles }: Feature, roll: Dice): boolean {
  return roll.chance(roles.includes('core') ? 0.85 : roles.includes('key') ? 0.7 : 0.5);
}

/** People look at the second product some weeks before it is bought; null where nobody does yet. */
export function insightsFrom({ world, profile, spans }: Cast): Day | null {
  if (isReadyToGrow(profile)) return world.horizon - 45;
  const bought = spans.find(({ product }) => product === 'insights');
  return bought ? bought.startsOn - 40 : null;
}
