/** `/alerts`: what rings, who has it, and what this channel wants to hear. Buttons say the same words. */
import { composeProblem } from "../core/messages/compose-problem.ts";
import { runAlertAction } from "./alerts/alert-actions.ts";
import { ALERT_LINES, helpAlerts } from "./alerts/alert-help.ts";
import { listAlerts, showAlert } from "./alerts/alert-list.ts";
import { showMore } from "./alerts/alert-more.ts";
import { showReview } from "./alerts/alert-review.ts";
import { acceptRule, listRules, offerRule, removeRule } from "./alerts/alert-rules.ts";
import { changeAlertPlace } from "./alerts/alert-settings.ts";
import { type AlertVerb, findAlertVerb } from "./alerts/alert-vocabulary.ts";
import { explainAlert } from "./alerts/alert-why.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { NameLookup } from "./known-names.ts";
import { problemResult } from "./problem-result.ts";

const USAGE = "here | list | ack 12 | snooze 12 for 2h | resolve 12 | mute aov | quiet 22:00-07:00";

/** Words that begin a line about alerts in Chinese; in English it is the command's own name. */
export function isAlertWord(word: string): boolean {
  return ["告警", "警报", "报警", "预警"].includes(word);
}

export function createAlertsCommand(names: NameLookup): Command {
  return {
    spec: {
      name: "alerts",
      description: { en: "Alerts: what rings, who has it, what this channel hears", zh: "告警：当前告警、由谁处理、本频道接收哪些" },
      usage: USAGE,
      lines: ALERT_LINES,
      options: [
        {
          name: "words",
          prefix: "",
          required: false,
          description: {
            en: "here, list, ack 12, assign 12 @ann, snooze 12 for 2h, expected 12 sale …",
            zh: "开启、列表、接手 12、指派 12 @ann、暂缓 12 2小时、预期 12 大促……",
          },
        },
      ],
    },
    run: (words, context) => runAlerts(words, context, names),
  };
}

async function runAlerts(words: string, context: CommandContext, names: NameLookup): Promise<CommandResult | null> {
  const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/su.exec(words.trim().replace(/^(?:告警|警报|报警|预警)\s*/u, "")) ?? [];
  const verb: AlertVerb | null = first === "" ? "list" : findAlertVerb(first);
  switch (verb) {
    case null: {
      if (!context.request.addressed) return null;
      const zh = context.locale === "zh";
      const text = zh ? `/alerts 没有“${first}”这个用法。` : `/alerts has no “${first}”. It knows: ${USAGE}.`;
      return problemResult(context, composeProblem({ locale: context.locale, text, suggestions: ["alerts list", "alerts help"] }));
    }
    case "list":
      return listAlerts(context);
    case "show":
      return showAlert(rest, context);
    case "more":
      return showMore(rest, context);
    case "why":
      return explainAlert(rest, context, names);
    case "review":
      return showReview(context);
    case "add":
      return offerRule(rest, context);
    case "accept":
      return acceptRule(rest, context);
    case "rules":
      return listRules(context);
    case "remove":
      return removeRule(rest, context);
    case "help":
      return helpAlerts(context);
    case "acknowledge":
    case "assign":
    case "snooze":
    case "expected":
    case "false-alarm":
    case "resolve":
      return runAlertAction(verb, rest, context);
    default:
      return changeAlertPlace(verb, rest, context);
  }
}
