/**
 * What the store asks of addresses, country by country (ISO 3166-1). These are the rules that checkout applies; a test of the store
 * compares them.
 */

/** Countries that have no postal codes, or where few people know theirs. */
const WITHOUT_POSTAL_CODE = new Set(("AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GQ GY HK IE JM KE KI KM KP ML MO MR MW NG "
  + "NR NU PA QA RW SB SC SL SR ST SY TD TF TG TK TL TO TV TZ UG VU YE ZW").split(" "));

/** Countries whose addresses name a region, such as a state. */
const WITH_REGION = new Set(["AU", "BR", "CA", "IN", "MX", "US"]);

/** @param {string} country */
export const requiresPostalCode = (country) => !WITHOUT_POSTAL_CODE.has(country);

/** @param {string} country */
export const requiresRegion = (country) => WITH_REGION.has(country);
