/** The files of the package by name, as they lie in the zip's root. */
export type Files = Readonly<Record<string, Buffer>>;
