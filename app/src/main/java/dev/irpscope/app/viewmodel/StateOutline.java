package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders what is known after a step: what changed first, then by group, the IRP before all else.
 */
public final class StateOutline {
  private StateOutline() {}

  public static List<StateRow> of(Step step, boolean changedOnly) {
    List<StateRow> rows = new ArrayList<>();
    rows.add(new StateRow.Heading(Optional.empty(), ""));
    if (step.changes().isEmpty()) {
      rows.add(new StateRow.NoChange());
    }
    for (FactChange change : step.changes()) {
      String previous =
          change.kind() == FactChange.Kind.MODIFIED
              ? change.previous().map(Fact::value).orElse("")
              : "";
      rows.add(
          new StateRow.Value(
              change.fact(), change.fact().subject(), Optional.of(change.kind()), previous));
    }
    if (!changedOnly) {
      for (Fact.Group group : Fact.Group.values()) {
        addGroup(rows, step, group);
      }
    }
    return List.copyOf(rows);
  }

  private static void addGroup(List<StateRow> rows, Step step, Fact.Group group) {
    List<Fact> facts = step.facts().stream().filter(f -> f.group() == group).toList();
    if (facts.isEmpty()) {
      return;
    }
    Map<String, List<Fact>> cards = new LinkedHashMap<>();
    facts.forEach(f -> cards.computeIfAbsent(card(f), _ -> new ArrayList<>()).add(f));
    cards.forEach((object, card) -> {
      rows.add(new StateRow.Heading(Optional.of(group), object));
      card.forEach(f -> rows.add(value(step, f, object)));
    });
  }

  /** The IRP that a fact is about, where there are several: {@code Irp: owner} is about Irp. */
  private static String card(Fact fact) {
    int colon = fact.subject().indexOf(": ");
    if (fact.group() != Fact.Group.IRP) {
      return "";
    }
    return colon > 0 ? fact.subject().substring(0, colon) : fact.subject();
  }

  private static StateRow value(Step step, Fact fact, String object) {
    Optional<FactChange.Kind> kind =
        step.changes().stream()
            .filter(c -> c.kind() != FactChange.Kind.GONE && c.fact().equals(fact))
            .map(FactChange::kind)
            .findFirst();
    String lead = object + ": ";
    boolean led = !object.isEmpty() && fact.subject().startsWith(lead);
    String subject = led ? fact.subject().substring(lead.length()) : fact.subject();
    return new StateRow.Value(fact, subject, kind, "");
  }
}
