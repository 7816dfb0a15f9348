package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.SourceDocument;

/** Words of the pills, from the resource bundle. */
final class PillWords implements SourceDocument.Words {
  @Override
  public String opened(Step step) {
    return Messages.get("pill.opened", step.before().state(), step.after().state());
  }

  @Override
  public String ruleEvent(Step step) {
    return Messages.get("pill.event", step.before().state(), step.after().state());
  }

  @Override
  public String violated(Counterexample path) {
    return Messages.get(
        "pill.violation",
        path.missing().map(m -> m.note()).orElse(Messages.get("pill.violation.here")));
  }

  @Override
  public String assumed(Step step) {
    return Messages.get("pill.assumed");
  }
}
