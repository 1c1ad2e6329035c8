import type { Moment } from './moment.js';

/** Values by the name of a field. The first pattern that matches decides; names are in snake case. */
type Hints<Value> = [RegExp, (moment: Moment, name: string) => Value][];

const pick =
  (...values: string[]) =>
  ({ faker }: Moment) =>
    faker.helpers.arrayElement(values);

const texts: Hints<string> = [
  [
    /(^|_)e?mail(_address)?$/,
    ({ faker, person: { first, last } }) =>
      faker.internet.email({ firstName: first, lastName: last }).toLowerCase(),
  ],
  [/(^|_)(first|given)_?name$|^forename$/, ({ person }) => person.first],
  [/(^|_)(last|family)_?name$|^surname$/, ({ person }) => person.last],
  [
    /(^|_)(user_?name|login|handle|nick_?name)$/,
    ({ faker, person: { first, last } }) =>
      faker.internet.username({ firstName: first, lastName: last }).toLowerCase(),
  ],
  [
    /(^|_)(company|employer|merchant|vendor|supplier|brand|organi[sz]ation|shop|store)(_name)?$/,
    ({ faker }) => faker.company.name(),
  ],
  [/(^|_)(product|item|article)(_name|_title)?$/, ({ faker }) => faker.commerce.productName()],
  [/(^|_)file_?name$/, ({ faker }) => faker.system.fileName()],
  [/(^|_)host(_?name)?$|(^|_)domain(_name)?$/, ({ faker }) => faker.internet.domainName()],
  [/(^|_)(city|town)(_name)?$/, ({ faker }) => faker.location.city()],
  [/(^|_)country_?code$/, ({ faker }) => faker.location.countryCode()],
  [/(^|_)country(_name)?$/, ({ faker }) => faker.location.country()],
  [/(^|_)(zip|zip_?code|post_?code|postal_?code)$/, ({ faker }) => faker.location.zipCode()],
  [/(^|_)(state|province|region)(_name)?$/, ({ faker }) => faker.location.state()],
  [/(^|_)(ip|ip_?v4)(_?address)?$|^(client|remote)_addr$/, ({ faker }) => faker.internet.ipv4()],
  [/(^|_)ip_?v6(_address)?$/, ({ faker }) => faker.internet.ipv6()],
  [/(^|_)mac(_address)?$/, ({ faker }) => faker.internet.mac()],
  [/(^|_)(street|address|address_?line_?\d?)$/, ({ faker }) => faker.location.streetAddress()],
  [
    /(^|_)(phone|mobile|tel|telephone)(_?(number|no))?$/,
    ({ faker }) => faker.phone.number({ style: 'international' }),
  ],
  [/(^|_)user_?agent$/, ({ faker }) => faker.internet.userAgent()],
  [/(^|_)(url|uri|website|link|home_?page|referr?er)$/, ({ faker }) => faker.internet.url()],
  [/(^|_)currency(_code)?$/, pick('USD', 'EUR', 'GBP', 'JPY', 'CHF')],
  [/(^|_)iban$/, ({ faker }) => faker.finance.iban()],
  [/(^|_)(bic|swift)(_code)?$/, ({ faker }) => faker.finance.bic()],
  [/(^|_)(credit_?)?card(_?(number|no))?$/, ({ faker }) => faker.finance.creditCardNumber()],
  [/(^|_)account(_?(number|no))?$/, ({ faker }) => faker.finance.accountNumber()],
  [
    /(^|_)(sku|ean|upc|barcode|isbn)$/,
    ({ faker }) => faker.string.numeric({ length: 13, allowLeadingZeros: false }),
  ],
  [/(^|_)colou?r$/, ({ faker }) => faker.color.human()],
  [/(^|_)status$/, pick('new', 'active', 'pending', 'completed', 'canceled')],
  [/(^|_)(level|severity)$/, pick('DEBUG', 'INFO', 'INFO', 'INFO', 'WARN', 'ERROR')],
  [/(^|_)(event|action|operation)(_type)?$/, pick('created', 'updated', 'viewed', 'deleted')],
  [/(^|_)(category|department)$/, ({ faker }) => faker.commerce.department()],
  [/(^|_)(language|locale|lang)$/, pick('en', 'de', 'fr', 'es', 'ja')],
  [/(^|_)time_?zone$/, ({ faker }) => faker.location.timeZone()],
  [/(^|_)(job|job_?title|occupation|profession|role)$/, ({ faker }) => faker.person.jobTitle()],
  [/(^|_)(gender|sex)$/, ({ faker }) => faker.person.sex()],
  [/(^|_)(device|device_type)$/, pick('phone', 'tablet', 'laptop', 'desktop')],
  [/(^|_)method$/, pick('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE')],
  [/(^|_)path$/, ({ faker }) => `/${faker.word.noun()}/${faker.word.noun()}`],
  [
    /(^|_)(hash|checksum|digest|token)$/,
    ({ faker }) => faker.string.hexadecimal({ length: 32, prefix: '', casing: 'lower' }),
  ],
  [/(^|_)version$/, ({ faker }) => faker.system.semver()],
  [/(^|_)(uuid|guid)$|^(id|key)$/, ({ faker }) => faker.string.uuid()],
  [/_(id|key|ref|no|number)$/, (moment, name) => `${name.replace(/_[^_]+$/, '')}-${idNumber(moment, name)}`],
  [
    /(^|_)(birth_?(date|day)|date_of_birth|dob)$/,
    ({ faker }) => faker.date.birthdate().toISOString().slice(0, 10),
  ],
  [/(^|_)(date|day)$/, ({ time }) => new Date(time).toISOString().slice(0, 10)],
  [/_(at|on|ts)$|(^|_)(time|timestamp|date_?time)$|^ts$/, ({ time }) => new Date(time).toISOString()],
  [/(^|_)(title|subject|headline)$/, ({ faker }) => faker.lorem.words(3)],
  [
    /(^|_)(description|comment|message|note|notes|text|body|summary|reason|content|review)$/,
    ({ faker }) => faker.lorem.sentence(),
  ],
  [
    /(^|_)(name|customer|owner|author|driver|passenger|recipient|sender|user|employee|person|contact)$/,
    ({ person }) => `${person.first} ${person.last}`,
  ],
];

/** The number in an id: the next one for the ids of the records themselves, one of 1000 for those of others. */
function idNumber({ faker, index, about }: Moment, name: string): number {
  return name.replace(/_[^_]+$/, '') === about ? index + 1 : faker.number.int({ min: 1, max: 1000 });
}

const numbers: Hints<number> = [
  [
    /(^|_)(price|amount|total|cost|balance|fee|salary|revenue|tax|subtotal|discount|payment|sum)(_(cents|usd|eur))?$/,
    ({ faker }) => Number(faker.finance.amount({ min: 1, max: 1000 })),
  ],
  [/(^|_)(quantity|qty|count|pieces|units|items)$/, ({ faker }) => faker.number.int({ min: 1, max: 10 })],
  [/(^|_)age$/, ({ faker }) => faker.number.int({ min: 18, max: 90 })],
  [/(^|_)lat(itude)?$/, ({ faker }) => faker.location.latitude()],
  [/(^|_)(lon|lng|longitude)$/, ({ faker }) => faker.location.longitude()],
  [/(^|_)(percent|percentage|humidity)$/, ({ faker }) => faker.number.float({ max: 100, fractionDigits: 1 })],
  [/(^|_)(ratio|probability|confidence)$/, ({ faker }) => faker.number.float({ max: 1, fractionDigits: 3 })],
  [/(^|_)rating$/, ({ faker }) => faker.number.int({ min: 1, max: 5 })],
  [
    /(^|_)(temp|temperature)(_c)?$/,
    ({ faker }) => faker.number.float({ min: -10, max: 35, fractionDigits: 1 }),
  ],
  [/(^|_)speed$/, ({ faker }) => faker.number.float({ max: 130, fractionDigits: 1 })],
  [/(^|_)(year)$/, ({ faker, time }) => new Date(time).getUTCFullYear() - faker.number.int({ max: 10 })],
  [/(^|_)(duration|latency|elapsed)(_ms)?$/, ({ faker }) => faker.number.int({ min: 1, max: 2000 })],
  [/(^|_)port$/, ({ faker }) => faker.internet.port()],
  [
    /(^|_)(status_code|http_status)$/,
    ({ faker }) => faker.helpers.arrayElement([200, 200, 200, 201, 304, 404, 500]),
  ],
  [/_(at|on|ts)(_ms)?$|(^|_)(time|timestamp|date_?time|ts|date)(_ms|_millis)?$/, ({ time }) => time],
  [/(^|_)(time|timestamp|ts|at)_(us|micros)$/, ({ time }) => time * 1000],
  [/(^|_)(time|timestamp|ts|at)_(s|sec|seconds)$/, ({ time }) => Math.floor(time / 1000)],
  [/^(id|key|seq|sequence|sequence_number|number)$/, ({ index }) => index + 1],
  [/_(id|key|ref|no|number)$/, idNumber],
];

/** The value that a field of this name should have, or undefined if its name says nothing. */
export function textHint(name: string, moment: Moment): string | undefined {
  return valueOf(texts, name, moment);
}

export function numberHint(name: string, moment: Moment): number | undefined {
  return valueOf(numbers, name, moment);
}

function valueOf<Value>(hints: Hints<Value>, field: string, moment: Moment): Value | undefined {
  const name = snakeCase(field);
  return hints.find(([pattern]) => pattern.test(name))?.[1](moment, name);
}

/** Whether the field is a number that counts: it has no order of magnitude. */
export function isId(name: string): boolean {
  return /^(id|key|seq|sequence|sequence_number)$|_(id|key)$/.test(snakeCase(name));
}

/** `orderID`, `OrderId` and `order-id` are `order_id`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[-. ]+/g, '_')
    .toLowerCase();
}

export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}
