import type { DraftText } from '../orientation/orientation';

/** What content says of activation (content/aktivering): which steps the vote decides, minutes, texts. */
export interface ActivationSettings {
  readonly forslag: {
    /** `regel` is the vote that asks for niveau, vagtplan and meeting too; `trin` is what it decides in instruks 1. */
    readonly aktiver: { readonly regel: string; readonly trin: string };
    readonly niveau: { readonly titel: string; readonly standard: string; readonly begrundelse: string };
    readonly opjuster: { readonly trin: string; readonly titel: string; readonly begrundelse: string };
    readonly moede: { readonly titel: string; readonly begrundelse: string };
    readonly kontaktperson: { readonly trin: string };
  };
  readonly moede: { readonly omMinutter: number; readonly rundOpTilMinutter: number; readonly sted: string };
  /** `trin` are done once every role of the alarm has somebody on the way. */
  readonly alarm: { readonly svarfristMinutter: number; readonly opgaver: readonly string[]; readonly trin: readonly string[] };
  readonly opkald: { readonly optagetMinutter: number };
  readonly fortrydSekunder: number;
  readonly orientering: {
    readonly rep: DraftText & { readonly titel: string };
    readonly hm: { readonly titel: string; readonly aktiveret: DraftText; readonly afvist: DraftText; readonly udsat: DraftText };
  };
  readonly lukkerSnart: { readonly kladde: string };
  readonly oekonomi: { readonly medlem: string; readonly ikkeMedlem: string };
}
