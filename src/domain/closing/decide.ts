import { endedWithout } from '../activation/ended';
import { currentKnude } from '../activation/flow';
import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import { waitsToBeSent } from '../mail/due';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import { meetingsAtClosing } from '../meetings/atClosing';
import type { MoedeCancelled, MoedeEnded } from '../meetings/meetings';
import type { CloseAsMistake, CloseHaendelse, ClosingEvent } from './closing';

type Closing = Decision<ClosingEvent | MoedeEnded | MoedeCancelled>;

export function closeAsMistake({ body }: Command<CloseAsMistake>, state: IncidentState): Closing {
  const { grund, dubletAf } = body;
  const begrundelse = body.begrundelse.trim();
  if (grund === 'dublet' && !dubletAf) return rejected('mangler-dublet', 'Vælg, hvilken hændelse den er en dublet af.');
  if (grund === 'dublet' && dubletAf === state.nr) return rejected('dublet-af-sig-selv', 'En hændelse kan ikke være en dublet af sig selv.');
  if (grund === 'fejl' && !begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  return closed({ type: 'HaendelseClosedAsMistake', grund, ...(grund === 'dublet' ? { dubletAf } : {}), begrundelse }, state);
}

/** Only what START HER has brought to an end: while anything is asked, voted on or waited for, the case is under way. */
export function closeHaendelse({ body }: Command<CloseHaendelse>, state: IncidentState, content: IncidentContent): Closing {
  if (state.aktivering) return rejected('aktiveret', 'Krisestaben er aktiveret, så hændelsen er ikke afsluttet uden aktivering. Intet er ændret.');
  const udfald = endedWithout(state, content);
  if (!udfald) return rejected('ikke-afsluttet', `Hændelsen er ikke afsluttet endnu. I er ved: ${currentKnude(state, content.forloeb).titel}`);
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  // A closed incident sends nothing; the answer to the myndighed must not get lost in the seconds in which it can be taken back.
  const [mail] = waitsToBeSent(state);
  if (mail) return rejected('mail-paa-vej', `Mailen "${mail}" er godkendt og bliver sendt om lidt. Luk hændelsen, når den er sendt.`);
  return closed({ type: 'HaendelseClosed', grund: body.grund, udfald, begrundelse }, state);
}

function closed(event: ClosingEvent, state: IncidentState): Closing {
  return accepted<ClosingEvent | MoedeEnded | MoedeCancelled>(...meetingsAtClosing(event, state), event);
}
