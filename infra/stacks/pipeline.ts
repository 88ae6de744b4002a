import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code, Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { Place } from '../constructs/access.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ArchiveSite } from '../constructs/archive_site.ts';
import { dashboard } from '../constructs/dashboard.ts';
import { DeadLetters } from '../constructs/dead_letters.ts';
import { Handler } from '../constructs/handler.ts';
import { Machine } from '../constructs/machine.ts';
import { Mail } from '../constructs/mail.ts';
import { Schedules } from '../constructs/schedules.ts';
import { Unsubscribing } from '../constructs/unsubscribing.ts';
import { environments } from '../environments.ts';
import { type ExportFunction, exportDefinition, exportFunctions } from '../export_machine.ts';
import type { FunctionName } from '../functions.ts';
import { definition, machineFunctions } from '../machine.ts';
import { bucketOf, exportMachineOf, machineOf } from '../names.ts';
import { permissions } from '../permissions.ts';
import type { Stage } from '../stage.ts';

interface PipelineProps extends StackProps {
  readonly stage: Stage;
  readonly lakeKey: IKey;
  readonly archiveKey: IKey;
  readonly code: (name: FunctionName) => Code;
  readonly version: string;
}

/** Everything that runs. It keeps nothing, and knows buckets and warehouse by their names alone. */
export class Pipeline extends Stack {
  constructor(scope: Construct, id: string, { stage, version, code, ...props }: PipelineProps) {
    super(scope, id, props);
    const place = (name: string, key: IKey) => new Place(bucketOf(stage.name, name), key);
    const mail = new Mail(this, 'Mail', { stage, key: props.archiveKey });
    const deadLetters = new DeadLetters(this, 'DeadLetters', stage).queue;
    const told = environments(stage, version);
    const may = permissions({
      stage,
      lake: place('lake', props.lakeKey),
      archive: place('archive', props.archiveKey),
      settings: place('settings', props.archiveKey),
      mail,
    });
    const given = (name: FunctionName) => ({
      ...{ stage, code, environment: told[name], may: may[name] },
    });
    const step = (name: FunctionName) => new Handler(this, name, given(name)).lambda;
    const event = (name: FunctionName) =>
      new Handler(this, name, { ...given(name), deadLetters }).lambda;

    // Off by default: then nothing of it is there.
    const site =
      stage.archive && new ArchiveSite(this, 'ArchiveSite', given('sign_in'), stage.archive);
    const links = new Unsubscribing(this, 'Links', given('unsubscribe'));
    const deliver = new Handler(this, 'deliver', {
      ...given('deliver'),
      environment: { ...told.deliver, ...links.environment },
      may: [...may.deliver, ...links.signs],
    }).lambda;
    const steps = {
      land: step('land'),
      stage: step('stage'),
      measure: step('measure'),
      compose: step('compose'),
      render: step('render'),
      deliver,
      failed: step('failed'),
    };
    const { machine } = new Machine(this, 'Runs', {
      ...{
        stage,
        name: machineOf(stage.name),
        functions: steps,
        names: machineFunctions,
        definition,
      },
      harm: 'When it fails, readers get no report of this period and the owner is told why.',
    });
    // With no source nothing of exports is there: nothing can ring, cost or be called.
    const exported = stage.exports.sources.length > 0 ? step('export') : undefined;
    const exports = exported && this.exports(stage, { export: exported, failed: steps.failed });

    const start = event('start');
    const watchdog = event('watchdog');
    const feedback = event('feedback');
    mail.outcomes.addSubscription(
      new LambdaSubscription(feedback, { deadLetterQueue: deadLetters }),
    );
    new Schedules(this, 'Schedules', { stage, start, watchdog, deadLetters });

    const unsubscribe = links.handler.lambda;
    const watched = { stage, machine, exports, deliver, watchdog, unsubscribe, deadLetters };
    const { alarms } = new Alarms(this, 'Alarms', watched);
    const own = exported ? [exported] : [];
    const signIn = site ? [site.handler.lambda] : [];
    const functions = [
      ...[start, ...Object.values(steps), ...own, watchdog, feedback, unsubscribe],
      ...signIn,
    ];
    dashboard(this, { stage, machine, exports, functions, alarms });
  }

  private exports(stage: Stage, functions: Readonly<Record<ExportFunction, Lambda>>) {
    const name = exportMachineOf(stage.name);
    const what = { names: exportFunctions, definition: exportDefinition };
    const harm =
      "When it fails, reports are made of yesterday's data of one source and the owner is told.";
    return new Machine(this, 'Exports', { stage, name, functions, harm, ...what }).machine;
  }
}
