import { byId, element, now, periodOf } from './dom.js';
import { withLinks } from './links.js';
import { fillList, newList } from './list.js';
import { joinLine, named } from './mail.js';
import { me, state } from './state.js';

// The meetings that one is asked to: first those to come, then those that are over, by the clock that is practised by.

const HALVES = [
  { name: 'Kommende', belongs: ({ end }) => Date.parse(end) > now().getTime() },
  { name: 'Tidligere', belongs: ({ end }) => Date.parse(end) <= now().getTime() },
];

export function drawCalendar() {
  byId('place-name').textContent = 'Kalender';
  byId('compose').replaceChildren();
  byId('jump').hidden = true;
  byId('messages').replaceChildren(
    element('p', { className: 'empty', textContent: 'Her er ingen møder endnu. Du får dem, du bliver indkaldt til.' }),
    ...HALVES.map(({ name }) => element('section', {}, element('h3', { textContent: name }), newList('meetings'))),
  );
  byId('messages').scrollTop = 0;
  fillCalendar();
}

export function fillCalendar() {
  const [empty, ...halves] = byId('messages').children;
  const meetings = state.meetings.get(me().email) ?? [];
  empty.hidden = meetings.length > 0;
  halves.forEach((half, index) => {
    const shown = meetings.filter(HALVES[index].belongs);
    half.hidden = shown.length === 0;
    fillList(half.querySelector('ul'), shown, JSON.stringify, meetingParts);
  });
}

function meetingParts({ subject, start, end, attendees, organizer, joinUrl, cancelled, text }) {
  return [
    element('h4', { textContent: subject || '(uden emne)' }),
    cancelled && element('p', { className: 'marks' }, element('span', { className: 'tag', textContent: '✖ Aflyst' })),
    element('p', { className: 'when', textContent: periodOf(start, end) }),
    !cancelled && joinUrl && joinLine(joinUrl),
    element(
      'dl',
      {},
      element('dt', { textContent: 'Indkalder' }),
      element('dd', { textContent: organizer }),
      element('dt', { textContent: 'Deltagere' }),
      element('dd', { textContent: attendees.map(named).join(', ') }),
    ),
    text &&
      element(
        'details',
        {},
        element('summary', { textContent: 'Indkaldelsens tekst' }),
        element('div', { className: 'mail-text' }, ...withLinks(text)),
      ),
  ];
}
