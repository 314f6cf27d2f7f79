import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import type { MailRetried } from '../mail/mail';
import { byItselfAgain } from '../mail/newAddress';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { ChangeKontaktpersonMail, HaendelseOpened, KontaktpersonMailChanged, KontaktpersonNamed, NameKontaktperson, NoteOtherHaendelse, OpenHaendelse, OtherHaendelseOpened } from './opening';
import { kortNavn } from './opening';

export function openHaendelse(command: Command<OpenHaendelse>, state: IncidentState): Decision<HaendelseOpened> {
  if (state.phase !== 'none') return rejected('allerede-aabnet', `Hændelse ${state.nr} er allerede åbnet: ${state.kortNavn}.`);
  const { type: _, ...facts } = command.body;
  if (!facts.beskrivelse.trim()) return rejected('mangler-beskrivelse', 'Skriv kort, hvad der er sket.');
  if (facts.myndigheder.length === 0) return rejected('mangler-myndighed', 'Skriv, hvilken myndighed der er ramt.');
  return accepted({ type: 'HaendelseOpened', ...facts, kortNavn: kortNavn(facts.beskrivelse, facts.myndigheder) });
}

export function nameKontaktperson(command: Command<NameKontaktperson>, state: IncidentState): Decision<KontaktpersonNamed> {
  const { myndighed, kontaktperson } = command.body;
  if (!kontaktperson.name.trim()) return rejected('mangler-navn', 'Skriv navnet på kontaktpersonen.');
  const known = state.myndigheder.find((candidate) => candidate.navn === myndighed);
  if (!known) return rejected('ukendt-myndighed', `${myndighed} er ikke en del af hændelse ${state.nr}.`);
  if (known.kontaktperson?.name === kontaktperson.name) return rejected('uaendret', `${kontaktperson.name} er allerede kontaktperson for ${myndighed}.`);
  return accepted({ type: 'KontaktpersonNamed', myndighed, kontaktperson });
}

export function noteOtherHaendelse({ body }: Command<NoteOtherHaendelse>): Decision<OtherHaendelseOpened> {
  return accepted({ ...body, type: 'OtherHaendelseOpened' });
}

export function changeKontaktpersonMail({ now, body: { myndighed, kontaktperson } }: Command<ChangeKontaktpersonMail>, state: IncidentState, content: IncidentContent): Decision<KontaktpersonMailChanged | MailRetried> {
  const known = state.myndigheder.find(({ navn }) => navn === myndighed)?.kontaktperson;
  if (known?.id !== kontaktperson.id) return rejected('ukendt-kontaktperson', `${kontaktperson.name} er ikke kontaktperson for ${myndighed}.`);
  const person = { id: known.id, name: known.name };
  return accepted<KontaktpersonMailChanged | MailRetried>({ type: 'KontaktpersonMailChanged', myndighed, kontaktperson: person }, ...byItselfAgain(person, now, state, content));
}
