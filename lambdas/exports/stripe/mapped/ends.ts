import type { MapContext } from '../../source.ts';
import type { Subscription } from '../shapes/subscription.ts';

/** Stripe's reasons in the words of the table; a chargeback is money that did not come, too. */
const reasons: Readonly<Record<string, string>> = {
  cancellation_requested: 'cancelled',
  payment_failed: 'payment_failed',
  payment_disputed: 'payment_failed',
  canceled_by_retention_policy: 'cancelled',
};

export interface End {
  readonly end_reason: string;
  readonly end_comment: string | null;
}

/** Why a subscription ended, or is set to end. */
export function endOf({ cancellation_details: details }: Subscription, context: MapContext): End {
  const { reason, feedback, comment } = details ?? {};
  const known = reason ? reasons[reason] : 'cancelled';
  if (!known)
    context.note('subscription_periods', 'a reason of an end that is not known: cancelled');
  const said = [feedback, comment].filter((one) => one);
  return {
    end_reason: known ?? 'cancelled',
    end_comment: said.length > 0 ? said.join(': ') : null,
  };
}
