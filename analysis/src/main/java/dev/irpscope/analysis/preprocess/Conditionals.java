package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import dev.irpscope.analysis.preprocess.LexedFile.GroupKind;
import dev.irpscope.analysis.source.Diagnostic.Severity;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.Arrays;
import java.util.function.Predicate;

/** Conditionals (C11 6.10.1): which arm is taken, and what is left out. */
final class Conditionals {
  private final MacroTable macros;
  private final Expander expander;
  private final UnitOutput out;
  private final Predicate<HeaderName> headerExists;

  Conditionals(
      MacroTable macros, Expander expander, UnitOutput out, Predicate<HeaderName> headerExists) {
    this.macros = macros;
    this.expander = expander;
    this.out = out;
    this.headerExists = headerExists;
  }

  /** An {@code #if}, {@code #ifdef} or {@code #ifndef}. */
  void begin(FileFrame frame, Group group) {
    frame.openConditional();
    if (!holds(frame, group)) {
      skipToTakenArm(frame);
    }
  }

  /** A later arm, met at the end of the one taken. */
  void laterArm(FileFrame frame, Group group) {
    if (frame.inConditional()) {
      skipToEnd(frame);
    } else {
      unbalanced(frame, group);
    }
  }

  void end(FileFrame frame, Group group) {
    if (!frame.closeConditional()) {
      unbalanced(frame, group);
    }
  }

  private void unbalanced(FileFrame frame, Group group) {
    out.report(
        "UNBALANCED-CONDITIONAL",
        Severity.WARNING,
        frame.file.span(group),
        "There is no open #if for this #" + frame.tokens[group.first() + 1].text() + ".");
  }

  /** From a condition that does not hold to the arm that is taken, or past the conditional. */
  private void skipToTakenArm(FileFrame frame) {
    while (true) {
      int from = frame.group;
      int next = frame.file.nextArm(from);
      noteInactive(frame, from, next);
      frame.group = next;
      if (next >= frame.file.groupCount()) {
        frame.group = frame.file.groupCount() - 1;
        return;
      }
      Group arm = frame.current();
      if (arm.kind() == GroupKind.ENDIF) {
        frame.closeConditional();
        return;
      }
      if (arm.kind() == GroupKind.ELSE || holds(frame, arm)) {
        return;
      }
    }
  }

  /** From the end of the arm taken past the conditional. */
  private void skipToEnd(FileFrame frame) {
    while (frame.group < frame.file.groupCount()) {
      if (frame.current().kind() == GroupKind.ENDIF) {
        frame.closeConditional();
        return;
      }
      int next = frame.file.nextArm(frame.group);
      noteInactive(frame, frame.group, next);
      frame.group = next;
    }
    frame.group = frame.file.groupCount() - 1;
  }

  private void noteInactive(FileFrame frame, int arm, int nextArm) {
    SourceFile file = frame.file.file();
    if (file.place() == SourceFile.Place.BUILT_IN || nextArm == arm + 1) {
      return;
    }
    Group directive = frame.file.group(arm);
    Group last = frame.file.group(Math.min(nextArm, frame.file.groupCount()) - 1);
    if (last.last() <= directive.last()) {
      return;
    }
    Span first = frame.tokens[directive.last()].origin().written();
    Span end = frame.tokens[last.last() - 1].origin().written();
    String reason =
        switch (directive.kind()) {
          case ELSE -> "an earlier arm of the conditional is taken";
          default ->
              "'#"
                  + frame.tokens[directive.first() + 1].text()
                  + " "
                  + frame.rest(directive)
                  + "' is not chosen";
        };
    out.add(new InactiveRegion(first.join(end), reason));
  }

  private boolean holds(FileFrame frame, Group group) {
    return switch (group.kind()) {
      case IFDEF, ELIFDEF -> isDefined(frame, group);
      case IFNDEF, ELIFNDEF -> !isDefined(frame, group);
      default -> evaluate(frame, group);
    };
  }

  private boolean isDefined(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()
        || frame.tokens[group.arguments()].kind() != Token.Kind.IDENTIFIER) {
      badCondition(frame, group, "the name of a macro is missing");
      return false;
    }
    String name = frame.tokens[group.arguments()].text();
    return name.equals("__has_include") || macros.consult(name);
  }

  private boolean evaluate(FileFrame frame, Group group) {
    if (!expander.isReadingArguments()) {
      expander.beginInvocation();
    }
    try {
      Token[] condition =
          new ConditionTokens(expander, macros, headerExists)
              .expand(Arrays.copyOfRange(frame.tokens, group.arguments(), group.last()));
      return ConditionReader.isTrue(condition);
    } catch (ConditionReader.BadCondition bad) {
      badCondition(frame, group, String.valueOf(bad.getMessage()));
      return false;
    }
  }

  private void badCondition(FileFrame frame, Group group, String why) {
    out.report(
        "BAD-CONDITION",
        Severity.WARNING,
        frame.file.span(group),
        "This condition has no value, so it counts as false: " + why + ".");
  }
}
