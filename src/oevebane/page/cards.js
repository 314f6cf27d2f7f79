import { toHtml } from './markup.js';
import { isDark } from './theme.js';

/* global AdaptiveCards */

const [light, darkColours] = await Promise.all(
  ['hostConfig.json', 'hostConfig.dark.json'].map((name) => fetch(name).then((answer) => answer.json())),
);

// Teams draws mentions inside cards from the card's own entities, so the processor must know whose card it is at.
let mentionsOfCardAtHand = [];
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text, mentionsOfCardAtHand);
  result.didProcess = true;
};

// Returns the drawn card. `act` is called with the pressed action, its inputs already merged into its data.
export function drawCard(json, mentions, act) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(isDark() ? { ...light, ...darkColours } : light);
  card.onExecuteAction = act;
  mentionsOfCardAtHand = mentions;
  try {
    card.parse(json);
    const element = card.render();
    if (!element) throw new Error('Kortet er tomt.');
    element.classList.add('card');
    nameByWords(element);
    keepIdsApart(element);
    if (json.msteams?.width === 'Full') element.classList.add('full');
    return element;
  } catch (error) {
    const broken = document.createElement('p');
    broken.className = 'broken';
    broken.textContent = `Kortet kunne ikke vises: ${error.message}`;
    return broken;
  }
}

export function isDialogOpener(action) {
  return action.getJsonTypeName() === 'Action.Submit' && action.data?.msteams?.type === 'task/fetch';
}

// The renderer names a row that can be pressed by its action alone, and the words on it are lost to a screen reader. Here
// the words are its name, and the action (its title) says what a press does.
function nameByWords(card) {
  for (const row of card.querySelectorAll('div.ac-selectable[aria-label]')) if (row.textContent.trim() !== '') row.removeAttribute('aria-label');
}

// A card's ids are its own: the same card may stand in two threads, and the page has ids too.
let drawn = 0;
function keepIdsApart(card) {
  drawn += 1;
  const own = (id) => `kort${drawn}-${id}`;
  for (const part of card.querySelectorAll('[id]:not([id^="__ac-"], [id^="ac-"])')) part.id = own(part.id);
  for (const opener of card.querySelectorAll('[aria-controls]')) {
    opener.setAttribute('aria-controls', opener.getAttribute('aria-controls').split(' ').map(own).join(' '));
  }
}
