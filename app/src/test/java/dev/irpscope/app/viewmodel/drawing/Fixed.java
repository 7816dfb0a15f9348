package dev.irpscope.app.viewmodel.drawing;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What drawings need of their surroundings, without a screen and without threads. */
final class Fixed {
  private Fixed() {}

  /** Every character is seven wide. */
  static final class Letters implements Lettering {
    @Override
    public double width(String text, Hand hand) {
      return 7.0 * text.length();
    }

    @Override
    public double lineHeight(Hand hand) {
      return 15;
    }
  }

  /** Does the work at once. */
  static final class AtOnce implements BackgroundWork {
    int done;

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> result, Consumer<Throwable> failed) {
      done++;
      result.accept(work.get());
    }
  }

  /** Terse English. */
  static final class Words implements Wording {
    @Override
    public String entry() {
      return "entry";
    }

    @Override
    public String exit() {
      return "exit";
    }

    @Override
    public String hiddenLines(int count) {
      return count + " more";
    }

    @Override
    public String group(int blocks, int from, int to) {
      return blocks + " blocks " + from + "-" + to;
    }

    @Override
    public String ruleEvent(int line, String from, String to) {
      return line + " " + from + " > " + to;
    }

    @Override
    public String violation(int line, String from, String to) {
      return "x " + line + " " + from + " > " + to;
    }

    @Override
    public String leadsTo(String label, int line) {
      return label + " to " + line;
    }

    @Override
    public String leadsOut(String label) {
      return label + " to exit";
    }

    @Override
    public String decision(String condition, String value) {
      return condition + " is " + value;
    }

    @Override
    public String wouldStandBefore(int line) {
      return "before " + line;
    }

    @Override
    public String neverRuns(String routine) {
      return routine + " never runs";
    }
  }
}
