// Repairs: what has exactly one reading, in copies, to be saved or checked in place of the files.
import { during, type ProblemBox, whileBusy } from "../activity";
import type { Repaired } from "../answers";
import { announce, by, count, make, several } from "../dom";
import type { Engines } from "../engines";
import { scrolling, table } from "./record";
import { made, saveButton } from "./saving";

const COPIES = "repaired_return.zip";

export class RepairView {
  private readonly engines: Engines;
  private readonly box: ProblemBox;
  private readonly checkInstead: (copies: File) => Promise<void>;

  /** `checkInstead` takes the copies in place of this year's files. */
  constructor(engines: Engines, box: ProblemBox, checkInstead: (copies: File) => Promise<void>) {
    this.engines = engines;
    this.box = box;
    this.checkInstead = checkInstead;
    by("repair").addEventListener("click", () => void this.repair());
  }

  async repair(): Promise<void> {
    by("repair-title").scrollIntoView();
    await whileBusy(by("repair"), async () => {
      const done = await during("Repairing copies", this.box, async () => (await this.engines.api).ask("repair"));
      if (done) this.show(done);
    });
  }

  clear(): void {
    by("repaired").replaceChildren();
  }

  private show(done: Repaired): void {
    const words =
      `${several(done.repaired, "value")} repaired, ${several(done.withdrawn, "repair")} withdrawn; ` +
      `${several(done.before, "finding")} before, ${count(done.after)} after.`;
    by("repaired").replaceChildren(
      make("p", { class: "strong" }, words),
      ...(done.kinds.length ? [kinds(done), changes(done), this.buttons()] : []),
    );
    announce(words);
  }

  private buttons(): HTMLElement {
    const all = { file: "repair.zip", words: "Save copies and lists", handle: "repair" };
    const instead = make("button", { class: "btn", type: "button", "data-testid": "use-repaired" }, "Check the copies");
    instead.addEventListener("click", () =>
      whileBusy(instead, async () => {
        const content = await made(this.engines, this.box, COPIES, {});
        if (content) await this.checkInstead(new File([content], COPIES));
      }),
    );
    return make("p", { class: "row" }, instead, saveButton(this.engines, this.box, all));
  }
}

function kinds(done: Repaired): HTMLElement {
  const rows = done.kinds.map((kind) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, kind.words),
      make("td", { class: "n" }, count(kind.repaired)),
      make("td", { class: "n" }, count(kind.withdrawn)),
    ),
  );
  return scrolling("Repairs by kind", table(["Kind", "Repaired", "Withdrawn"], rows));
}

function changes(done: Repaired): HTMLElement {
  const rows = done.changes.map((one) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, `${one.file}, line ${one.line}`),
      ...[one.field, one.old || "(blank)", one.new, one.why].map((words) => make("td", {}, words)),
    ),
  );
  const left = done.repaired - done.changes.length;
  return make(
    "details",
    { open: done.repaired <= 20 },
    make("summary", {}, "Each change"),
    scrolling("Each change", table(["Where", "Field", "Was", "Is", "Why"], rows)),
    left > 0 && make("p", {}, `And ${count(left)} more: all are in the list that is saved with the copies.`),
  );
}
