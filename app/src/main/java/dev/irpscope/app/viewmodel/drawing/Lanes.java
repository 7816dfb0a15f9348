package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Arrow;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a path's request: who has the IRP when, and how it goes from one to the other. Made
 * from what the steps say of the IRP's owner, so it can say no more than the analysis knows.
 */
public record Lanes(List<LaneRow> rows) {
  private static final String OWNER = ": owner";
  private static final String SENT = ": last send";
  private static final String PENDING = "pending below";
  private static final String STATUS_PENDING = "STATUS_PENDING";
  private static final String PENDING_FLAG = "PendingReturned";
  private static final String STATUS = ": IoStatus.Status";

  public Lanes {
    rows = List.copyOf(rows);
  }

  /** Owner as the analysis words it, to the lane that it has. */
  private static Optional<Lane> laneOf(String owner, Lane here) {
    return switch (owner) {
      case "the lower driver" -> Optional.of(Lane.LOWER_DRIVER);
      case "completed", "the I/O manager" -> Optional.of(Lane.IO_MANAGER);
      case "freed", "" -> Optional.empty();
      default -> Optional.of(here);
    };
  }

  public static Lanes of(Counterexample path) {
    List<LaneRow> rows = new ArrayList<>();
    Map<String, String> owners = new LinkedHashMap<>();
    int gap = -1;
    for (Step step : path.steps()) {
      Lane lane = lane(step);
      Optional<Lane> before = owner(owners, step, lane);
      update(owners, step);
      Optional<Lane> owner = owner(owners, step, lane);
      Optional<Arrow> arrow = comesBack(path, step).or(() -> arrow(step, lane, before, owner));
      boolean shown =
          arrow.isPresent()
              || handedOver(step).isPresent()
              || step.isRuleEvent()
              || step.index() == path.violating()
              || path.opening().stream().anyMatch(o -> o == step.index())
              || step.importance() == Step.Importance.ESSENTIAL;
      if (!shown) {
        gap = gap < 0 ? step.index() : gap;
        continue;
      }
      if (gap >= 0) {
        rows.add(gap(path, gap, step.index() - 1, before));
        gap = -1;
      }
      boolean acts = step.isRuleEvent() || step.index() == path.violating();
      boolean foreign =
          acts && before.isPresent() && before.get() != lane && step.kind() != Step.Kind.ENTRY;
      rows.add(new LaneRow.At(step, lane, arrow, owner, foreign));
    }
    if (gap >= 0) {
      Step last = path.steps().getLast();
      rows.add(gap(path, gap, last.index(), owner(owners, last, lane(last))));
    }
    path.missing()
        .filter(missing -> missing.ghost().isPresent())
        .ifPresent(missing -> {
          Step end = path.steps().get(path.violating());
          rows.add(new LaneRow.Missing(end.index(), lane(end), missing.call(), Optional.empty()));
        });
    return new Lanes(rows);
  }

  private static LaneRow gap(Counterexample path, int from, int to, Optional<Lane> owner) {
    return new LaneRow.Gap(from, to, lane(path.steps().get(from)), owner);
  }

  private static Lane lane(Step step) {
    if (step.kind() == Step.Kind.LOWER_DRIVER) {
      return Lane.LOWER_DRIVER;
    }
    return switch (step.lane()) {
      case DISPATCH -> Lane.DISPATCH;
      case COMPLETION -> Lane.COMPLETION;
    };
  }

  private static void update(Map<String, String> owners, Step step) {
    for (Fact fact : step.facts()) {
      if (fact.group() == Fact.Group.IRP && fact.subject().endsWith(OWNER)) {
        owners.put(fact.subject(), fact.value());
      }
    }
  }

  /** The owner of the IRP that the rule is about, else of the first one. */
  private static Optional<Lane> owner(Map<String, String> owners, Step step, Lane here) {
    String wanted = step.after().object() + OWNER;
    Lane own = here == Lane.LOWER_DRIVER ? Lane.DISPATCH : here;
    String words =
        owners.getOrDefault(wanted, owners.isEmpty() ? "" : owners.values().iterator().next());
    return laneOf(words, own);
  }

  /**
   * A request that the lower driver completes before it returns goes to the I/O manager, which runs
   * the completion routine; only then the caller goes on.
   */
  private static Optional<Arrow> comesBack(Counterexample path, Step step) {
    int next = step.index() + 1;
    if (step.kind() == Step.Kind.LOWER_DRIVER
        && next < path.steps().size()
        && lane(path.steps().get(next)) == Lane.COMPLETION
        && step.outcome().filter(o -> !o.equals(STATUS_PENDING)).isPresent()) {
      return step.outcome().map(o -> new Arrow(Lane.LOWER_DRIVER, Lane.IO_MANAGER, o, ""));
    }
    return Optional.empty();
  }

  private static Optional<Arrow> arrow(
      Step step, Lane lane, Optional<Lane> before, Optional<Lane> after) {
    if (step.kind() == Step.Kind.ENTRY && step.depth() == 0) {
      Lane from = lane == Lane.COMPLETION ? Lane.LOWER_DRIVER : Lane.IO_MANAGER;
      String flag = lane == Lane.COMPLETION ? returned(step) : status(step);
      return Optional.of(new Arrow(from, lane, step.function().name(), flag));
    }
    if (step.kind() == Step.Kind.LOWER_DRIVER) {
      return step.outcome().map(o -> new Arrow(Lane.LOWER_DRIVER, Lane.DISPATCH, o, ""));
    }
    if (!before.equals(after) && after.isPresent() && after.get() != lane) {
      return Optional.of(new Arrow(lane, after.get(), called(step.text()), sent(step)));
    }
    return handedOver(step)
        .flatMap(owner -> laneOf(owner, lane))
        .filter(to -> to != lane)
        .map(to -> new Arrow(lane, to, called(step.text()), ""));
  }

  /** Who has an IRP from this step on, whichever IRP of the path it is, in the analysis' words. */
  private static Optional<String> handedOver(Step step) {
    return step.changes().stream()
        .filter(c -> c.kind() == FactChange.Kind.MODIFIED)
        .map(FactChange::fact)
        .filter(f -> f.group() == Fact.Group.IRP && f.subject().endsWith(OWNER))
        .map(Fact::value)
        .findFirst();
  }

  /** What an IRP comes back with: whether it was pending below, and its status. */
  private static String returned(Step step) {
    boolean pending =
        step.facts().stream()
            .anyMatch(
                f -> f.subject().equals(step.after().object() + SENT) && f.value().equals(PENDING));
    String status = status(step);
    return !pending ? status : status.isEmpty() ? PENDING_FLAG : PENDING_FLAG + ", " + status;
  }

  /** The status that an IRP comes back with. */
  private static String status(Step step) {
    return step.facts().stream()
        .filter(f -> f.subject().endsWith(STATUS) && f.certainty() == Fact.Certainty.KNOWN)
        .map(Fact::value)
        .filter(v -> !v.equals("unknown"))
        .findFirst()
        .orElse("");
  }

  private static String sent(Step step) {
    return step.changes().stream()
        .filter(c -> c.kind() != FactChange.Kind.GONE)
        .map(FactChange::fact)
        .filter(f -> f.subject().endsWith(": marked pending"))
        .map(_ -> "pending")
        .findFirst()
        .orElse("");
  }

  private static String called(String text) {
    int assigned = text.indexOf("= ");
    String call = assigned < 0 ? text : text.substring(assigned + 2);
    call = call.startsWith("return ") ? call.substring(7) : call;
    int end = call.indexOf('(');
    return end < 0 ? call : call.substring(0, end).strip();
  }

  /** The same as long as it is not to be known which call is missing. */
  public Lanes withoutEnd() {
    return new Lanes(rows.stream().filter(row -> !(row instanceof LaneRow.Missing)).toList());
  }

  /** Position of the row that stands for a step. */
  public int rowOf(int step) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).first() <= step && step <= rows.get(i).last()) {
        return i;
      }
    }
    return -1;
  }
}
