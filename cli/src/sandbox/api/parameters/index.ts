export * from "./currencies";
export * from "./metadata";
export * from "./parameter";
export * from "./scalars";
export * from "./structures";
