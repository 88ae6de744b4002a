import { arn } from './constructs/access.ts';
import type { FunctionName } from './functions.ts';
import {
  bucketOf,
  databaseOf,
  exportMachineOf,
  functionOf,
  machineOf,
  prefixOf,
  secretsOf,
  workgroupOf,
} from './names.ts';
import type { Stage } from './stage.ts';

type Environment = Readonly<Record<string, string>>;

/**
 * What each function is told, but for the unsubscribe link and the sign-in, whose addresses and keys are made by the deployment. A test
 * holds it against the variables that the function's bundle asks for.
 * @param version Of the code, as the manifests of runs name it.
 */
export function environments(
  stage: Stage,
  version: string,
): Readonly<Record<FunctionName, Environment>> {
  const [lake, archive, settings] = ['lake', 'archive', 'settings'].map((name) => ({
    [`${name.toUpperCase()}_BUCKET`]: bucketOf(stage.name, name),
  }));
  const warehouse = {
    DATABASE: databaseOf(stage.name),
    WORKGROUP: workgroupOf(stage.name),
    BYTES_PER_RUN: String(stage.bytes_per_run),
  };
  const owner = { SENDER: stage.sender, OWNER: stage.owner };
  const mail = {
    ...owner,
    PRODUCTION: String(stage.production),
    ALLOW_LIST: stage.allow_list.join(','),
    CONFIGURATION_SET: prefixOf(stage.name),
    START_FUNCTION: functionOf(stage.name, 'start'),
  };
  const schedules = { SCHEDULES: JSON.stringify(stage.schedules) };
  const starting = {
    STATE_MACHINE_ARN: arn('states', `stateMachine:${machineOf(stage.name)}`),
    SOURCE: stage.source,
    CODE_VERSION: version,
  };
  const { sources } = stage.exports;
  const exporting = sources.length > 0 && {
    EXPORTS_MACHINE_ARN: arn('states', `stateMachine:${exportMachineOf(stage.name)}`),
    EXPORT_SOURCES: sources.join(','),
  };
  const exports = { SOURCE: stage.source, SECRETS: secretsOf(stage.name) };
  return {
    start: { ...lake, ...archive, ...settings, ...starting, ...exporting },
    export: { ...lake, ...settings, ...exports },
    land: { ...lake, ...archive, BYTES_PER_LANDING: String(stage.bytes_per_landing) },
    stage: { ...lake, ...archive, ...warehouse },
    measure: { ...lake, ...archive, ...warehouse },
    compose: { ...archive },
    render: {
      ...lake,
      ...archive,
      ...settings,
      ...owner,
    },
    deliver: { ...archive, ...mail },
    failed: { ...archive, ...mail },
    watchdog: { ...archive, ...settings, ...mail, ...schedules },
    feedback: { ...archive },
    unsubscribe: { ...archive },
    sign_in: { ...settings },
  };
}
