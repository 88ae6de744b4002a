import { Temporal } from 'temporal-polyfill';
import type { HubspotOptions } from '../../../settings/exports/hubspot.ts';
import type { Group, Kept, MapContext, SourceObject } from '../../source.ts';
import type { CrmObject } from '../crm_object.ts';
import type { CrmObjects } from '../crm_objects.ts';
import type { CrmRecord } from '../crm_record.ts';
import { accountInfo, accountKey, owners, type Stage, stageKey, stagesOf } from '../lookups.ts';

/** What a mapping is made with. */
export interface Setup {
  readonly options: HubspotOptions;
  readonly objects: CrmObjects;
}

export const dealStages = stagesOf('deals');
export const ticketStages = stagesOf('tickets');

/** The record of a group that counts, and the merge that took it away where there was one. */
export interface Standing {
  /** As it is; none where it is deleted or was merged into another. */
  readonly live: CrmRecord | undefined;
  /** As it last was. */
  readonly last: CrmRecord | undefined;
  /** Its survivor, with `merged_into`. A survivor that was deleted took this record with it. */
  readonly merge: CrmRecord | undefined;
}

export function standing(group: Group, object: CrmObject): Standing {
  const all = group.of(object);
  const isMerge = ({ data }: Kept<CrmRecord>) => data.merged_into !== undefined;
  const own = all.find((kept) => !isMerge(kept));
  // Not seeing a merge any more undoes none: the survivor may itself have been merged since.
  const merges = all.filter(isMerge).sort(order);
  const isThere = own !== undefined && !own.isDeleted && merges.length === 0;
  return {
    live: isThere ? own.data : undefined,
    last: own?.data,
    merge: merges.find(({ data }) => !data.archived)?.data,
  };
}

/** Merges that are seen come first, of these the last one. */
function order(a: Kept<CrmRecord>, b: Kept<CrmRecord>): number {
  const isLater = (a.data.updatedAt ?? '') > (b.data.updatedAt ?? '');
  return Number(a.isDeleted) - Number(b.isDeleted) || (isLater ? -1 : 1);
}

export function ownerName(context: MapContext, id: string | undefined): string | undefined {
  const person = context.find(owners, id)?.data;
  const name = [person?.firstName, person?.lastName].filter((part) => part).join(' ');
  return name === '' ? (person?.email ?? undefined) : name;
}

const ownTeams = new Map<string, string>([
  ['sales', 'sales'],
  ['success', 'success'],
  ['customer success', 'success'],
  ['support', 'support'],
  ['customer support', 'support'],
]);

/** What the team of an owner does, of the primary team first. */
export function teamOf(context: MapContext, { options }: Setup, id: string | undefined) {
  const teams = [...(context.find(owners, id)?.data.teams ?? [])];
  const named = lowered(options.activity.teams);
  return teams
    .sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false))
    .map(({ name }) => named.get(name.toLowerCase()) ?? ownTeams.get(name.toLowerCase()))
    .find((team) => team !== undefined);
}

/** The stage of a record, of its pipeline where it names one. */
export function stageOf(
  context: MapContext,
  stages: SourceObject<Stage>,
  [pipeline, stage]: readonly [string | undefined, string | undefined],
): Stage | undefined {
  if (stage === undefined) return undefined;
  const found =
    context.find(stages, stageKey(pipeline, stage)) ??
    context.find(stages, stageKey(undefined, stage));
  return found?.data;
}

export const isClosedStage = (stage: Stage | undefined): boolean | undefined =>
  stage &&
  (String(stage.metadata?.isClosed ?? false) === 'true' ||
    stage.metadata?.ticketState === 'CLOSED');

export const hubspotAccount = (context: MapContext) => context.find(accountInfo, accountKey)?.data;

/** The day of an instant where the HubSpot account lies: a deal closes on a day, not at midnight in UTC. */
export function dayOf(context: MapContext, instant: string | undefined): string | undefined {
  if (instant === undefined) return undefined;
  const moment = Temporal.Instant.from(instant);
  try {
    const zone = hubspotAccount(context)?.timeZone ?? 'UTC';
    return moment.toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch {
    return instant.slice(0, 10);
  }
}

/** Account of a record: the company that it is linked to, else that of the person. */
export const accountOf = ({ links }: CrmRecord): string | undefined =>
  links?.companies[0] ?? links?.companies_of_contacts[0];

/** Names of the settings are compared in any case. */
export const lowered = <Value>(named: Readonly<Record<string, Value>>): Map<string, Value> =>
  new Map(Object.entries(named).map(([name, value]) => [name.toLowerCase(), value]));
