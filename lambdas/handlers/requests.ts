import { z } from 'zod';
import { BadSettings } from '../errors.ts';
import { labels } from '../reports/period_labels.ts';
import { deliverModes } from '../runs/orders.ts';
import { type EditionName, editionName } from '../settings/schema.ts';
import {
  type ExportAsked,
  type ExportScheduled,
  exportAsked,
  exportExample,
  exportScheduled,
} from './export_requests.ts';

const period = z.string().min(1);

/** Only a label that is one may become part of a key. */
const isLabel = (asked: { readonly edition: EditionName; readonly period: string }) =>
  labels[asked.edition].pattern.test(asked.period);
const noLabel = {
  error: 'no period of this edition; periods are written like 2026-W45, 2026-10, 2026-Q3',
  path: ['period'],
};
const reason = z.string().min(3, { error: 'say why in a few words: it is kept with the run' });
const addresses = z.array(z.email()).min(1);

/** A person asks for a report. */
const rerun = z
  .strictObject({
    edition: editionName,
    /** Absent: the last complete one. */
    period: period.optional(),
    asOf: z.enum(['original', 'latest']).default('latest'),
    /** `missing`: whoever has none yet. `force`: once more, to everybody named. `test`: to `to`. */
    deliver: z.enum(deliverModes).default('none'),
    readers: addresses.optional(),
    to: addresses.optional(),
    reason,
  })
  .refine(({ deliver, to }) => (deliver === 'test') === (to !== undefined), {
    error: '"to" names who gets a "deliver": "test"; it goes with that alone',
    path: ['to'],
  });
export type Rerun = z.infer<typeof rerun>;

/** The scheduler's own request. */
const scheduled = z.strictObject({ edition: editionName, scheduled: z.iso.datetime() });
export type Scheduled = z.infer<typeof scheduled>;

const status = z.strictObject({ edition: editionName, period }).refine(isLabel, noLabel);
export type StatusRequest = z.infer<typeof status>;

const settle = z
  .strictObject({
    edition: editionName,
    period,
    reader: z.email(),
    /** Absent: the first delivery. */
    delivery: z
      .string()
      .regex(/^[\w.-]+$/)
      .optional(),
    as: z.enum(['sent', 'not_sent']),
    reason,
  })
  .refine(isLabel, noLabel);
export type SettleRequest = z.infer<typeof settle>;

export type Request =
  | { readonly kind: 'rerun'; readonly rerun: Rerun }
  | { readonly kind: 'scheduled'; readonly scheduled: Scheduled }
  | { readonly kind: 'status'; readonly status: StatusRequest }
  | { readonly kind: 'settle'; readonly settle: SettleRequest }
  | { readonly kind: 'export'; readonly asked: ExportAsked }
  | { readonly kind: 'export_scheduled'; readonly asked: ExportScheduled }
  | { readonly kind: 'export_status' };

const example =
  '{"edition": "weekly", "period": "2026-W46", "asOf": "latest", "deliver": "none", "reason": "preview"}';

/** Throws BadSettings that lists every problem, with a request that would do. */
export function parseRequest(event: unknown): Request {
  const fields = z.looseObject({}).safeParse(event);
  if (!fields.success) throw refused(['the payload is no JSON object']);
  if ('export' in fields.data) return exportRequest(fields.data.export);
  if (fields.data.status === 'exports') return { kind: 'export_status' };
  if ('status' in fields.data) {
    return { kind: 'status', status: checked(status, fields.data.status, 'status.') };
  }
  if ('settle' in fields.data) {
    return { kind: 'settle', settle: checked(settle, fields.data.settle, 'settle.') };
  }
  if ('scheduled' in fields.data) {
    return { kind: 'scheduled', scheduled: checked(scheduled, fields.data, '') };
  }
  return { kind: 'rerun', rerun: checked(rerun, fields.data, '') };
}

function exportRequest(value: unknown): Request {
  const fields = z.looseObject({}).safeParse(value);
  if (fields.success && 'scheduled' in fields.data) {
    const asked = checked(exportScheduled, value, 'export.', exportExample);
    return { kind: 'export_scheduled', asked };
  }
  return { kind: 'export', asked: checked(exportAsked, value, 'export.', exportExample) };
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: string,
  like = example,
): z.infer<Schema> {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  throw refused(
    found.error.issues.map(
      ({ path, message }) => `${at}${path.join('.') || 'payload'}: ${message}`,
    ),
    like,
  );
}

function refused(problems: readonly string[], like = example): BadSettings {
  return new BadSettings(
    `This request cannot be taken:\n${problems.map((one) => `- ${one}`).join('\n')}\nOne that can: ${like}`,
  );
}
