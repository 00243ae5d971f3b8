/**
 * Property tests draw the same cases in every run, so that a failure is the change's own. `FC_SEED=$RANDOM npx vitest run`
 * draws others: do that when you touch what they hold.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
