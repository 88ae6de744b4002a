import { Duration, Size, Tags } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, functions, type Given } from '../functions.ts';
import { functionOf } from '../names.ts';
import type { Stage } from '../stage.ts';
import type { Grant } from './access.ts';
import { removalOf } from './data_bucket.ts';
import { permit } from './grants.ts';

export interface HandlerProps {
  readonly stage: Stage;
  readonly code: (name: FunctionName) => Code;
  readonly environment: Readonly<Record<string, string>>;
  readonly may: readonly Grant[];
  /** Where an event goes that was handed over without anybody waiting, and failed every time. */
  readonly deadLetters?: IQueue;
  readonly concurrency?: number | undefined;
}

/** One arrow of the pipeline: a function with a role and a log of its own, and nothing that it does not need. */
export class Handler extends Construct {
  readonly lambda: Lambda;

  constructor(scope: Construct, name: FunctionName, props: HandlerProps) {
    super(scope, capital(name));
    const { memory, seconds, harm, scratchMegabytes }: Given = functions[name];
    const functionName = functionOf(props.stage.name, name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: props.stage.log_retention_days,
      removalPolicy: removalOf(props.stage),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${functionName} may do`,
    });
    const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    permit(role, [
      { why: 'its own log', actions: log, resources: [logGroup.logGroupArn] },
      ...props.may,
    ]);
    this.lambda = new Lambda(this, 'Function', {
      functionName,
      description: harm,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code(name),
      memorySize: memory,
      timeout: Duration.seconds(seconds),
      ...(scratchMegabytes && { ephemeralStorageSize: Size.mebibytes(scratchMegabytes) }),
      environment: { ...props.environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(props.deadLetters && { onFailure: new SqsDestination(props.deadLetters) }),
      ...(props.concurrency && { reservedConcurrentExecutions: props.concurrency }),
    });
    Tags.of(this.lambda).add('function', name);
  }
}

const capital = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
