import { type Activity, MessageFactory, type TurnContext } from 'botbuilder';
import { TeamsBotAdapter } from '../../src/teams/adapter';
import { createAuthentication } from '../../src/teams/identity';

/** What one turn leaves for the HTTP answer. Locally, so that nobody has to sign anything. */
const adapter = new TeamsBotAdapter(createAuthentication({ kind: 'local' }, undefined), true);

const activity = (type: string) =>
  ({ type, id: '1', channelId: 'msteams', serviceUrl: 'http://127.0.0.1:1/', from: { id: '29:anna' }, recipient: { id: '28:bot' }, conversation: { id: '19:kanal' } }) as Activity;
const turn = (type: string, logic: (context: TurnContext) => Promise<unknown>) => adapter.receive('', activity(type), async (context) => void (await logic(context)));

it('an invoke is answered with what the turn has left', async () => {
  const answer = { status: 200, body: { statusCode: 200 } };
  expect(await turn('invoke', (context) => context.sendActivity({ type: 'invokeResponse', value: answer }))).toEqual({ kind: 'done', invokeResponse: answer });
});

it('an invoke that nobody answers is said to be unknown', async () => {
  expect(await turn('invoke', async () => {})).toEqual({ kind: 'done', invokeResponse: { status: 501 } });
});

it('a message is answered with nothing', async () => {
  expect(await turn('message', async () => {})).toEqual({ kind: 'done', invokeResponse: undefined });
});

it('a turn that says something itself fails: what the bot says goes out by the messenger, which keeps the limits and is written down', async () => {
  await expect(turn('message', (context) => context.sendActivity(MessageFactory.text('Hej')))).rejects.toThrow('ConnectorClient');
});
