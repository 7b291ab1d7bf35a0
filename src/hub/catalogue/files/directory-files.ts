import type { KnownDrift } from '../drift/known-drift.ts';

interface Names {
  zh: string;
  en: string;
}

/** Longitude and latitude. */
export interface Place extends Names {
  at: [number, number];
}

/** `schema/directory/regions.yaml`. Keys are region codes. */
export interface RegionsFile {
  city: Record<string, Place>;
  counties: Record<string, County>;
  zones: Record<string, Place>;
}

export interface County extends Place {
  subdistricts?: Record<string, Place>;
  towns?: Record<string, Place>;
  townships?: Record<string, Place>;
}

/** `schema/directory/departments.yaml`. */
export interface DepartmentsFile {
  /** By the code of the region, then by kind. */
  bureaus: Record<string, Record<string, Names>>;
  /** What is added to a township's code and name. */
  township_team: { kind: string; zh: string };
}

/** `schema/directory/grid-classes.yaml`. */
export interface GridClassesFile {
  /** By class code. */
  classes: Record<string, Names>;
}

/** `schema/directory/known-drift.yaml`. */
export interface KnownDriftFile {
  known: KnownDrift[];
}
