import type { InvitationFailed, MoedeCancelled, MoedeBeginAsked, MoedeChanged, MoedeEndAsked, MoedeEnded, MoedeState, OpdateringDue, OpdateringMissed } from '../domain/meetings/meetings';
import { notThrough } from '../domain/meetings/lines';
import type { IncidentState } from '../domain/state';
import { clockTime, dayAndTime } from '../domain/time';
import { escapeInline } from './escape';

/** What the bot writes about meetings and updates. Ready for Teams' markdown; whoever is meant is mentioned below. */

export function invitedText({ titel, start, link }: MoedeState, { nr }: IncidentState): string {
  return `${escapeInline(titel)} ${dayAndTime(start)}, hændelse ${nr}. ${link ? `[Deltag i mødet](${safeLink(link)})` : 'Linket følger.'}`;
}

export function changedText({ titel, start, flyttetFra, nye, ikkeMed }: MoedeChanged, { nr }: IncidentState): string {
  const moved = flyttetFra ? ` er flyttet til ${dayAndTime(start)} (før ${dayAndTime(flyttetFra)})` : ' er ændret';
  const people = [...nye.map(({ name }) => `${escapeInline(name)} er med`), ...ikkeMed.map(({ name }) => `${escapeInline(name)} er ikke længere med`)];
  return `${escapeInline(titel)}${moved}, hændelse ${nr}.${people.length > 0 ? ` ${people.join(', ')}.` : ''}`;
}

export function cancelledText({ titel, begrundelse }: MoedeCancelled, { nr }: IncidentState): string {
  return `Aflyst: ${escapeInline(titel)}, hændelse ${nr}. ${escapeInline(begrundelse)}`;
}

export function invitationFailedText(event: InvitationFailed): string {
  const before = event.hvad === 'aendring' && !event.slettet ? ' Deltagerne har stadig den gamle indkaldelse.' : '';
  return `${escapeInline(notThrough(event))}. ${escapeInline(event.hvorfor)}${before} Ring til deltagerne, eller tryk "Prøv igen" på mødets kort.`;
}

export function meetingNotBegunText({ titel, start }: MoedeBeginAsked, { nr }: IncidentState): string {
  return `Er mødet begyndt? ${escapeInline(titel)} skulle være begyndt kl. ${clockTime(start)}, hændelse ${nr}. Tryk "Mødet begynder" på mødets kort, eller flyt eller aflys det.`;
}

export function meetingOverText({ titel, igen }: MoedeEndAsked): string {
  const again = igen ? ' Ingen har svaret, så nu bliver der kaldt til trin igen.' : '';
  return `Er mødet slut? ${escapeInline(titel)} har brugt sin tid.${again} Tryk "Mødet er slut…" på mødets kort, og aftal det næste.`;
}

export function endedText({ titel, mangler }: MoedeEnded): string {
  const missing = mangler.length > 0 ? ` Før opstart mangler: ${mangler.join(', ')}.` : '';
  return `${escapeInline(titel)} er slut. Læs beslutningerne igennem på referatets kort, og godkend dem.${missing}`;
}

export function updateDueText({ ventes }: OpdateringDue, { nr, myndigheder }: IncidentState): string {
  const whom = myndigheder.map(({ navn, kontaktperson }) => (kontaktperson ? `${kontaktperson.name} (${navn})` : navn)).map(escapeInline).join(', ');
  return `Status fra myndigheden ventes kl. ${clockTime(ventes)}, hændelse ${nr}. Ring til ${whom}, og skriv svaret ind på mødets kort eller med /log.`;
}

export function updateMissedText({ ventedes, naeste }: OpdateringMissed, { nr }: IncidentState): string {
  return `Status fra myndigheden mangler: den skulle være kommet kl. ${clockTime(ventedes)}, hændelse ${nr}. Ring til kontaktpersonen. Den næste ventes kl. ${clockTime(naeste)}.`;
}

/** A link comes from the calendar, not from people; what would end it early is taken out all the same. */
function safeLink(link: string): string {
  return link.replace(/[\s()<>"]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
}
