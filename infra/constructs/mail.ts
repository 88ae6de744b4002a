import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { outcomesOf, prefixOf } from '../names.ts';
import { type Stage, senderAddress } from '../stage.ts';
import { arn, type Grant } from './access.ts';

interface MailProps {
  readonly stage: Stage;
  /** Bounces name readers. */
  readonly key: IKey;
}

/** Sending through SES, and hearing what became of it. */
export class Mail extends Construct {
  readonly configurationSet: string;
  /** Bounces, complaints and rejects. */
  readonly outcomes: Topic;
  private readonly stage: Stage;

  constructor(scope: Construct, id: string, { stage, key }: MailProps) {
    super(scope, id);
    this.stage = stage;
    this.configurationSet = prefixOf(stage.name);
    const set = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: this.configurationSet,
      // Reports name customers: rather no mail than one that can be read on its way.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    });
    this.outcomes = new Topic(this, 'Outcomes', {
      topicName: outcomesOf(stage.name),
      masterKey: key,
      enforceSSL: true,
    });
    set.addEventDestination('Outcomes', {
      destination: EventDestination.snsTopic(this.outcomes),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    if (stage.creates_identity) {
      new EmailIdentity(this, 'Identity', { identity: identityOf(stage), configurationSet: set });
    }
  }

  /** To send in the sender's name; outside production to the allow list and the owner alone. */
  sends(): Grant[] {
    const { stage } = this;
    const to = [...new Set([...stage.allow_list.map(pattern), stage.owner])];
    return [
      {
        why: 'sends in the name of the sender, whoever of an allowed domain it goes to',
        actions: ['ses:SendRawEmail'],
        resources: [
          arn('ses', `configuration-set/${this.configurationSet}`),
          ...identities(stage).map((identity) => arn('ses', `identity/${identity}`)),
        ],
        conditions: {
          StringEquals: { 'ses:FromAddress': senderAddress(stage) },
          ...(!stage.production && { 'ForAllValues:StringLike': { 'ses:Recipients': to } }),
        },
      },
      {
        why: 'the quota is that of the account: SES takes no resource for it',
        actions: ['ses:GetSendQuota'],
        resources: ['*'],
      },
    ];
  }
}

function identityOf({ identity }: Stage): Identity {
  return identity.includes('@') ? Identity.email(identity) : Identity.domain(identity);
}

/**
 * SES asks about the most exact identity that it knows of the sender, which another stage may have made; in
 * its sandbox, where recipients are verified too, also about theirs.
 */
function identities(stage: Stage): string[] {
  const senders = [domainOf(senderAddress(stage)), senderAddress(stage)];
  if (stage.production) return senders;
  const to = [...stage.allow_list, stage.owner];
  return [...new Set([...senders, ...to.flatMap((one) => [domainOf(one), pattern(one)])])];
}

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);

/** `@example.com` stands for every address there. */
const pattern = (allowed: string) => (allowed.startsWith('@') ? `*${allowed}` : allowed);
