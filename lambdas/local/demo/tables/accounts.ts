import { dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { onboardedAt } from '../story/onboarding.ts';
import { type Plot, partOf } from '../story/plots.ts';
import { accountId } from '../story/profile.ts';
import { daySeconds, type Second } from '../time.ts';
import type { World } from '../world.ts';
import { instant, known, type Row } from './cells.ts';

export function accountRows(cast: Cast): readonly Row[] {
  const { world, profile, arc } = cast;
  const roll = dice(world.seed, profile.index, 'account');
  const isCustomer = arc.wonOn !== null;
  const assigned = isCustomer ? handedOver(cast, arc.wonOn * daySeconds, roll.unit()) : null;
  const stage = isCustomer ? stageOf(cast) : null;
  const row = {
    account_id: profile.id,
    name: profile.name,
    parent_account_id: profile.plot === 'sleepy' ? earlierCustomer(world, profile.index) : null,
    domain: profile.domain,
    segment: profile.segment,
    industry: profile.industry,
    region: profile.region,
    country: profile.country,
    csm: assigned === null ? null : profile.csm.name,
    csm_assigned_at: instant(assigned),
    onboarding_model: isCustomer ? profile.onboarding : null,
    lifecycle_stage: stage?.name ?? null,
    stage_entered_at: instant(stage?.since ?? null),
    acquisition_channel: profile.channel,
    created_at: instant(arc.createdOn * daySeconds + profile.opensAt * 3600),
    closed_won_at: isCustomer ? instant(arc.wonOn * daySeconds + 11 * 3600) : null,
    merged_into_account_id:
      profile.plot === 'merged' ? earlierCustomer(world, profile.index) : null,
    tags: tagsOf(cast),
  };
  return [row];
}

/** Sales hands a customer over within days, to a busy manager within two weeks. */
function handedOver({ world, profile }: Cast, wonAt: Second, luck: number): Second | null {
  const days = profile.csm.cadence < 0.6 ? 4 + luck * 10 : 1 + luck * 4;
  return known(world, wonAt + 13 * 3600 + Math.round(days * 24) * 3600);
}

function stageOf({ world, arc, onboarding, profile }: Cast): { name: string; since: Second } {
  const won = (arc.wonOn ?? arc.createdOn) * daySeconds + 11 * 3600;
  const live = onboardedAt(onboarding);
  if (live === null) return { name: 'onboarding', since: won };
  const value = onboarding.find(({ id }) => id === 'value')?.completedAt ?? null;
  if (value === null) return { name: 'adoption', since: live };
  const retained = value + 180 * daySeconds;
  if (known(world, retained) === null) return { name: 'value_realization', since: value };
  return { name: profile.plot === 'growing' ? 'growth' : 'retention', since: retained };
}

function tagsOf({ world, profile }: Cast): string {
  const roll = dice(world.seed, profile.index, 'tags');
  const tags = [
    profile.plot === 'steady' && roll.chance(0.08) ? 'know_it_all' : null,
    profile.segment === 'enterprise' ? 'strategic' : null,
    profile.plot === 'growing' && roll.chance(0.3) ? 'reference' : null,
  ];
  return tags.filter((tag) => tag !== null).join(';');
}

const reliable: ReadonlySet<Plot> = new Set<Plot>(['steady', 'growing']);

/** The nearest earlier account that is still a customer: later ones may not be there. */
function earlierCustomer(world: World, index: number): string | null {
  for (let other = index - 1; other >= 0; other -= 1) {
    if (reliable.has(partOf(world.seed, other).plot)) return accountId(other);
  }
  return null;
}

/** How billing and support call the account. */
export function accountLinkRows({ profile, spans }: Cast): readonly Row[] {
  const no = profile.id.slice(2);
  const linked = { account_id: profile.id, domain: profile.domain, rule: null };
  const billing = { source: 'billing', source_id: `cus-${no}`, ...linked };
  // Support knows only the domain: staging finds the account by it.
  const support = { source: 'support', source_id: `org-${no}`, ...linked, account_id: null };
  return spans.length > 0 ? [billing, support] : [];
}
