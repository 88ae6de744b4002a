import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import type { Machine } from '../ports.ts';

const state = z
  .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])
  // Waiting for a redrive, which is no end.
  .catch('RUNNING');

/** The `Machine` port on Step Functions. */
export function stepFunctions(client: SFNClient, stateMachineArn: string): Machine {
  const arn = (name: string) =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    arn,
    start: async (name, input) => {
      try {
        const body = JSON.stringify(input);
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: body }));
        return true;
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return false;
        throw error;
      }
    },
    state: async (name) => {
      try {
        const command = new DescribeExecutionCommand({ executionArn: arn(name) });
        return state.parse((await client.send(command)).status);
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return null;
        throw error;
      }
    },
  };
}
