export declare const ENGINES: readonly ["sqlite", "postgresql"];
export declare function composeSchema(engine: "sqlite" | "postgresql"): string;
