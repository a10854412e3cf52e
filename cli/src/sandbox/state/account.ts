export type Mode = "test" | "live";

/** An object as it is stored. */
export interface Stored {
  readonly id: string;
  livemode: boolean;
  /** True for a deleted object that is kept, so that its id is reported as deleted. */
  deleted?: true;
}

/** The objects of one account in one mode, oldest first within a kind. */
export class Account {
  private readonly objects = new Map<string, Map<string, Stored>>();

  /**
   * @param id `acct_...`
   * @param mode test and live objects are separate
   * @param otherMode the same account in the other mode, used only to explain a missing object
   */
  constructor(
    readonly id: string,
    readonly mode: Mode,
    readonly otherMode: () => Account | undefined,
  ) {}

  get livemode(): boolean {
    return this.mode === "live";
  }

  all(kind: string): Stored[] {
    return [...this.ofKind(kind).values()];
  }

  get(kind: string, id: string): Stored | undefined {
    return this.ofKind(kind).get(id);
  }

  put(kind: string, object: Stored): void {
    this.ofKind(kind).set(object.id, object);
  }

  delete(kind: string, id: string): void {
    this.ofKind(kind).delete(id);
  }

  private ofKind(kind: string): Map<string, Stored> {
    const objects = this.objects.get(kind) ?? new Map<string, Stored>();
    this.objects.set(kind, objects);
    return objects;
  }
}
