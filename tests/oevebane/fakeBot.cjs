/**
 * Just enough of a bot to practise against: posts a card when installed, answers presses and dialogs. Started like the
 * real one (run contract), in a process of its own.
 */
const { createServer } = require('node:http');

const service = process.env.SERVICE_URL;
const send = (path, body, method = 'POST') =>
  fetch(`${service}v3/conversations${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then((answer) => answer.json().catch(() => undefined));

const adaptive = (content) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });
const messageWith = (card) => ({ type: 'message', attachments: [adaptive(card)] });
const done = [];

function stepCard() {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    lang: 'da',
    msteams: { width: 'Full', entities: [] },
    body: [
      { type: 'TextBlock', text: '1 · Skolestorm – Instruks 1: Opstart', style: 'heading', wrap: true },
      {
        type: 'TextBlock',
        text: 'Formål: at samle **krisestaben** og få overblik over hændelsen.',
        isSubtle: true,
        wrap: true,
      },
      {
        type: 'Container',
        style: 'emphasis',
        items: [
          { type: 'TextBlock', text: '1B Indkald', weight: 'Bolder', wrap: true },
          {
            type: 'TextBlock',
            text: done.length ? `✔ 1B.1 Kontakt formanden – udført af ${done[0]}` : '☐ 1B.1 Kontakt formanden',
            wrap: true,
            color: done.length ? 'Good' : 'Default',
          },
          { type: 'TextBlock', text: '☐ 1A.2 Beslut, om styregruppen indkaldes', wrap: true },
        ],
      },
      { type: 'Badge', text: 'Åben', fallback: { type: 'TextBlock', text: 'Tilstand: åben', color: 'Warning' } },
      {
        type: 'FactSet',
        facts: [
          { title: 'Ansvarlig', value: 'Kriseleder' },
          { title: 'Myndighed', value: 'Aarhus Kommune' },
        ],
      },
      { type: 'TextBlock', id: 'more', isVisible: false, text: '- Afsnit 2\n- Afsnit 3 med æ, ø og å', wrap: true },
    ],
    actions: [
      { type: 'Action.Execute', title: '1B.1 Udført', verb: 'step.done', data: { step: '1B.1', rev: 3 } },
      { type: 'Action.Submit', title: '1A.2 Beslut…', data: { msteams: { type: 'task/fetch' }, verb: 'decide' } },
      { type: 'Action.ToggleVisibility', title: 'Vis flere afsnit', targetElements: ['more'] },
      { type: 'Action.Execute', title: 'Min status', verb: 'status', data: {} },
      { type: 'Action.OpenUrl', title: 'Instruksen', url: 'https://example.org/instruks' },
    ],
  };
}

function decisionCard() {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      {
        type: 'Input.Text',
        id: 'beslutning',
        label: 'Hvad er besluttet?',
        isRequired: true,
        isMultiline: true,
        errorMessage: 'Skriv beslutningen.',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'decider',
        label: 'Hvem besluttede det?',
        choices: [
          { title: 'Anna Holmgaard', value: 'anna' },
          { title: 'Bent Ravnsborg', value: 'bent' },
        ],
      },
      {
        type: 'Input.ChoiceSet',
        id: 'kind',
        style: 'expanded',
        label: 'Haster det?',
        value: 'no',
        choices: [
          { title: 'Ja', value: 'yes' },
          { title: 'Nej', value: 'no' },
        ],
      },
      { type: 'Input.Toggle', id: 'tell', title: 'Fortæl det til styregruppen', label: 'Besked' },
      { type: 'Input.Time', id: 'at', label: 'Klokken' },
    ],
    actions: [{ type: 'Action.Submit', title: 'Gem beslutningen', data: { verb: 'decide', nonce: 'n1' } }],
  };
}

let root;

async function answer(activity) {
  if (activity.type === 'conversationUpdate') {
    root = await send('', {
      isGroup: true,
      activity: messageWith(stepCard()),
      channelData: { channel: { id: activity.conversation.id } },
    });
    return {};
  }
  if (activity.type === 'message' && activity.text) {
    const mention = `<at>${activity.from.name}</at>`;
    await send(`/${encodeURIComponent(activity.conversation.id)}/activities/${activity.id}`, {
      type: 'message',
      text: `${mention} gemt: **21**`,
      entities: [{ type: 'mention', text: mention, mentioned: { id: activity.from.id, name: activity.from.name } }],
    });
    return {};
  }
  if (activity.name === 'adaptiveCard/action') {
    if (activity.value.action.verb === 'status') {
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Trin **1B.1** er åbent.' };
    }
    done.push(activity.from.name);
    if (root) await send(`/${encodeURIComponent(root.id)}/activities/${root.activityId}`, messageWith(stepCard()), 'PUT');
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: stepCard() };
  }
  if (activity.name === 'task/fetch') {
    return { task: { type: 'continue', value: { title: '1A.2 Beslut', card: adaptive(decisionCard()) } } };
  }
  if (activity.name === 'task/submit') return { task: { type: 'message', value: 'Beslutningen er gemt.' } };
  return {};
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const activity = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (activity.text === 'dø') process.exit(1);
  response.end(JSON.stringify(await answer(activity)));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  process.stdout.write(`{"url":"http://127.0.0.1:${server.address().port}"}\n`);
});
process.once('SIGTERM', () => process.exit(0));
