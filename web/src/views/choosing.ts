// The choices of a check: council and year, and which rules.
import type { RuleNamed } from "../answers";
import type { PageApi } from "../api";
import { by, make } from "../dom";
import type { Engines } from "../engines";

/** Fills the choices in, and has done what the first check would wait for. */
export async function offerChoices(api: PageApi): Promise<void> {
  const { councils, years, stages, systems, fields } = await api.ask("choices");
  by("authority").append(...councils.map((one) => new Option(`${one.name} (${one.code})`, one.code)));
  by("year").append(
    ...years.map((year) => new Option(`${year} (1 April ${year - 1} to 31 March ${year})`, String(year))),
  );
  by("stage").append(...stages.map((stage) => new Option(stage)));
  by("case-system").append(...systems.map((name) => new Option(name, name, false, name === "unknown")));
  by("split-field").append(...fields.map((name) => new Option(name, name, false, name === "SW_ID")));
  await api.ask("warm_up");
}

/** The rules to check, as the person writes them, and what each is. */
export class RulesChosen {
  private readonly engines: Engines;
  private readonly year: () => number;

  /** `year` is the year that the files seem to be of. */
  constructor(engines: Engines, year: () => number) {
    this.engines = engines;
    this.year = year;
    by("only").addEventListener("focus", () => void this.offer());
    by("only").addEventListener("change", () => void this.echo());
  }

  get text(): string {
    return by<HTMLInputElement>("only").value;
  }

  clear(): void {
    by("only-said").replaceChildren();
  }

  private async named(): Promise<{ year: number; rules: RuleNamed[] }> {
    const year = Number(by<HTMLSelectElement>("year").value) || this.year();
    return (await this.engines.api).ask("rules", { year });
  }

  private async offer(): Promise<void> {
    const { rules } = await this.named();
    by("rule-codes").replaceChildren(...rules.map((rule) => new Option(rule.title, rule.code)));
  }

  private async echo(): Promise<void> {
    const { rules, year } = await this.named();
    const byCode = new Map(rules.map((rule) => [rule.code.toUpperCase(), rule]));
    const asked = this.text.split(/[\s,;]+/).filter(Boolean);
    const lines = asked.map((code) => {
      const rule = byCode.get(code.toUpperCase());
      return make("li", {}, rule ? `${rule.code}: ${rule.title}` : `${code}: no rule of ${year} has this code`);
    });
    by("only-said").replaceChildren(...lines);
  }
}
