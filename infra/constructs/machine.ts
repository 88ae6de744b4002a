import { Aws, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
import type { Stage } from '../stage.ts';
import type { Calls } from '../states.ts';
import { removalOf } from './data_bucket.ts';
import { accept, permit } from './grants.ts';

interface MachineProps<Name extends FunctionName> {
  readonly stage: Stage;
  readonly name: string;
  /** Who is hurt when it fails. */
  readonly harm: string;
  readonly functions: Readonly<Record<Name, IFunction>>;
  readonly names: readonly Name[];
  readonly definition: (calls: Calls<Name>) => object;
}

/** A state machine, which may call its functions and write its log and trace, and nothing else. */
export class Machine<Name extends FunctionName> extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: MachineProps<Name>) {
    super(scope, id);
    const { stage, name, harm, functions, names } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `What state machine ${name} may do`,
    });
    const resources = names.map((one) => functions[one].functionArn);
    permit(role, [{ why: 'its steps', actions: ['lambda:InvokeFunction'], resources }]);
    accept(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'Delivering logs and sending traces are about the account: neither takes the name of a resource.',
    );
    const call = `arn:${Aws.PARTITION}:states:::lambda:invoke`;
    const definition = props.definition({ call, arnOf: (one) => functions[one].functionArn });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      comment: harm,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role,
      // The history of an execution holds what went in and out; the log need not hold it again.
      logs: {
        destination: this.log(stage, name),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: removalOf(stage),
    });
  }

  private log(stage: Stage, name: string): LogGroup {
    return new LogGroup(this, 'Log', {
      // This prefix needs no statement of its own in the account's resource policy, which has room for few.
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: stage.log_retention_days,
      removalPolicy: removalOf(stage),
    });
  }
}
