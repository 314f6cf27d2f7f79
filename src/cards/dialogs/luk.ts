import type { IncidentState } from '../../domain/state';
import { dayAndTime } from '../../domain/time';
import { inertShort } from '../inert';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './luk.json';

export interface LukInput extends DialogInput<'luk'> {
  readonly state: IncidentState;
  /** Every incident there is; the latest are offered. */
  readonly haendelser: readonly { readonly nr: number; readonly kortNavn: string; readonly oevelse: boolean }[];
  /** START HER has ended without a krisestab, and whoever opens the dialog may close it for that. */
  readonly udenAktivering: boolean;
}

const VALG = 30;
const UDEN_AKTIVERING = { title: 'Sagen er afsluttet uden aktivering (skriv hvorfor)', value: 'uden-aktivering' };
const DUBLET = { title: 'Dublet af en anden hændelse (vælg hvilken)', value: 'dublet' };
const FEJL = { title: 'Oprettet ved fejl (skriv hvorfor)', value: 'fejl' };
const GEMT = 'Loggen bliver gemt, og ingen kan trykke eller skrive i den mere.';

/** For an incident that ended without an activation, or that should not have been one: a duplicate, or opened by mistake. */
export function lukDialog({ state, haendelser, udenAktivering, nonce, values, error }: LukInput): AdaptiveCard {
  const { grund = udenAktivering ? UDEN_AKTIVERING.value : '', dubletAf = '', begrundelse = '' } = values ?? {};
  const others = haendelser.filter(({ nr }) => nr !== state.nr).slice(-VALG);
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      indledning: udenAktivering ? GEMT : `Kun når hændelsen ikke skulle have været åbnet. ${GEMT}`,
      usendt: unsent(state),
      moeder: calledOff(state),
      grunde: [...(udenAktivering ? [UDEN_AKTIVERING] : []), ...(others.length > 0 ? [DUBLET] : []), FEJL],
      grund,
      dubletAf,
      dubletValg: others.reverse().map(({ nr, kortNavn, oevelse }) => ({ title: `${oevelse ? 'ØVELSE · ' : ''}${nr} · ${inertShort(kortNavn, 60)}`, value: String(nr) })),
    },
  });
}

function calledOff({ moeder: { moeder } }: IncidentState): string {
  const titles = moeder.filter(({ status }) => status === 'planlagt').map(({ titel, start }) => `${titel} ${dayAndTime(start)}`);
  return titles.length > 0 ? `Bliver aflyst: ${titles.join(', ')}. Deltagerne får afbud.` : '';
}

/** A closed incident sends no mail. */
function unsent({ udkast }: IncidentState): string {
  const titles = Object.values(udkast).filter(({ sendt }) => sendt === undefined).map(({ titel }) => titel);
  return titles.length > 0 ? `⚠ Ikke sendt: ${titles.join(', ')}. Når hændelsen er lukket, kan mails ikke sendes herfra.` : '';
}
