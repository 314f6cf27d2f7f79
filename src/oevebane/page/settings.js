import { get, post } from './api.js';
import { byId } from './dom.js';
import { notice } from './notices.js';
import { state } from './state.js';
import { chooseTheme, chosenTheme } from './theme.js';

// How it looks here, and what the tenant's administrator has allowed for everybody.

const dialog = byId('settings');
const switches = [...dialog.querySelectorAll('[data-switch]')];

byId('open-settings').onclick = async () => {
  const now = await get('/api/switches');
  for (const box of switches) box.checked = now[box.dataset.switch];
  dialog.querySelector(`[name=theme][value="${chosenTheme()}"]`).checked = true;
  dialog.showModal();
};
for (const radio of dialog.querySelectorAll('[name=theme]')) radio.onchange = () => chooseTheme(radio.value);
for (const box of switches) {
  box.onchange = async () => {
    const { notice: problem } = await post(state.me, 'switches', { [box.dataset.switch]: box.checked });
    if (problem) notice(problem);
  };
}
