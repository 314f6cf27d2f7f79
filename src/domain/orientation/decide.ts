import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { secondsAfter } from '../time';
import type { ApprovalUndone, ApproveDraft, DraftApproved, DraftEdited, DraftId, DraftState, EditDraft, UndoApproval } from './orientation';

export function editDraft({ now, body }: Command<EditDraft>, state: IncidentState): Decision<DraftEdited> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  const { godkendt } = draft;
  if (godkendt && Date.parse(now) >= Date.parse(godkendt.fortrydesTil)) return rejected('godkendt', `${draft.titel} er godkendt af ${godkendt.by.name} og kan ikke ændres mere.`);
  const emne = body.emne.trim();
  const tekst = body.tekst.trim();
  if (!emne || !tekst) return rejected('ufuldstaendig', 'Skriv både et emne og en tekst.');
  if (emne === draft.emne && tekst === draft.tekst) return rejected('uaendret', 'Teksten er den samme som før.');
  return accepted({ type: 'DraftEdited', udkast: body.udkast, titel: draft.titel, emne, tekst });
}

export function approveDraft({ now, body }: Command<ApproveDraft>, state: IncidentState, content: IncidentContent): Decision<DraftApproved> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  if (draft.godkendt) return rejected('allerede-godkendt', `${draft.titel} er allerede godkendt af ${draft.godkendt.by.name}.`);
  if (draft.revision !== body.revision) return rejected('foraeldet', 'Teksten er ændret, siden du så den. Her er den, som den er nu.');
  const { titel, emne, tekst } = draft;
  return accepted({ type: 'DraftApproved', udkast: body.udkast, titel, emne, tekst, fortrydesTil: secondsAfter(now, content.aktivering.fortrydSekunder) });
}

export function undoApproval({ now, body }: Command<UndoApproval>, state: IncidentState, content: IncidentContent): Decision<ApprovalUndone> {
  const draft = draftOf(body.udkast, state);
  if ('kind' in draft) return draft;
  const { godkendt } = draft;
  if (!godkendt) return rejected('ikke-godkendt', `${draft.titel} er ikke godkendt, så der er intet at fortryde.`);
  if (Date.parse(now) >= Date.parse(godkendt.fortrydesTil)) return rejected('for-sent', `Der er gået over ${content.aktivering.fortrydSekunder} sekunder, så det kan ikke fortrydes.`);
  return accepted({ type: 'ApprovalUndone', udkast: body.udkast, titel: draft.titel, retter: godkendt.nr });
}

function draftOf(id: DraftId, { udkast }: IncidentState): DraftState | Rejection {
  return udkast[id] ?? rejected('ukendt-udkast', 'Teksten er ikke skrevet endnu: den kommer, når der er taget en beslutning.');
}
