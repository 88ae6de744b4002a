import { z } from 'zod';
import { OurBug } from '../errors.ts';

/** What one notification says of one address. `transient` may pass, the others will not. */
export interface Feedback {
  readonly address: string;
  readonly kind: 'bounce' | 'complaint' | 'transient';
  /** E.g. `Permanent/General`. */
  readonly detail: string;
  /** The same where SNS delivers the same notification again. */
  readonly id: string;
}

const recipient = z.object({ emailAddress: z.string().min(1) });

const bounce = z.object({
  bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
  bounceSubType: z.string(),
  bouncedRecipients: z.array(recipient).min(1),
  feedbackId: z.string(),
});

const complaint = z.object({
  complaintFeedbackType: z.string().nullish(),
  complaintSubType: z.string().nullish(),
  complainedRecipients: z.array(recipient).min(1),
  feedbackId: z.string(),
});

/** A configuration set publishes `eventType`, an identity `notificationType`. */
const named = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
});

/** SES says this once, when it is given the topic. */
const greeting = /^Successfully validated SNS topic for Amazon SES/;

/**
 * Reads the message of an SNS notification by SES, with one entry for each address. Throws OurBug on every
 * other shape, because a bounce that is overlooked is mail to a dead address every week.
 */
export function feedbackOf(message: string): readonly Feedback[] {
  if (greeting.test(message)) return [];
  const { type, content } = read(message);
  try {
    if (type === 'Bounce') return ofBounce(z.object({ bounce }).parse(content).bounce);
    if (type === 'Complaint') return ofComplaint(z.object({ complaint }).parse(content).complaint);
  } catch (cause) {
    throw new OurBug(`an SES notification of type ${type} has a shape that we do not know`, {
      cause,
    });
  }
  throw new OurBug(
    `an SES notification is ${type === '' ? 'no JSON of SES' : `of type ${type}`}: the topic must get bounces and complaints alone`,
  );
}

function read(message: string): { type: string; content: unknown } {
  try {
    const content: unknown = JSON.parse(message);
    const { eventType, notificationType } = named.parse(content);
    return { type: eventType ?? notificationType ?? '', content };
  } catch {
    return { type: '', content: undefined };
  }
}

function ofBounce(said: z.infer<typeof bounce>): readonly Feedback[] {
  const { bounceType, bounceSubType, bouncedRecipients, feedbackId: id } = said;
  const kind = bounceType === 'Permanent' ? 'bounce' : 'transient';
  const detail = `${bounceType}/${bounceSubType}`;
  return bouncedRecipients.map((one) => ({ address: addressOf(one), kind, detail, id }));
}

/** `not-spam` takes a complaint back, or says that there is none. */
function ofComplaint(said: z.infer<typeof complaint>): readonly Feedback[] {
  const { complaintFeedbackType, complaintSubType, complainedRecipients, feedbackId: id } = said;
  if (complaintFeedbackType === 'not-spam') return [];
  const detail = complaintFeedbackType ?? complaintSubType ?? 'no reason given';
  return complainedRecipients.map((one) => ({
    address: addressOf(one),
    kind: 'complaint',
    detail,
    id,
  }));
}

/** Some servers say `Name <address>`. */
function addressOf({ emailAddress }: z.infer<typeof recipient>): string {
  return (/<([^<>]+)>/.exec(emailAddress)?.[1] ?? emailAddress).trim().toLowerCase();
}
