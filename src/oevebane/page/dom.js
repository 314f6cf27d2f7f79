// The few words in which the page is written.

export const byId = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.includes('-') || name === 'role' || name === 'for') made.setAttribute(name, String(value));
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== undefined && child !== false && child !== ''));
  return made;
}

export const button = (text, onclick, properties = {}) => element('button', { type: 'button', textContent: text, onclick, ...properties });

// As in the log, wherever the browser thinks it is.
const timeZone = 'Europe/Copenhagen';
const clock = new Intl.DateTimeFormat('da-DK', { hour: '2-digit', minute: '2-digit', timeZone });
const day = new Intl.DateTimeFormat('da-DK', { weekday: 'short', day: 'numeric', month: 'short', timeZone });
const date = new Intl.DateTimeFormat('da-DK', { dateStyle: 'full', timeZone });
const whole = new Intl.DateTimeFormat('da-DK', { dateStyle: 'full', timeStyle: 'short', timeZone });

// The bot's cards tell the time that is practised in, and so does everything that happens here.
let practice = { epoch: 0, start: 0, speed: 1 };
export const practiseAt = (clock) => (practice = clock);
const practised = (at) => new Date(practice.start + (new Date(at).getTime() - practice.epoch) * practice.speed);
export const now = () => practised(Date.now());

export function timeOf(at) {
  const date = practised(at);
  return day.format(date) === day.format(now()) ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

export const longTimeOf = (at) => whole.format(practised(at));
// A meeting begins and ends on the same day; its times are the bot's.
export const periodOf = (start, end) => `${date.format(new Date(start))} kl. ${clock.format(new Date(start))}–${clock.format(new Date(end))}`;
export const clockNow = () => clock.format(now());
export const dayNow = () => new Intl.DateTimeFormat('da-DK', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(now());
