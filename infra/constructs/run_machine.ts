import { Aws, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { definition, type MachineFunction, machineFunctions } from '../machine.ts';
import { machineOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import { removalOf } from './data_bucket.ts';
import { accept, permit } from './grants.ts';

interface RunMachineProps {
  readonly stage: Stage;
  readonly functions: Readonly<Record<MachineFunction, IFunction>>;
}

/** The state machine, which may call its functions and write its log and trace, and nothing else. */
export class RunMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { stage, functions }: RunMachineProps) {
    super(scope, id);
    const name = machineOf(stage.name);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `What state machine ${name} may do`,
    });
    const arns = (function_: MachineFunction) => functions[function_].functionArn;
    const resources = machineFunctions.map(arns);
    permit(role, [{ why: 'its steps', actions: ['lambda:InvokeFunction'], resources }]);
    accept(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'Delivering logs and sending traces are about the account: neither takes the name of a resource.',
    );
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      comment: 'When it fails, readers get no report of this period and the owner is told why.',
      definitionBody: DefinitionBody.fromString(
        Stack.of(this).toJsonString(
          definition(`arn:${Aws.PARTITION}:states:::lambda:invoke`, {
            land: arns('land'),
            stage: arns('stage'),
            measure: arns('measure'),
            compose: arns('compose'),
            render: arns('render'),
            deliver: arns('deliver'),
            failed: arns('failed'),
          }),
        ),
      ),
      role,
      // The history of an execution holds what went in and out; the log need not hold it again.
      logs: { destination: this.log(stage), level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
      removalPolicy: removalOf(stage),
    });
  }

  private log(stage: Stage): LogGroup {
    return new LogGroup(this, 'Log', {
      // This prefix needs no statement of its own in the account's resource policy, which has room for few.
      logGroupName: `/aws/vendedlogs/states/${machineOf(stage.name)}`,
      retention: stage.log_retention_days,
      removalPolicy: removalOf(stage),
    });
  }
}
