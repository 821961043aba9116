/** The region of a pool or an identity, which its id begins with. */
export const regionOf = (id: string): string => id.split(":")[0] as string;
