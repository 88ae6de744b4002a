import type { z } from 'zod';
import { cronsOf } from './schedules.ts';
import { stageFields } from './stage_fields.ts';

export type StageInput = z.input<typeof stageFields>;
type StageFields = z.infer<typeof stageFields>;
export type Stage = StageFields & { readonly name: string };

/** Address within `Name <address>`. */
export function senderAddress({ sender }: Pick<Stage, 'sender'>): string {
  return /<(.+)>$/.exec(sender)?.[1] ?? sender;
}

/**
 * The stage of that name, checked, defaults filled in.
 * @throws Error that lists every problem: which field of infra/stages.ts, and what to write.
 */
export function stageNamed(name: unknown, stages: Readonly<Record<string, StageInput>>): Stage {
  const known = Object.keys(stages).join(', ');
  const input = typeof name === 'string' ? stages[name] : undefined;
  if (typeof name !== 'string' || input === undefined) {
    throw new Error(
      `There is no stage "${name}" in infra/stages.ts: write -c stage=… with ${known}.`,
    );
  }
  const parsed = stageFields.safeParse(input);
  const problems = parsed.success
    ? contradictions(name, parsed.data)
    : parsed.error.issues.flatMap(described);
  if (parsed.success && problems.length === 0) return { name, ...parsed.data };
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  throw new Error(`Stage ${name} in infra/stages.ts cannot be deployed:\n${list}`);
}

function described(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [`${at.join('.')}: ${issue.message}`];
  return issue.keys.map((key) => `${[...at, key].join('.')}: there is no such field, remove it`);
}

/** What no field is to blame for alone. */
function contradictions(name: string, stage: StageFields): string[] {
  const found: string[] = [];
  const from = senderAddress(stage);
  const domain = from.slice(from.indexOf('@') + 1);
  // Bucket names hold it, beside account and region, and end at 63 characters.
  if (!/^[a-z][a-z0-9]{1,11}$/.test(name)) {
    found.push('its name: write 2 to 12 small letters and digits, e.g. production');
  }
  if (from !== stage.identity && domain !== stage.identity) {
    found.push(`identity: ${stage.identity} does not cover the sender, write ${domain}`);
  }
  if (!stage.production && stage.allow_list.length === 0) {
    found.push('allow_list: outside production it says who gets mail, write e.g. @example.com');
  }
  if (stage.bytes_per_run < stage.bytes_per_query) {
    found.push('bytes_per_run: one query may take more, write at least bytes_per_query');
  }
  return [...found, ...exportProblems(stage), ...scheduleProblems(stage)];
}

function exportProblems({ exports: { sources, at }, schedules }: StageFields): string[] {
  const twice = sources.filter((source, i) => sources.indexOf(source) < i);
  // A report that is made before the export of its day is of yesterday's data, and says nothing of it.
  const early = schedules.filter((schedule) => sources.length > 0 && schedule.at <= at);
  return [
    ...twice.map((source) => `exports.sources: ${source} stands twice, write it once`),
    ...early.map(
      (schedule) =>
        `exports.at: the ${schedule.edition} report is made at ${schedule.at}, of yesterday's data; write an earlier time than that, or a later one under schedules`,
    ),
  ];
}

function scheduleProblems({ schedules, fiscal_year_starts_in_month: opening }: StageFields) {
  return schedules.flatMap((schedule, i) => {
    const { edition } = schedule;
    if (schedules.findIndex((one) => one.edition === edition) < i) {
      return [`schedules.${i}: ${edition} stands twice, write it once`];
    }
    try {
      cronsOf(schedule, opening);
      return [];
    } catch (error) {
      return [`schedules.${i}.days_after_end: ${error instanceof Error ? error.message : error}`];
    }
  });
}
