// The rules of app/offer/eligibility.py, read the same way where there is no internet. `tables` is what
// rules_as_json gives; `facts` are the answers, null for what was not said. A test sends thousands of
// situations through both.
const inYears = (age, first, until) => first <= age && (until === null || age < until);
const numbers = (list) => [...new Set(list)].sort((one, other) => one - other);

const rowFits = (row, world) =>
  inYears(world.age, row.age_from, row.until_birthday) &&
  Object.entries(row.where).every(([name, allowed]) => allowed.includes(world[name]));

const after = (rows, world) =>
  rows.reduce((now, row) => (rowFits(row, now) ? { ...now, ...row.gives } : now), world);

const consistent = (tables, world) => after(tables.consistent, world);
const grown = (tables, world, age) => consistent(tables, { ...after(tables.grown, world), age });

function worlds(tables, rule, facts) {
  const ages = numbers([...tables.ages, rule.age_from, rule.until_birthday ?? 0]);
  return tables.fields.reduce((some, name) => {
    const values = facts[name] !== null ? [facts[name]] : name === "age" ? ages : tables.open[name];
    return some.flatMap((world) => values.map((value) => ({ ...world, [name]: value })));
  }, [{}]);
}

function match(tables, rule, world) {
  if (!inYears(world.age, rule.age_from, rule.until_birthday)) return null;
  const { status, disputed = false } = (tables.statuses.find((row) => rowFits(row, world)) ?? { gives: {} }).gives;
  const isStatus = rule.who.includes(status);
  if (isStatus && !disputed) return { code: status, disputed };
  const also = tables.also.find((row) => rule.who.includes(row.gives.code) && rowFits(row, world));
  if (also) return { code: also.gives.code, disputed: false };
  return isStatus ? { code: status, disputed } : null;
}

function need(tables, name, facts) {
  if (name === "separated") return facts.separated;
  if (name in tables.from_papers) {
    const nobodySaid = facts.asylum === "not_said" && facts.separated !== false;
    return nobodySaid ? null : facts.asylum === tables.from_papers[name];
  }
  if (name === "in_education" && facts.needs.at_university) return true;
  return facts.needs[name] ?? null;
}

function notTheirs(tables, rule, facts) {
  const wrong = rule.council && ![rule.council, null].includes(facts.council) ? ["not:council"] : [];
  return [...wrong, ...rule.needs.filter((name) => need(tables, name, facts) === false).map((name) => `not:${name}`)];
}

function fired(tables, rule, facts) {
  const person = {
    asylum: facts.asylum,
    separated: facts.separated,
    council: facts.council,
    adult: facts.age === null ? null : facts.age >= 18,
    only_university: Boolean(facts.needs.at_university && !facts.needs.in_education),
  };
  const holds = (asked, said) => Object.entries(asked).every(([name, allowed]) => allowed.includes(said[name]));
  const some = tables.caveats.filter((one) => holds(one.line, rule.traits) && holds(one.person, person));
  return some.map((one) => one.code);
}

function later(tables, rule, facts) {
  const now = facts.age;
  if (now === null) return { verdict: "no", reasons: ["not:who"], later_at: null };
  const here = worlds(tables, rule, facts).map((world) => consistent(tables, world));
  const comes = numbers([now, rule.age_from, ...tables.ages]).find(
    (age) => age >= now && here.some((world) => match(tables, rule, grown(tables, world, age))),
  );
  if (comes === undefined) {
    const reason = inYears(now, 0, rule.until_birthday) ? "not:who" : "not:age";
    return { verdict: "no", reasons: [reason], later_at: null };
  }
  const announced = rule.strength === "announced" ? ["announced"] : [];
  const when = comes === now ? "later:weeks" : `later:${comes}`;
  const cautions = new Set(fired(tables, rule, facts).filter((code) => tables.said_of_later.includes(code)));
  return { verdict: "later", reasons: [when, ...announced, ...cautions], later_at: comes === now ? null : comes };
}

function unsaid(tables, rule, facts, found) {
  const depends = found.some(({ fits }) => !fits);
  const matters = tables.fields.filter((name) => {
    if (facts[name] !== null || !depends) return false;
    const apart = new Map();
    return found.some(({ world, fits }) => {
      const others = tables.fields.map((one) => (one === name ? "" : world[one])).join();
      const before = apart.get(others);
      apart.set(others, fits !== null);
      return before !== undefined && before !== (fits !== null);
    });
  });
  const council = rule.council && facts.council === null ? ["council"] : [];
  const needs = rule.needs.filter((name) => need(tables, name, facts) === null);
  return [...matters, ...council, ...needs].map((name) => `unsaid:${name}`);
}

function caveats(tables, rule, facts, found) {
  const disputed = found.some(({ fits }) => fits?.disputed) ? ["disputed"] : [];
  return [...disputed, ...fired(tables, rule, facts)];
}

function because(tables, rule, facts, found) {
  const reasons = [];
  const [first, until] = rule.shown_ages;
  if (facts.age !== null && (first || until)) reasons.push(`age:${first}:${until ?? ""}`);
  if (found.every(({ fits }) => fits)) {
    const groups = new Set(found.map(({ fits }) => fits.code));
    reasons.push(`who:${groups.size === 1 ? [...groups][0] : "any_care_experienced"}`);
  }
  if (rule.council && facts.council) reasons.push(`council:${rule.council}`);
  return [...reasons, ...rule.needs.filter((name) => need(tables, name, facts)).map((name) => `need:${name}`)];
}

function judge(tables, rule, facts) {
  const failed = notTheirs(tables, rule, facts);
  if (failed.length) return { verdict: "no", reasons: failed, later_at: null };
  const found = worlds(tables, rule, facts).map((world) => ({
    world,
    fits: match(tables, rule, consistent(tables, world)),
  }));
  if (!found.some(({ fits }) => fits)) return later(tables, rule, facts);
  const asks = [...unsaid(tables, rule, facts, found), ...caveats(tables, rule, facts, found)];
  const reasons = because(tables, rule, facts, found);
  if (asks.length) return { verdict: "ask", reasons: [...new Set([...reasons, ...asks])], later_at: null };
  const verdict = tables.groups[rule.strength];
  if (verdict === "extra") reasons.push(`strength:${rule.strength}`);
  return { verdict, reasons, later_at: null };
}

function comesWithAChange(tables, rule, facts) {
  const missing = rule.needs.filter((name) => need(tables, name, facts) === false);
  if (!missing.length || missing.some((name) => !tables.asked_directly.includes(name))) return false;
  const needs = rule.needs.filter((name) => !missing.includes(name));
  return Object.values(tables.groups).includes(judge(tables, { ...rule, needs }, facts).verdict);
}

// Scripts are joined, each in a block of its own: this is how the others reach these.
globalThis.eligibility = { judge, comesWithAChange };
