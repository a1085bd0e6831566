/** The words above the tiles. */
export const ruHome = {
  /** Greets the person by name. */
  hello: (name: string): string => `Здравствуйте, ${name}!`,
};
