import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import type { Row } from '../world.ts';
import {
  instantText,
  later,
  maybe,
  of,
  ownOrLater,
  someDelay,
  someDelayNear,
  someInstant,
  someStart,
} from './moments.ts';

/** A referral by the account, one of its users, both or nobody known. */
export function someReferral(period: NaiveOptions) {
  return fc.record({
    by: fc.constantFrom('account', 'user', 'user', 'user', 'both', 'nobody'),
    user: fc.nat({ max: 3 }),
    invitedAt: maybe(someInstant(period), 5),
    clickedAt: maybe(someStart(period, 90), 4),
    incentiveAt: maybe(someStart(period, 90), 3),
    // from the click, else from the incentive
    convertedFrom: fc.constantFrom('click', 'incentive'),
    convertedAfter: maybe(fc.oneof(someDelayNear(90), fc.constant(0)), 4),
    convertedAt: maybe(someInstant(period), 1),
    refers: maybe(fc.nat({ max: 11 }), 5),
  });
}

export function somePrompt(period: NaiveOptions) {
  return fc.record({
    user: fc.nat({ max: 3 }),
    namesAccount: fc.boolean(),
    shownAt: someInstant(period),
    interactedAfter: maybe(someDelay, 1),
    acceptedAfter: maybe(someDelay, 1),
    acceptedAt: maybe(someInstant(period), 1),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type ReferralDraft = Made<typeof someReferral>;
export type PromptDraft = Made<typeof somePrompt>;

function convertedAt(referral: ReferralDraft): string | null {
  const { convertedFrom, clickedAt, incentiveAt } = referral;
  const clock = convertedFrom === 'click' ? clickedAt : incentiveAt;
  return later(clock, referral.convertedAfter) ?? later(referral.convertedAt, 0);
}

/** Referrals and prompts of one account. `ids` are those of all accounts, `users` those of its own users. */
export function referringRows(
  account: string,
  draft: {
    readonly referrals: readonly ReferralDraft[];
    readonly prompts: readonly PromptDraft[];
  },
  ids: readonly string[],
  users: readonly string[],
): { readonly referrals: readonly Row[]; readonly referral_prompts: readonly Row[] } {
  const userOf = (n: number) => of(users, n);
  return {
    referrals: draft.referrals.map((referral, n) => ({
      referral_id: `${account}-f${n}`,
      referrer_account_id: ['account', 'both'].includes(referral.by) ? account : null,
      referrer_user_id: ['user', 'both'].includes(referral.by) ? userOf(referral.user) : null,
      invited_at: later(referral.invitedAt, 0),
      clicked_at: later(referral.clickedAt, 0),
      converted_at: convertedAt(referral),
      referred_account_id:
        referral.refers === null ? null : (ids[referral.refers % ids.length] ?? null),
      incentive_shown_at: later(referral.incentiveAt, 0),
    })),
    referral_prompts: draft.prompts.flatMap((prompt, n) => {
      const user = userOf(prompt.user);
      if (user === null) return [];
      const { shownAt } = prompt;
      return [
        {
          prompt_id: `${account}-y${n}`,
          user_id: user,
          account_id: prompt.namesAccount ? account : null,
          shown_at: instantText(shownAt),
          interacted_at: later(shownAt, prompt.interactedAfter),
          accepted_at: ownOrLater(shownAt, prompt.acceptedAt, prompt.acceptedAfter),
        },
      ];
    }),
  };
}
