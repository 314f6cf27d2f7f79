import type { Command } from '../command';
import type { Decision } from '../rejection';
import { accepted, rejected, type Rejection } from '../rejection';
import type { PersonRef } from '../person';
import { holders, type IncidentState } from '../state';
import type { AskErasure, ConfirmErasure, ErasureAsked, LineErased } from './erasure';

export function askErasure({ actor, body }: Command<AskErasure>, state: IncidentState): Decision<ErasureAsked> {
  const refusal = notOneOfTheTwo(actor, state) ?? notErasable(body.nr, state);
  if (refusal) return refusal;
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor linjen skal slettes. Skriv ikke det, der skal slettes.');
  return accepted({ type: 'ErasureAsked', retter: body.nr, begrundelse });
}

export function confirmErasure({ actor, body }: Command<ConfirmErasure>, state: IncidentState): Decision<LineErased> {
  const refusal = notOneOfTheTwo(actor, state) ?? notErasable(body.nr, state);
  if (refusal) return refusal;
  const asked = state.log.erasures[body.nr];
  if (!asked) return rejected('ikke-bedt', `Ingen har bedt om at slette linje ${body.nr}.`);
  if (asked.by.id === actor.id) return rejected('to-personer', 'Den anden af jer to skal bekræfte: kriselederen og logføreren sletter sammen.');
  return accepted({ type: 'LineErased', retter: body.nr, begrundelse: asked.begrundelse, bedtAf: asked.by.name });
}

function notOneOfTheTwo(actor: PersonRef, state: IncidentState): Rejection | undefined {
  const two = [...holders(state, 'kriseleder'), ...holders(state, 'logfoerer')];
  return two.some((holder) => holder.id === actor.id) ? undefined : rejected('ingen-ret', 'Kun kriselederen og logføreren kan slette en linje, og kun sammen.');
}

function notErasable(nr: number, state: IncidentState): Rejection | undefined {
  if (nr < 1 || nr > state.log.count) return rejected('ukendt-linje', `Der er ingen linje ${nr} i loggen.`);
  if (!state.log.erasable.includes(nr)) return rejected('kan-ikke-slettes', `Linje ${nr} kan ikke slettes: den er slettet allerede, eller hændelsens trin og roller hviler på den.`);
  return undefined;
}
