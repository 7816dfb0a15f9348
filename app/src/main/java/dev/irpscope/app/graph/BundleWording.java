package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.drawing.Wording;

/** The words of the resource bundle. */
final class BundleWording implements Wording {
  @Override
  public String entry() {
    return Messages.get("graph.entry");
  }

  @Override
  public String exit() {
    return Messages.get("graph.exit");
  }

  @Override
  public String hiddenLines(int count) {
    return Messages.count("graph.hiddenLines", count);
  }

  @Override
  public String group(int blocks, int from, int to) {
    return Messages.count("graph.group", blocks, String.valueOf(from), String.valueOf(to));
  }

  @Override
  public String ruleEvent(int line, String from, String to) {
    return Messages.get("graph.ruleEvent", String.valueOf(line), from, to);
  }

  @Override
  public String violation(int line, String from, String to) {
    return Messages.get("graph.violation", String.valueOf(line), from, to);
  }

  @Override
  public String leadsTo(String label, int line) {
    return Messages.get("graph.leadsTo", label, String.valueOf(line));
  }

  @Override
  public String leadsOut(String label) {
    return Messages.get("graph.leadsOut", label);
  }

  @Override
  public String decision(String condition, String value) {
    return Messages.get("graph.decision", condition, value);
  }

  @Override
  public String wouldStandBefore(int line) {
    return Messages.get("graph.wouldStandBefore", String.valueOf(line));
  }

  @Override
  public String neverRuns(String routine) {
    return Messages.get("scrubber.neverRuns", routine);
  }
}
