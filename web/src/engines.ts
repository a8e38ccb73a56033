// The engines: loaded once, started in a worker, started anew after a stop.
import { PageApi } from "./api";
import { by } from "./dom";
import { type Catalogue, engineParts, size } from "./parts";
import type { Tell } from "./worker/messages";
import type { Parts } from "./worker/parts";

const OFFLINE = "From here on no network is needed.";
const WITHOUT =
  "The list of postcodes could not be loaded, so what needs it will be listed as not checked; load the page again to try once more. ";

export class Engines {
  private readonly from: Promise<Catalogue>;
  private readonly tell: Tell;
  private readonly parts: Promise<Parts>;
  api: Promise<PageApi>;

  constructor(from: Promise<Catalogue>, tell: Tell) {
    this.from = from;
    this.tell = tell;
    this.parts = this.load();
    this.api = this.start();
    Promise.all([this.parts, this.api]).then(
      ([parts]) => this.say(`The engines are ready. ${"postcodes.bin" in parts ? "" : WITHOUT}${OFFLINE}`, 1),
      (problem: unknown) => this.say(`The engines could not be started: ${String(problem)} Load the page again.`, 0),
    );
  }

  /** Stops what is being done and starts again, with no file. */
  restart(): void {
    const before = this.api;
    this.api = this.start();
    before.then((api) => api.stop());
  }

  private async load(): Promise<Parts> {
    const from = await this.from;
    const bar = by<HTMLProgressElement>("engines-progress");
    this.say(announced(from), 0);
    const parts = await engineParts(from, (share) => {
      bar.value = 0.7 * share;
    });
    this.say(`${announced(from)} They are loaded and are being started.`, 0.7);
    return parts;
  }

  private async start(): Promise<PageApi> {
    const [from, parts] = await Promise.all([this.from, this.parts]);
    const api = new PageApi(() => from.startWorker(), parts, this.tell);
    await api.ready;
    return api;
  }

  private say(words: string, share: number): void {
    by("engines-words").textContent = words;
    const bar = by<HTMLProgressElement>("engines-progress");
    bar.value = share;
    bar.hidden = share === 1;
  }
}

function announced({ parts }: Catalogue): string {
  const postcodes = parts.filter((part) => part.for === "postcodes");
  const engines = parts.filter((part) => part.for !== "postcodes" && part.for !== "demo");
  const list = postcodes.length ? ` and a list of all UK postcodes (${size(postcodes)})` : "";
  return `To check, this page loads its engines (${size(engines)})${list}, once; your browser then keeps them.`;
}
