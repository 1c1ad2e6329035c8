import type { Faker } from '@faker-js/faker';

/** What a record is generated from. Fields of one record share its time and its person. */
export interface Moment {
  faker: Faker;
  /** Of the record, from 0. */
  index: number;
  /** Milliseconds since 1970. */
  time: number;
  person: { first: string; last: string };
  /** What the records are about, in snake case: `order` for the topic orders. Its ids are not repeated. */
  about: string;
}

/** With a seed, times start here and advance by one second per record, so that runs are the same. */
const seededStart = Date.UTC(2025, 0, 1);

export interface Moments {
  next: () => Moment;
}

/** Loads faker with English data. */
export async function openMoments(seed: number | undefined, about: string): Promise<Moments> {
  const { faker } = await import('@faker-js/faker/locale/en');
  faker.seed(seed);
  let index = 0;
  return {
    next() {
      const time = seed === undefined ? Date.now() : seededStart + index * 1000;
      faker.setDefaultRefDate(time);
      const person = { first: faker.person.firstName(), last: faker.person.lastName() };
      return { faker, index: index++, time, person, about };
    },
  };
}
