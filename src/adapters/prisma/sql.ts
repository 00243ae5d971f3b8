/**
 * SQL with its parameters apart, as Prisma has it: one text serves both engines (`?` here, `$1` there), and what people
 * wrote is never part of a statement.
 */
export { empty, join, raw, Sql, sqltag as sql } from "@prisma/client/runtime/client";
