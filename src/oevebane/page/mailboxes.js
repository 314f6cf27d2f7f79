import { byId, element } from './dom.js';
import { fillMailbox, mailbox } from './mail.js';
import { fetchOutlook } from './outlook.js';
import { MAILBOXES, state } from './state.js';

// Everybody's post, so that one sees what reached those who are not in Teams.

export function drawMailboxes() {
  byId('place-name').textContent = 'Alle postkasser';
  byId('compose').replaceChildren();
  byId('jump').hidden = true;
  const choice = element('select', { id: 'mailbox', onchange: ({ target }) => void choose(target.value) });
  byId('messages').replaceChildren(
    element('p', { className: 'mailbox-choice' }, element('label', { for: 'mailbox', textContent: 'Postkasse' }), choice),
  );
  if (state.mailbox) byId('messages').append(...mailbox(state.mailbox));
  else
    byId('messages').append(
      element('p', { className: 'empty', textContent: 'Her ser du, hvad der er sendt til andre, også til dem, der ikke er i Teams.' }),
    );
  byId('messages').scrollTop = 0;
  fillChoice();
}

export function fillMailboxes() {
  fillChoice();
  if (state.mailbox) fillMailbox(state.mailbox);
}

async function choose(address) {
  state.mailbox = address;
  await fetchOutlook();
  if (state.mailbox !== address || state.place !== MAILBOXES) return;
  for (const old of [...byId('messages').children].slice(1)) old.remove();
  byId('messages').append(...mailbox(address));
}

// Left alone while nothing is different: it may be open.
function fillChoice() {
  const shown = JSON.stringify(state.mailboxes);
  if (byId('mailbox').dataset.shown === shown) return;
  const options = state.mailboxes.map(({ address, name, mails }) =>
    element('option', { value: address, textContent: `${name ? `${name}, ` : ''}${address} (${mails})` }),
  );
  const none = element('option', { value: '', textContent: 'Vælg en postkasse …', disabled: true });
  byId('mailbox').replaceChildren(none, ...options);
  byId('mailbox').value = state.mailbox ?? '';
  byId('mailbox').dataset.shown = shown;
}
