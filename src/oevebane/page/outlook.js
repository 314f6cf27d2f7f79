import { get } from './api.js';
import { me, state } from './state.js';

// What lies in the mailboxes and calendars that are looked at: one's own, and the one that was chosen.

export async function fetchOutlook() {
  const { email } = me();
  const kept = async (kind, address) => address && state[kind].set(address, await get(`/api/${paths[kind]}?address=${encodeURIComponent(address)}`));
  const [mailboxes] = await Promise.all([get('/api/mailboxes'), kept('mails', email), kept('meetings', email), kept('mails', state.mailbox)]);
  state.mailboxes = mailboxes;
}

const paths = { mails: 'mails', meetings: 'calendar' };
let looking = false;
let changedMeanwhile = false;

// Sixty mails at once are one look more, not sixty.
export async function followOutlook(done) {
  changedMeanwhile = true;
  if (looking) return;
  looking = true;
  try {
    while (changedMeanwhile) {
      changedMeanwhile = false;
      await fetchOutlook();
      done();
    }
  } finally {
    looking = false;
  }
}
