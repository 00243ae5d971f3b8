/** Every chat command. A new one is a file beside this and a line here. */

import { createAlertsCommand } from "./alerts-command.ts";
import { campaignCommand } from "./campaign-command.ts";
import { createChannelsCommand } from "./channels-command.ts";
import type { Command } from "./command.ts";
import { createCustomersCommand } from "./customers-command.ts";
import type { NameLookup } from "./known-names.ts";
import { createMetricCommands } from "./metric-commands.ts";
import { createProductsCommand } from "./products-command.ts";
import { reportCommand } from "./report-command.ts";
import { shopbellCommand } from "./shopbell-command.ts";
import { createShopsCommand } from "./shops-command.ts";
import { createTargetCommand } from "./target-command.ts";
import { tasksCommand } from "./tasks-command.ts";
import { createWhyCommand } from "./why-command.ts";

export function createCommands(names: NameLookup): readonly Command[] {
  return [
    ...createMetricCommands(names),
    createCustomersCommand(names),
    createProductsCommand(names),
    createChannelsCommand(names),
    createShopsCommand(names),
    reportCommand,
    campaignCommand,
    createWhyCommand(names),
    createAlertsCommand(names),
    createTargetCommand(names),
    tasksCommand,
    shopbellCommand,
  ];
}
