import * as z from 'zod';

/** What the fields of the content files are made of. */
export const text = z.string().trim().min(1);
/** For fields that a document may leave empty, e.g. "Eventuelle bemærkninger". */
export const textOrEmpty = z.string().trim();
/** Ids travel in row keys and card verbs, hence ASCII only. */
export const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'et id skrives med små bogstaver a-z, tal og bindestreg, fx "aktiver-krisestab"',
  );
export const positive = z.number().int().positive();
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
export const nonEmptyList = <T extends z.ZodType>(item: T) => z.array(item).min(1).readonly();

/** A text whose {placeholders} are exactly these: an unknown one would be shown to people as it stands. */
export const textWith = (...words: readonly string[]) =>
  text.refine(
    (value) =>
      [...value.matchAll(/\{([^}]*)\}/g)]
        .map((m) => m[1])
        .sort()
        .join() === [...words].sort().join(),
    {
      message: `teksten skal bruge netop ${words.map((w) => `{${w}}`).join(' og ')}`,
    },
  );
