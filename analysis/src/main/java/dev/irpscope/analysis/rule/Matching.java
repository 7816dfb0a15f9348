package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares one occurrence with the triggers of a transition. */
final class Matching {
  /** How a comparison ends. */
  sealed interface Result {}

  record Fires() implements Result {}

  /** It would fire, but whether it is about the tracked object cannot be told. */
  record Unclear() implements Result {}

  record Differs() implements Result {}

  private final Event event;
  private final Scope scope;
  private boolean isUnsure;

  Matching(Event event, Scope scope) {
    this.event = event;
    this.scope = scope;
  }

  /** Whether some trigger looked at so far would fire if more were known. */
  boolean isUnsure() {
    return isUnsure;
  }

  /** When it fires, the names it binds stay bound in the scope. */
  Result match(Transition transition) {
    Result best = new Differs();
    for (Transition.Trigger trigger : transition.on()) {
      scope.forgetBindings();
      Result result = match(trigger);
      if (result instanceof Fires) {
        return result;
      }
      if (result instanceof Unclear) {
        best = result;
      }
    }
    return best;
  }

  /** The values that stand where a transition names the tracked object. */
  static List<Ref> candidates(Event event, Transition transition) {
    List<Ref> found = new ArrayList<>();
    for (Transition.Trigger trigger : transition.on()) {
      EventPattern pattern = trigger.event();
      if (!hasShape(event, pattern)) {
        continue;
      }
      int count = event.arguments().size();
      for (int i = 0; i < count; i++) {
        if (pattern.arguments().at(i, count) instanceof Pattern.Subject) {
          found.add(event.arguments().get(i));
        }
      }
      if (pattern.result().orElse(new Pattern.Anything()) instanceof Pattern.Subject) {
        event.result().ifPresent(found::add);
      }
    }
    return found;
  }

  private Result match(Transition.Trigger trigger) {
    EventPattern pattern = trigger.event();
    if (!hasShape(event, pattern)) {
      return new Differs();
    }
    Truth same = Truth.TRUE;
    Truth rest = Truth.TRUE;
    int count = event.arguments().size();
    for (int i = 0; i < count; i++) {
      Pattern expected = pattern.arguments().at(i, count);
      Truth truth = match(expected, event.arguments().get(i));
      if (expected instanceof Pattern.Subject) {
        same = same.and(truth);
      } else {
        rest = rest.and(truth);
      }
    }
    if (pattern.result().isPresent()) {
      Pattern expected = pattern.result().get();
      Truth truth = event.result().map(result -> match(expected, result)).orElse(Truth.FALSE);
      if (expected instanceof Pattern.Subject) {
        same = same.and(truth);
      } else {
        rest = rest.and(truth);
      }
    }
    if (same == Truth.FALSE || rest == Truth.FALSE) {
      return new Differs();
    }
    Truth all = rest.and(new Judging(scope).judge(trigger.guard()));
    if (all == Truth.FALSE) {
      return new Differs();
    }
    isUnsure |= all == Truth.UNKNOWN || same == Truth.UNKNOWN;
    if (same == Truth.UNKNOWN) {
      return new Unclear();
    }
    return all == Truth.TRUE ? new Fires() : new Differs();
  }

  private Truth match(Pattern pattern, Ref actual) {
    return switch (pattern) {
      case Pattern.Anything _ -> Truth.TRUE;
      case Pattern.Bind(String name) -> scope.bind(name, actual);
      case Pattern.Subject _ -> same(scope.subject(), actual);
      case Pattern.Remembered(String variable) -> same(scope.ref(variable), actual);
      case Pattern.Constant constant -> {
        OptionalLong value = scope.number(constant);
        yield value.isPresent()
            ? scope.world().compare("==", actual, value.getAsLong())
            : Truth.UNKNOWN;
      }
    };
  }

  private Truth same(Optional<Ref> expected, Ref actual) {
    return expected.map(ref -> scope.world().same(ref, actual)).orElse(Truth.FALSE);
  }

  private static boolean hasShape(Event event, EventPattern pattern) {
    boolean isCall =
        pattern.kind() == EventPattern.Kind.CALL || pattern.kind() == EventPattern.Kind.RETURN;
    return event.kinds().contains(pattern.kind())
        && (!isCall || pattern.functions().contains(event.function()))
        && pattern.arguments().accepts(event.arguments().size());
  }
}
