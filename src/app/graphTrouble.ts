import type { GraphTrouble } from './calendar';
import { GraphFailed } from './calendar';
import type { PostFailed } from './messenger';

const WORDS: Readonly<Record<GraphTrouble, string>> = {
  slaaetFra: 'Forbindelsen til Microsoft 365 er ikke sat op.',
  forMange: 'Microsoft 365 har for travlt lige nu.',
  svarerIkke: 'Microsoft 365 svarer ikke.',
  ingenAdgang: 'Botten har ikke adgang til postkassen. Sig det til administratoren.',
  ingenPostkasse: 'Postkassen findes ikke. Sig det til administratoren.',
  afvist: 'Microsoft 365 tog ikke imod den.',
  slettet: 'Mødet er slettet i kalenderen. Prøver I igen, bliver der indkaldt på ny.',
  udenLink: 'Mødet står i kalenderen, men Microsoft 365 har ikke givet det et link.',
  lukket: 'Hændelsen blev lukket først.',
};

/** Why a meeting or a mail did not go out, for people and the log; the details are in the technical log. */
export function troubleInWords(why: PostFailed): string {
  return WORDS[why instanceof GraphFailed ? why.trouble : 'svarerIkke'];
}
